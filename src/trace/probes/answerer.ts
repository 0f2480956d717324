/** Who answers a probe, where that is not the program of its container; and what an answer of a well-known page says. */
import type { Subject } from '../../evidence/subject.ts';
import { containersOf } from '../../kube/pod.ts';
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
      : containersOf(pod).find(({ kind, spec }) => kind !== 'init' && spec !== container && declares(spec, port))?.spec;
  return (
    other && {
      words: `from container ${other.name}, whose port that is (the containers of a pod share one address)`,
      decides: `whether the probe is to ask ${other.name}, or ${container.name} itself; then the log of ${other.name}`,
    }
  );
}

/** `is`: behind "says that it"; `option`: what stands behind the path where such a one is to count as well. */
export type VaultState = { is: string } & ({ option: string } | { cure: string });

/** developer.hashicorp.com/vault/api-docs/system/health: the status tells the state. */
const VAULT: Readonly<Record<number, VaultState>> = {
  429: { is: 'is unsealed and a standby', option: 'standbyok=true' },
  472: { is: 'is a disaster recovery secondary', option: 'drsecondarycode=200' },
  473: { is: 'is a performance standby', option: 'perfstandbyok=true' },
  501: { is: 'is not initialized yet', cure: 'initialize it (vault operator init), then unseal it (vault operator unseal)' },
  503: { is: 'is sealed', cure: 'unseal it (vault operator unseal), with as many of its keys as it asks for' },
};

export const vaultState = ({ httpGet }: Probe, status: number): VaultState | undefined =>
  /^\/v1\/sys\/health(?:\?|$)/.test(httpGet?.path ?? '') ? VAULT[status] : undefined;
