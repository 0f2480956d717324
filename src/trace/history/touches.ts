/** Is a change of the template (as template-diff.ts words it) about what a finding names: its field, its object, or the words that fail? */
import { escaped } from '../../escaped.ts';
import type { ObjectRef } from '../../report.ts';

/** What a finding says, as far as a change can be compared with it. */
export interface Said {
  object: ObjectRef | null;
  summary: string;
  container: string;
}

export function touches(change: string, { object, summary, container }: Said): boolean {
  const what = changeOf(change, container);
  if (what === undefined) return false;
  return isAt(what, object?.field ?? '') || namesObject(what, object) || newWords(what).some((word) => isIn(word, summary));
}

/** Is it a change of the very field that is named? */
export function isOfField(change: string, object: ObjectRef | null, container: string): boolean {
  const what = changeOf(change, container);
  return what !== undefined && isAt(what, object?.field ?? '');
}

/** Without the container that it names; undefined where that is another one. */
export function changeOf(change: string, container: string): string | undefined {
  const [, named, what = ''] = /^(?:(?:init )?container (\S+) )?(.*)$/s.exec(change) ?? [];
  return named === undefined || named === container ? what : undefined;
}

/** containers[api].env[DB_URL] and `env DB_URL …`, containers[api].resources.limits.memory and `limits.memory …`, args[2] and `args …`. */
function isAt(what: string, field: string): boolean {
  const path = field
    .replace(/^(?:init)?[cC]ontainers\[[^\]]*\]\.?/, '')
    .replace(/^resources\./, '')
    .replace(
      /^(env|volume|volumeMount)s?\[([^\]]*)\]/,
      (_, list: string, name: string) => `${list === 'volumeMount' ? 'mount' : list} ${name}`,
    )
    .replace(/\[.*$/, '');
  if (path === '') return false;
  if (path.startsWith('env ') && /^envFrom\b/.test(what)) return true;
  return new RegExp(`^${escaped(path)}(?![\\w-])`).test(what) || new RegExp(`^${escaped(what.split(' ')[0] as string)}\\.`).test(path);
}

/** A reference, as the template writes it: {"configMapKeyRef":{"name":"shop","key":"url"}}. */
const namesObject = (what: string, object: ObjectRef | null) =>
  (object?.kind === 'ConfigMap' || object?.kind === 'Secret' || object?.kind === 'PersistentVolumeClaim') &&
  what.includes(`:${JSON.stringify(object.name)}`);

/** Words of the new value that the former one has not: the host of a URL, a path, a number of some digits. */
function newWords(what: string): string[] {
  const [, before = '', after = ''] = /^\S+(?: \S+)?? (.*) → (.*)$/s.exec(what) ?? [];
  const added = after === '' ? (/^(.*) added$/s.exec(what)?.[1] ?? '') : after;
  const former = new Set(wordsOf(before));
  return wordsOf(added).filter((word) => !former.has(word));
}

const wordsOf = (text: string) => text.match(/[\w.-]*[A-Za-z][\w.-]{3,}|\d{3,}/g) ?? [];

const isIn = (word: string, text: string) => new RegExp(`(?<![\\w.-])${escaped(word)}(?![\\w-]|\\.\\w)`).test(text);
