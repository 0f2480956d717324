/**
 * Shell lines by which the value of a key goes from the cluster through a filter back into the cluster, so that nobody sees it. Names stand
 * within double quotes there: the API server allows no other than plain ones, but a report may be made of anything.
 */
import type { Evidence } from '../evidence/evidence.ts';
import { quote } from '../shell-word.ts';
import { kubectl } from './command.ts';
import type { WorkloadFix } from './workload.ts';

export interface ObjectKey {
  object: string;
  key: string;
}

/** Where the API keeps values in base64. */
const FIELDS = { secret: 'data', configmap: 'binaryData' } as const;
type Word = keyof typeof FIELDS;

/** May these stand within double quotes? */
export const isPlain = (...words: readonly string[]): boolean => words.every((word) => /^[A-Za-z0-9._-]+$/.test(word));

/** The value, in base64. */
export const readKey = (
  { object, key }: ObjectKey,
  namespace: string | undefined,
  evidence: Pick<Evidence, 'flags'>,
  word: Word = 'secret',
): string => kubectl(evidence, namespace, ['get', word, object], ['-o', `jsonpath={.${FIELDS[word]}.${key.replaceAll('.', '\\.')}}`]);

/** `value`: the command that writes it, in base64. */
export function writeKey(
  { object, key }: ObjectKey,
  value: string,
  { evidence, subject }: WorkloadFix,
  word: Word = 'secret',
): string | undefined {
  if (!isPlain(object, key)) return undefined;
  // What is no Secret is merged, so that its other keys stay.
  const type = word === 'secret' ? [] : ['--type=merge'];
  return `${kubectl(evidence, subject.namespace, ['patch', word, object], type)} -p "{\\"${FIELDS[word]}\\":{\\"${key}\\":\\"$(${value})\\"}}"`;
}

/** Through one command: sed, awk, iconv. */
export function filterKey(place: ObjectKey, filter: string, fix: WorkloadFix, word: Word = 'secret'): string | undefined {
  const read = readKey(place, fix.subject.namespace, fix.evidence, word);
  return writeKey(place, `${read} | base64 -d | ${filter} | base64 | tr -d '\\n'`, fix, word);
}

/** Decoded once more, where it is base64 indeed: else the first step fails, and nothing is written. */
export function decodeKey(place: ObjectKey, fix: WorkloadFix): string | undefined {
  const written = filterKey(place, 'base64 -d', fix);
  return written && `${readKey(place, fix.subject.namespace, fix.evidence)} | base64 -d | base64 -d > /dev/null && ${written}`;
}

/** Another text in place of one. */
export const editKey = (place: ObjectKey, expression: string, fix: WorkloadFix): string | undefined =>
  filterKey(place, `sed -E ${quote(expression)}`, fix);

/** Key of one Secret := key of another. */
export const copyKey = (to: ObjectKey, from: ObjectKey, namespace: string, fix: WorkloadFix): string | undefined =>
  isPlain(from.object, from.key) ? writeKey(to, readKey(from, namespace, fix.evidence), fix) : undefined;
