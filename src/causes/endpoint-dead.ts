import { endProof } from '../evidence/proof.ts';
import { kubectl } from '../fixes/command.ts';
import { changing } from '../fixes/fix.ts';
import { runCommands, warned } from '../fixes/object.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { labelsText } from '../kube/selector.ts';
import type { EndpointSlice, Pod } from '../kube/shapes.ts';
import type { Fix } from '../report.ts';
import { isReady } from '../trace/network/backends.ts';
import type { Connection } from '../trace/network/connection.ts';
import { tracedTo } from '../trace/network/dependency.ts';
import { failing } from '../trace/network/failing.ts';
import type { Fault } from '../trace/network/fault.ts';
import type { Relabelled } from '../trace/network/selector-mismatch.ts';
import { type Cause, RUNG } from './cause.ts';

export const endpointDead: Cause = {
  id: 'endpoint-dead',
  title: 'the Service has no selector, and its endpoints lead nowhere',
  tier: 'kubernetes',
  covers: ['dep.timeout', 'dep.no-endpoints', 'dep.conn-refused', 'init.hang'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const traced = tracedTo('dead-address', subject, evidence);
    if (!traced) return undefined;
    const {
      connection,
      fault: { service, namespace, slices, addresses, instead },
    } = traced;
    const { name } = service.metadata;
    const fix = new WorkloadFix(subject, evidence);
    const target = addresses.length
      ? `its endpoint is ${addresses.join(', ')} (EndpointSlice ${slices.map(({ metadata }) => metadata.name).join(', ')}), written by hand, where nobody answers`
      : 'it has no endpoint either';
    const slice = slices[0]?.metadata.name;
    return {
      summary: `${failing(subject, connection)}: Service ${name} selects no pods, and ${target}${instead ? `; pod ${instead.pod.metadata.name} (${labelsText(instead.selector)}, ${instead.pod.status.podIP ?? 'no address'}) seems to be meant` : ''}`,
      confidence: isSure(addresses, instead?.pod) ? 'certain' : 'likely',
      object:
        addresses.length && slice
          ? { kind: 'EndpointSlice', namespace, name: slice, field: 'endpoints[0].addresses[0]' }
          : { kind: 'Service', namespace, name, field: 'spec.selector' },
      proof: [
        connection.proof,
        { step: `get svc ${name}`, quote: 'no selector', path: 'spec.selector' },
        {
          step: 'get endpointslices',
          quote: addresses.length ? `${slice}: ${addresses.join(', ')}, no pod of namespace ${namespace} has that address` : 'none',
        },
        ...endProof(connection, subject),
      ],
      fixes: [instead ? followPods(instead, traced.fault, connection, fix) : writeAddress(name, namespace, slice, fix)],
      decides: `whether anybody answers at ${addresses.join(', ') || name}`,
      ...(instead && !isReady(instead.pod) ? { leadsTo: [{ namespace, name: instead.pod.metadata.name }] } : {}),
    };
  },
};

/** An address outside the cluster may be right and its server down; and whoever elects a leader writes its address when there is one. */
const isSure = (addresses: readonly string[], meant: Pod | undefined): boolean =>
  (!meant || isReady(meant)) && (addresses.length === 0 || (meant !== undefined && addresses.every((one) => isOfPods(one, meant))));

/** The pods that are meant are selected by their labels, and what was written by hand goes. */
function followPods(
  { selector }: Relabelled,
  { service, namespace, slices }: Extract<Fault, { kind: 'dead-address' }>,
  connection: Connection,
  fix: WorkloadFix,
): Fix {
  const { name } = service.metadata;
  const run = (words: string[], last: string[] = []) => kubectl(fix.evidence, namespace, words, last);
  return runCommands(
    warned(`let Service ${name} follow the pods with ${labelsText(selector)}, whatever their addresses`, service.metadata),
    [
      run(['patch', 'service', name, '--type=merge'], ['-p', JSON.stringify({ spec: { selector } })]),
      ...slices.filter(isByHand).map(({ metadata }) => run(['delete', 'endpointslice', metadata.name])),
    ],
    fix,
    { again: !connection.waits },
  );
}

const writeAddress = (name: string, namespace: string, slice: string | undefined, { evidence }: WorkloadFix): Fix =>
  changing(
    `write the address at which ${name} is reached today`,
    kubectl(evidence, namespace, ['edit', ...(slice ? ['endpointslice', slice] : ['service', name])]),
  );

/** Of documents, and never routed (RFC 5737). */
const NOBODYS = /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\./;
const BLOCK = /^\d+\.\d+\./;

/** Then no server outside: clusters have a block of addresses for their pods, of a /16 mostly (kubeadm, --pod-network-cidr). */
const isOfPods = (address: string, { status: { podIP = '' } }: Pod) =>
  NOBODYS.test(address) || BLOCK.exec(address)?.[0] === (BLOCK.exec(podIP)?.[0] ?? 'none');

/** A mirrored slice follows its Endpoints object, which the Service takes over as soon as it has a selector. */
const isByHand = ({ metadata }: EndpointSlice) => metadata.labels?.['endpointslice.kubernetes.io/managed-by'] === undefined;
