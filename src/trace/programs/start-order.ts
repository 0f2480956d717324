/**
 * In which order the kubelet starts the containers of a pod: init containers one after the other, each when the one before it has
 * ended, or, of one with restartPolicy Always, has started (kubernetes.io/docs/concepts/workloads/pods/sidecar-containers); then the rest.
 */

import type { Subject } from '../../evidence/subject.ts';
import type { Container, Pod } from '../../kube/shapes.ts';

export interface Later {
  container: Container;
  list: 'containers' | 'initContainers';
  index: number;
}

/** The container of this name, if the kubelet does not start it before the subject has ended. */
export function startsLater(name: string, { pod, kind, container }: Subject): Later | undefined {
  const first = pod.spec.initContainers ?? [];
  const own = first.findIndex((one) => one.name === container.name);
  // A sidecar is not waited for: what comes after it starts, too.
  if (kind !== 'init' || own < 0) return undefined;
  for (const list of ['initContainers', 'containers'] as const) {
    const index = (pod.spec[list] ?? []).findIndex((one) => one.name === name);
    const found = pod.spec[list]?.[index];
    if (found) return list === 'containers' || index > own ? { container: found, list, index } : undefined;
  }
  return undefined;
}

export const namesInOrder = ({ spec }: Pod): string[] => [
  ...(spec.initContainers ?? []).map(({ name, restartPolicy }) => `${name} (${restartPolicy === 'Always' ? 'sidecar' : 'init'})`),
  ...spec.containers.map(({ name }) => name),
];
