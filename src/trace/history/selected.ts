/** The objects that a workload selects: out of the whole list of the namespace where that is known already, else by their labels. */

import type { Evidence, Known } from '../../evidence/evidence.ts';
import { LIST_LIMIT, listQuery } from '../../evidence/query.ts';
import { labelsText, selects } from '../../kube/selector.ts';
import type { Kinds, Workload } from '../../kube/shapes.ts';

export function selectedBy<K extends 'pods' | 'replicasets' | 'controllerrevisions'>(
  { spec: { selector } }: Workload,
  plural: K,
  namespace: string,
  evidence: Evidence,
): Known<Kinds[K][]> {
  const whole = evidence.peek(listQuery(plural, namespace));
  const items = whole.state === 'read' ? ((whole.value.items ?? []) as Kinds[K][]) : undefined;
  if (items && items.length < LIST_LIMIT)
    return { state: 'read', value: items.filter(({ metadata }) => selects(selector, metadata.labels)) };
  const labelSelector = labelsText(selector?.matchLabels);
  return evidence.list(plural, namespace, labelSelector ? { labelSelector } : {});
}
