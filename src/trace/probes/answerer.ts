/** Who answers a probe, where that is not the program of its container; and what an answer of a well-known page says. */
import type { Subject } from '../../evidence/subject.ts';
import { portOf } from '../../kube/probe.ts';
import type { Probe } from '../../kube/shapes.ts';
import { declares } from '../network/port-holder.ts';

export interface Answerer {
  /** Behind "answers 500, ". */
  words: string;
  decides: string;
}

/** Istio's webhook lets the kubelet ask its agent, which asks the program, and answers 500 where it gets none (istio pilot/cmd/pilot-agent/status). */
const OF_MESH = /^\/app-health\/[^/]+\/(?:livez|readyz|startupz)$/;

export function otherAnswerer(probe: Probe, { container, pod }: Subject): Answerer | undefined {
  if (OF_MESH.test(probe.httpGet?.path ?? ''))
    return {
      words: `in the words of the mesh's agent, which asks container ${container.name} in the kubelet's place, and has got an error from it, or no answer`,
      decides: `what the probe asks in the template of the workload, before the mesh rewrites it, and what ${container.name} answers there`,
    };
  const port = portOf(probe, container);
  const other =
    port === undefined || declares(container, port)
      ? undefined
      : pod.spec.containers.find((one) => one !== container && declares(one, port));
  return (
    other && {
      words: `from container ${other.name}, whose port that is (the containers of a pod share one address)`,
      decides: `whether the probe is to ask ${other.name}, or ${container.name} itself; then the log of ${other.name}`,
    }
  );
}

/** developer.hashicorp.com/vault/api-docs/system/health: the status tells the state. */
const VAULT: Readonly<Record<number, string>> = {
  429: 'is unsealed and a standby: standbyok=true behind the path lets it count as well',
  472: 'is a disaster recovery secondary',
  473: 'is a performance standby: perfstandbyok=true behind the path lets it count as well',
  501: 'is not initialized yet (vault operator init)',
  503: 'is sealed (vault operator unseal)',
};

export const vaultState = ({ httpGet }: Probe, status: number): string | undefined =>
  /^\/v1\/sys\/health(?:\?|$)/.test(httpGet?.path ?? '') ? VAULT[status] : undefined;
