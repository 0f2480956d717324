/** Class of crash → a recorded case of it, and what its report costs: calls of kubectl, and waves of calls side by side. */
export const CLASSES: Readonly<Record<string, [name: string, calls: number, waves: number]>> = {
  'a crash that the status explains': ['mem-limit', 5, 2],
  'a crash that the log explains': ['flag-go', 5, 2],
  'a crash that the log leaves open, of a pod with a ConfigMap': ['app-nil-pointer', 7, 3],
  'a missing ConfigMap': ['ref-configmap-absent', 9, 4],
  'a rollout': ['env-rollout', 5, 2],
  'one of several replicas': ['one-of-three', 8, 3],
  'a changed ConfigMap': ['env-edited-later', 7, 4],
  'memory, with siblings to measure': ['mem-one-of-three', 7, 3],
  'one hop': ['dep-selector', 11, 4],
  'three hops': ['dep-chain-config', 18, 10],
};
