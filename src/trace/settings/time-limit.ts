/** The setting that a program ran into: it says how long it waited, and one of its time limits has that very value. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { only } from '../../only.ts';
import { type Setting, variablesOf } from './settings.ts';

/** "within 500 ms", "after 5s"; what is said without a unit may be any number. */
const SAID = /\b(?:within|after|timeout of|timed out in|exceeded) (\d{1,7}) ?(ms|milliseconds|s|sec|seconds?)\b/i;
const NAME = /TIME_?OUT|DEADLINE/i;
const MILLI = /^m/i;

export interface TimeLimit {
  setting: Setting & { name: string };
  value: string;
}

export function timeLimitIn(text: string, subject: Subject, evidence: Evidence): TimeLimit | undefined {
  const [, number, unit = ''] = SAID.exec(text) ?? [];
  if (number === undefined) return undefined;
  const ms = Number(number) * (MILLI.test(unit) ? 1 : 1000);
  return only(
    variablesOf(subject, evidence).flatMap((setting): TimeLimit[] => {
      const { name, value } = setting;
      const [, count, of = ''] = /^(\d{1,7})(ms|s)?$/.exec(value ?? '') ?? [];
      if (!name || !NAME.test(name) || count === undefined || value === undefined) return [];
      const given = Number(count) * (of === 's' || (of === '' && !MILLI.test(unit)) ? 1000 : 1);
      return given === ms ? [{ setting: { ...setting, name }, value }] : [];
    }),
  );
}
