/** Lets a container of the pod start before another one that needs it. */
import type { Fix } from '../report.ts';
import type { Later } from '../trace/start-order.ts';
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
