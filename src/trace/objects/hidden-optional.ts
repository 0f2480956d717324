/** Variables that a container's spec takes from an object that is not there, or lacks the key, and that are marked optional: the kubelet leaves them out, without a word. */
import { type Evidence, keysOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { variablesOf } from '../settings/settings.ts';
import { type Missing, missingOf } from './missing-references.ts';
import { environmentReferences } from './references.ts';

export interface HiddenOptional {
  /** The variable that the container does not get. */
  name: string;
  missing: Missing;
  /** It is named by envFrom, as part of a whole object that is not there; another one that is near has it. */
  isWhole: boolean;
}

/** Empty while, or as, the names of the objects cannot be read. */
export function hiddenOptional(subject: Subject, evidence: Evidence): HiddenOptional[] {
  const { container, pod, namespace } = subject;
  const references = environmentReferences(pod, container).filter(({ optional }) => optional);
  if (references.length === 0) return [];
  const missing = missingOf(references, namespace, evidence);
  if (missing.state !== 'read') return [];
  const given = new Set(variablesOf(subject, evidence).map(({ name }) => name));
  const named = new Set((container.env ?? []).map(({ name }) => name));
  return missing.value
    .flatMap((one): HiddenOptional[] => {
      const { variable } = one.reference;
      if (variable !== undefined) return [{ name: variable, missing: one, isWhole: false }];
      const names = bringsBy(one, container.envFrom ?? [], namespace, evidence).filter((name) => !named.has(name));
      return names.map((name) => ({ name, missing: one, isWhole: true }));
    })
    .filter(({ name }) => !given.has(name));
}

/** Of envFrom nobody knows what it was to bring; but the object that is likely meant has these keys. */
function bringsBy(
  { reference, objectExists, near }: Missing,
  envFrom: readonly { prefix?: string }[],
  namespace: string,
  evidence: Evidence,
): string[] {
  if (objectExists || near === undefined) return [];
  const index = Number(/\.envFrom\[(\d+)\]/.exec(reference.field)?.[1]);
  const prefix = envFrom[index]?.prefix ?? '';
  return (keysOf(reference.sort, near, namespace, evidence) ?? []).map((key) => `${prefix}${key}`);
}

/** The optional objects of its envFrom that are not there: what they were to bring, nobody knows. */
export function absentWhole({ container, pod, namespace }: Subject, evidence: Evidence): string[] {
  const whole = environmentReferences(pod, container).filter(({ optional, variable }) => optional && variable === undefined);
  const missing = whole.length > 0 ? missingOf(whole, namespace, evidence) : undefined;
  return missing?.state === 'read' ? missing.value.map(({ reference: { sort, name } }) => `${sort} ${name}`) : [];
}
