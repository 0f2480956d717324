/** The reference that the kubelet names, together with all others of the pod that are missing as well. */
import type { Evidence } from '../evidence.ts';
import type { Proof } from '../report.ts';
import type { Subject } from '../subject.ts';
import type { Missed } from './kubelet-words.ts';
import { environmentReferences, type Missing, missingOf, type Reference, volumeReferences } from './references.ts';

export function everyMissing(missed: Missed, subject: Subject, evidence: Evidence): { missing: Missing[]; known: Proof[] } {
  const { pod, namespace } = subject;
  const required = [
    ...[...(pod.spec.initContainers ?? []), ...pod.spec.containers].flatMap((container) => environmentReferences(pod, container)),
    ...volumeReferences(pod),
  ].filter(({ optional }) => !optional);
  const isNamed = ({ sort, name, key }: Reference) =>
    sort === missed.sort && name === missed.name && (missed.key === undefined || key === missed.key);
  const said = required
    .filter(isNamed)
    .map((reference): Missing => ({ reference, objectExists: missed.key !== undefined, near: undefined, instead: [] }));
  const read = missingOf(required, namespace, evidence);
  // What the kubelet has said holds, even where the names cannot be read, or the object has come since.
  if (read.state !== 'read') return { missing: said, known: [] };
  const named = read.value.filter(({ reference }) => isNamed(reference));
  const missing = [...(named.length ? named : said), ...read.value.filter(({ reference }) => !isNamed(reference))];
  return { missing, known: missing.slice(0, 4).flatMap(proofOf) };
}

function proofOf({ reference, objectExists, instead, near }: Missing): Proof[] {
  if (instead.length === 0 && !near) return [];
  const step = `get ${reference.sort === 'ConfigMap' ? 'cm' : 'secret'}${objectExists ? ` ${reference.name}` : ''}`;
  const quote = objectExists ? `its keys: ${instead.join(', ') || 'none'}` : `there are: ${instead.slice(0, 6).join(', ') || 'none'}`;
  return [{ step, quote, path: reference.field }];
}

/** One sentence for each object: "ConfigMap a does not exist; key k is not in Secret b, whose nearest is K". */
export function describeMissing(missing: readonly Missing[], subject: Subject): string {
  const parts = new Map<string, string>();
  for (const { reference, objectExists, near } of missing) {
    const { sort, name, key, variable, volume } = reference;
    const wanted = variable ? ` (for variable ${variable})` : volume ? ` (for volume ${volume})` : '';
    const text =
      objectExists && key !== undefined
        ? `${sort} ${name} has no key ${key}${near ? `, but ${near}` : ''}${wanted}`
        : `${sort} ${name} does not exist in namespace ${subject.namespace}${near ? `, but ${near} does` : ''}${wanted}`;
    const id = objectExists ? `${sort}/${name}/${key}` : `${sort}/${name}`;
    if (!parts.has(id)) parts.set(id, text);
  }
  return `container ${subject.container.name} cannot be created: ${[...parts.values()].join('; ')}`;
}
