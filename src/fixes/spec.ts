/** Parts of a pod spec, for a merge. */
import type { ContainerKind } from '../kube/pod.ts';

/** Its containers, each with what is to change in it; a list in which nothing is to change is left out, as a merge would empty it. */
export const listsOf = (containers: readonly object[], initContainers: readonly object[]): object => ({
  ...(containers.length > 0 ? { containers } : {}),
  ...(initContainers.length > 0 ? { initContainers } : {}),
});

/** The list that a container of this kind stands in. */
export const listOf = (kind: ContainerKind): 'containers' | 'initContainers' => (kind === 'app' ? 'containers' : 'initContainers');
