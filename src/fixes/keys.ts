/** Commands that write keys of a ConfigMap or a Secret, and leave its other keys as they are. */
import type { Evidence } from '../evidence/evidence.ts';
import type { Sort } from '../trace/objects/references.ts';
import { type Asked, ask, kubectl } from './command.ts';

/** The values of the keys as text, or one that the user is asked for (`askedKey`). */
export type Values = Readonly<Record<string, string>> | Asked;

export interface Holder {
  sort: Sort;
  name: string;
}

export function patchKeys(evidence: Pick<Evidence, 'flags'>, namespace: string, { sort, name }: Holder, values: Values): string {
  const body = isAsked(values) ? values : JSON.stringify({ [fieldOf(sort)]: values });
  return kubectl(evidence, namespace, ['patch', sort.toLowerCase(), name, '--type=merge'], ['-p', body]);
}

/** The patch of one key whose value the user gives, between what stands before and after it. */
export function askedKey(sort: Sort, key: string, variable: string, what: string, before = '', after = ''): Asked {
  const start = `{"${fieldOf(sort)}":{${JSON.stringify(key)}:"${inJson(before)}`;
  return { ...ask(start, variable, what, sort === 'Secret'), after: `${inJson(after)}"}}` };
}

export const isAsked = (values: Values | undefined): values is Asked => typeof values?.['ask'] === 'object';

const fieldOf = (sort: Sort) => (sort === 'ConfigMap' ? 'data' : 'stringData');

const inJson = (part: string) => JSON.stringify(part).slice(1, -1);
