/** The label or annotation of its pod that a variable is taken from; what the pod does not have is empty (kubernetes pkg/fieldpath/fieldpath.go). */
import type { Owner } from '../../evidence/owner.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { Pod } from '../../kube/shapes.ts';
import { nearest } from '../../nearest.ts';
import { only } from '../../only.ts';
import type { Setting } from './settings.ts';

export interface PodField {
  list: 'labels' | 'annotations';
  key: string;
  /** Undefined where the pod has none by that name. */
  value: string | undefined;
  /** The one that it has, under another name. */
  meant: string | undefined;
}

export function podField(path: string | undefined, { metadata }: Pod): PodField | undefined {
  const [, list, key] = /^metadata\.(labels|annotations)\['([^']+)'\]$/.exec(path ?? '') ?? [];
  if (!key || (list !== 'labels' && list !== 'annotations')) return undefined;
  const values = metadata[list] ?? {};
  const value = values[key];
  return {
    list,
    key,
    value,
    meant: value === undefined && !OF_STATEFUL_SET.includes(key) ? keyMeant(key, Object.keys(values)) : undefined,
  };
}

export function fieldBehind({ place }: Setting, { container, pod }: Subject): PodField | undefined {
  return place.kind === 'env' ? podField(container.env?.[place.index]?.valueFrom?.fieldRef?.fieldPath, pod) : undefined;
}

/** By the names behind the prefixes. */
function keyMeant(key: string, keys: readonly string[]): string | undefined {
  const name = (one: string) => one.slice(one.indexOf('/') + 1);
  const meant = nearest(name(key), keys.map(name));
  return meant === undefined ? undefined : only(keys.filter((one) => name(one) === meant));
}

/** Labels that no one but the StatefulSet's controller sets (k8s.io/api/apps/v1). */
const OF_STATEFUL_SET = ['apps.kubernetes.io/pod-index', 'statefulset.kubernetes.io/pod-name'];

export const nameOfField = ({ list, key }: PodField) => `${list === 'labels' ? 'label' : 'annotation'} ${key}`;

/** What the object that makes the pod has of it for itself: its pods get what stands in its pod template alone. */
export const ownersValue = ({ list, key, value }: PodField, { kind, object }: Owner): string | undefined =>
  value === undefined && kind !== 'Pod' ? object?.metadata[list]?.[key] : undefined;

/** Where the variable comes from, behind "taken" or "takes it". */
export function fieldWords(field: PodField, owner?: Owner): string {
  const name = nameOfField(field);
  if (field.value !== undefined) return `from ${name} of its pod`;
  const own = owner && ownersValue(field, owner);
  const other = field.meant
    ? `, but ${field.meant}`
    : own === undefined
      ? ''
      : ` (${owner?.word} has it for itself, not in its pod template)`;
  return `from ${name} of its pod; the pod has none by that name${other}, so it is empty${OF_STATEFUL_SET.includes(field.key) ? ' (only pods of a StatefulSet get it)' : ''}`;
}
