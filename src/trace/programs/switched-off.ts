/** The setting by which a program has nothing to do, and so ends well at once: its start script tests it, or its last words are about it. */

import { escaped } from '../../escaped.ts';
import { loggedLines } from '../../evidence/end.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { lastLine } from '../../logs/reading.ts';
import { only } from '../../only.ts';
import { placeOf, type Setting, variablesOf } from '../settings/settings.ts';
import { oppositeOf } from '../settings/switches.ts';
import { cleanEnd, lastedLong } from './clean-end.ts';
import { plannedEnd, type SilentEnd } from './silent-end.ts';

export interface SwitchedOff {
  name: string;
  setting: Setting | undefined;
  /** For a sentence. */
  why: string;
  /** Where its start script tests it. */
  end: SilentEnd | undefined;
}

/** A program that says of itself that it is not to run. */
const OFF =
  /\b(?:disabled|de-?activated|inactive|(?:switched|turned) off|not (?:enabled|active|activated|switched on|turned on)|is off)\b/i;
/** So says one whose queue is empty, too. */
const IDLE = /\bnothing to do\b/i;
const ENABLES = /(?:^|_)(?:ENABLED?|ACTIVE|ACTIVATED?|SWITCH|ON|RUN)(?:_|$)/i;
const DISABLES = /(?:^|_)(?:DISABLED?|INACTIVE|OFF|SKIP|PAUSED?|MAINTENANCE)(?:_|$)/i;
const ENDS = /\b(?:exit|quit|stop|shut|end|leav)(?:s|ing|ting|ping)?\b(?! (?:it|them)\b)|\bnot (?:to )?(?:start|run)|\bnothing to do\b/i;
const YES = /^(?:true|yes|on|1|enabled?|y)$/i;

export function switchedOff(subject: Subject, evidence: Evidence): SwitchedOff | undefined {
  const clean = cleanEnd(subject);
  if (!clean || lastedLong(subject)) return undefined;
  const end = plannedEnd(subject, evidence);
  if (end?.variable) {
    const { name, setting, compared, isEmpty } = end.variable;
    const value = setting?.value === undefined ? '' : ` ("${setting.value}")`;
    const is = compared && setting ? `${end.step.onYes ? '' : 'not '}${compared.words}` : !isEmpty ? 'set' : setting ? 'empty' : 'not set';
    return { name, setting, why: `its start script ends there on purpose, as ${name}${value} is ${is}`, end };
  }
  const last = lastLine(loggedLines(subject));
  if (last === undefined || !(OFF.test(last) || IDLE.test(last))) return undefined;
  const told = variablesOf(subject, evidence).filter(
    ({ name = '', written, value = '' }) =>
      written && oppositeOf(written) !== undefined && (YES.test(value) ? DISABLES : ENABLES).test(name),
  );
  const isSaid = ({ name = '' }: Setting) => new RegExp(`(?<![\\w-])${escaped(name)}(?![\\w-])`).test(last);
  const setting = only(told.filter(isSaid)) ?? only(told) ?? only(told.filter((one) => isSpokenOf(one, last)));
  // It may speak of a part of it alone: metrics are disabled.
  if (!setting || !((OFF.test(last) && ENDS.test(last)) || isSaid(setting) || isNamedAfter(setting, subject))) return undefined;
  return {
    name: setting.name ?? '',
    setting,
    why: `it says that it is not to run, and ${placeOf(setting)} is ${setting.value}`,
    end: undefined,
  };
}

/** What it switches: worker of WORKER_ENABLED. */
const stemOf = ({ name = '' }: Setting): string =>
  name
    .replace(ENABLES, '_')
    .replace(DISABLES, '_')
    .toLowerCase()
    .replace(/^_+|_+$/g, '')
    .replaceAll('_', '-');

/** "worker is disabled", of WORKER_ENABLED. */
function isSpokenOf(setting: Setting, line: string): boolean {
  const stem = stemOf(setting);
  return (
    stem.length >= 3 &&
    line
      .toLowerCase()
      .replace(/[\s_]+/g, '-')
      .includes(stem)
  );
}

/** MAIL_ENABLED of container mailer, or of Deployment mail. */
function isNamedAfter(setting: Setting, { container, pod }: Subject): boolean {
  const stem = stemOf(setting);
  return stem.length >= 3 && [container.name, pod.metadata.name].some((one) => one.startsWith(stem));
}
