/** The workloads whose pods a Service selects, also where they have none. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import { selectsPlainly } from '../../kube/selector.ts';
import type { Service, Workload } from '../../kube/shapes.ts';

export interface Maker {
  plural: 'deployments' | 'statefulsets' | 'daemonsets';
  word: string;
  kind: string;
  workload: Workload;
}

/** Undefined while it is not known. */
export function makersOf({ spec }: Service, namespace: string, evidence: Evidence): Maker[] | undefined {
  const lists = [
    { plural: 'deployments', word: 'deploy', kind: 'Deployment' },
    { plural: 'statefulsets', word: 'sts', kind: 'StatefulSet' },
    { plural: 'daemonsets', word: 'ds', kind: 'DaemonSet' },
  ] as const;
  const known = lists.map((list) => ({ ...list, read: evidence.list(list.plural, namespace) }));
  if (known.some(({ read }) => read.state === 'pending')) return undefined;
  return known.flatMap(({ plural, word, kind, read }) =>
    (valueOf(read) ?? [])
      .filter((workload) => selectsPlainly(spec.selector, workload.spec.template?.metadata?.labels))
      .map((workload): Maker => ({ plural, word: `${word}/${workload.metadata.name}`, kind, workload })),
  );
}
