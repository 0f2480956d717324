/** The value of a variable that another one of the same name hides: the last holds, and env goes before envFrom (the kubelet's rule). */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { Setting } from './settings.ts';

export interface HiddenValue {
  value: string;
  /** For a sentence: "ConfigMap base", "an earlier entry of env". */
  of: string;
}

/** Of the entries of env and the ConfigMaps of envFrom, the last one before the one that holds. */
export function hiddenValue(
  { name, value, place }: Setting,
  { container, namespace }: Subject,
  evidence: Evidence,
): HiddenValue | undefined {
  if (name === undefined || place.kind === 'argument' || (place.kind === 'configmap' && place.path !== undefined)) return undefined;
  const entries = (container.env ?? []).filter((variable) => variable.name === name);
  const before = entries
    .slice(0, -1)
    .flatMap((one) => (one.value === undefined ? [] : [{ value: one.value, of: 'an earlier entry of env' }]));
  const given = (container.envFrom ?? []).flatMap(({ prefix = '', configMapRef }) => {
    const map = configMapRef?.name;
    const text =
      map === undefined || !name.startsWith(prefix)
        ? undefined
        : valueOf(evidence.object('configmaps', namespace, map))?.data?.[name.slice(prefix.length)];
    return map === undefined || text === undefined ? [] : [{ value: text, of: `ConfigMap ${map}` }];
  });
  const hidden = before.at(-1) ?? (entries.length > 0 ? given : given.slice(0, -1)).at(-1);
  return hidden && hidden.value !== '' && hidden.value !== value ? hidden : undefined;
}
