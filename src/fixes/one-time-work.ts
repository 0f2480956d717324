/** Work that a pod has to have done once: an init container does it before the others start, and is not started again. */
import type { Fix } from '../report.ts';
import type { WorkloadFix } from './workload.ts';

/** Undefined where no other container of the pod runs on, or this one is more than a step: probes and hooks are not for init containers. */
export function doneBefore(fix: WorkloadFix): Fix | undefined {
  const { container, pod, kind } = fix.subject;
  const runs = pod.status.containerStatuses?.find(({ name, state }) => name !== container.name && state?.running !== undefined);
  const { livenessProbe, readinessProbe, startupProbe, lifecycle } = container;
  if (kind !== 'app' || !runs || livenessProbe || readinessProbe || startupProbe || lifecycle) return undefined;
  return fix.patchJson(
    `make it an init container, if it is meant to end: that does its work once, before container ${runs.name} starts; if it is meant to go on, it has to stay in the foreground`,
    [
      ...(pod.spec.initContainers?.length ? [] : [{ op: 'add' as const, path: '/initContainers', value: [] }]),
      { op: 'move', from: fix.containerPath, path: '/initContainers/-' },
    ],
  );
}
