/** What `kubectl apply` last gave a ConfigMap, which it keeps in an annotation of the object (kubectl pkg/util/apply.go). */
import { parseBounded } from '../../json-bounds.ts';
import { isRecord } from '../../kube/fit.ts';
import type { ConfigMap } from '../../kube/shapes.ts';

const APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Key → text; empty where it was not applied. */
export function appliedData({ metadata }: ConfigMap): Record<string, string> {
  try {
    const value: unknown = parseBounded(metadata.annotations?.[APPLIED] ?? '');
    const data = isRecord(value) && isRecord(value['data']) ? value['data'] : {};
    return Object.fromEntries(Object.entries(data).flatMap(([key, text]) => (typeof text === 'string' ? [[key, text]] : [])));
  } catch {
    return {};
  }
}
