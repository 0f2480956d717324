/** Lets a container of the pod start before another one that needs it. */
import type { Fix } from '../report.ts';
import type { Later } from '../trace/programs/start-order.ts';
import type { JsonPatch, WorkloadFix } from './workload.ts';

/** Undefined where the pod would be left without a container of its own. A sidecar holds the next ones back until its startup probe is well. */
export function startFirst({ container, list, index }: Later, port: number | undefined, fix: WorkloadFix): Fix | undefined {
  const { pod, container: needs } = fix.subject;
  if (list === 'containers' && pod.spec.containers.length < 2) return undefined;
  const place = (pod.spec.initContainers ?? []).findIndex(({ name }) => name === needs.name);
  const sidecar = `/initContainers/${place}`;
  const operations: JsonPatch[] = [
    { op: 'move', from: `/${list}/${index}`, path: sidecar },
    ...(container.restartPolicy === 'Always' ? [] : [{ op: 'add' as const, path: `${sidecar}/restartPolicy`, value: 'Always' }]),
    ...(container.startupProbe || port === undefined
      ? []
      : [{ op: 'add' as const, path: `${sidecar}/startupProbe`, value: { tcpSocket: { port }, periodSeconds: 1, failureThreshold: 60 } }]),
  ];
  const how = list === 'containers' ? ', as a sidecar (restartPolicy Always; Kubernetes 1.29 or newer)' : '';
  return fix.patchJson(`let ${container.name} start before ${needs.name}${how}`, operations);
}

/** Containers that only serve the others: as sidecars they end with them, and the pod (of a Job) is over then. */
export function asSidecars(names: readonly string[], fix: WorkloadFix): Fix {
  const { spec } = fix.subject.pod;
  const indexes = names.map((name) => spec.containers.findIndex((one) => one.name === name)).sort((a, b) => b - a);
  const operations = indexes.flatMap((index): JsonPatch[] => [
    { op: 'move', from: `/containers/${index}`, path: '/initContainers/0' },
    { op: 'add', path: '/initContainers/0/restartPolicy', value: 'Always' },
  ]);
  return fix.patchJson(
    `make ${names.join(', ')} a sidecar, which ends when the others have (restartPolicy Always; Kubernetes 1.29 or newer)`,
    [...(spec.initContainers ? [] : [{ op: 'add' as const, path: '/initContainers', value: [] }]), ...operations],
  );
}
