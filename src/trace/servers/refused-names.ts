/** What a refused program calls itself and what it asks for, by its settings. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { Fact } from '../../logs/fact.ts';
import { only } from '../../only.ts';
import { type Setting, variablesOf } from '../settings/settings.ts';

/** The only one of its settings that holds this name. */
export const namedBy = (name: string | undefined, subject: Subject, evidence: Evidence): Setting | undefined =>
  only(variablesOf(subject, evidence).filter(({ value }) => name !== undefined && value === name));

/** Whom it logs in as: by the answer, else by its only variable of that kind. */
export function userOf({ fields }: Fact<'request-refused'>, subject: Subject, evidence: Evidence): string | undefined {
  if (fields.user) return fields.user;
  const variables = variablesOf(subject, evidence);
  const users = variables.flatMap(({ name = '', value = '' }) =>
    /USER(?:NAME)?$/i.test(name) && /^[\w.-]{1,63}$/.test(value)
      ? value
      : (value.match(/^[\w+]{1,30}:\/\/([\w.-]{1,63})(?::[^@/]{0,200})?@/)?.[1] ?? []),
  );
  return new Set(users).size === 1 ? users[0] : undefined;
}
