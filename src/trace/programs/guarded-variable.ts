/** What a shell script guards with words of its own: ${REGION:?set the region of the shop}, ${1:?usage: run.sh REGION}. */
import { loggedLines } from '../../evidence/end.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { Fact } from '../../logs/fact.ts';
import { settingsOf } from '../settings/settings.ts';
import { isForShell } from './start-text.ts';

/** The shell says where, which, and those words (POSIX 2.6.2). */
const SAID = /^[\w./-]{1,200}: (?:(?:line )?\d{1,7}: )?([A-Za-z_]\w{0,100}|[1-9]): (.{1,300})$/;

interface Guarded {
  name: string;
  quote: string;
  line: number;
}

function guarded(subject: Subject, evidence: Evidence): Guarded | undefined {
  const lines = loggedLines(subject);
  const line = lines.findLastIndex((one) => one.trim() !== '');
  const quote = lines[line]?.trim() ?? '';
  const [, name, words = ''] = SAID.exec(quote) ?? [];
  if (name === undefined || !subject.attempt?.exitCode) return undefined;
  const form = new RegExp(`\\$\\{${name}:?\\?["']?([^$\`"'}\\n]{1,60})`, 'g');
  const isIts = settingsOf(subject, evidence).some(
    (one) => isForShell(one) && [...(one.written ?? '').matchAll(form)].some(([, first = '']) => words.startsWith(first.trimEnd())),
  );
  return isIts ? { name, quote, line } : undefined;
}

/** As if the shell had said that it is not set. */
export function guardedVariable(subject: Subject, evidence: Evidence): Fact<'variable-missing'> | undefined {
  const found = guarded(subject, evidence);
  if (!found || /^\d$/.test(found.name)) return undefined;
  const { name, quote, line } = found;
  return { kind: 'variable-missing', fields: { name }, quote, line, phrase: 'general/parameter-of-shell' };
}

export function guardedArgument(subject: Subject, evidence: Evidence): Fact<'argument-missing'> | undefined {
  const found = guarded(subject, evidence);
  if (!found || !/^\d$/.test(found.name)) return undefined;
  const { name, quote, line } = found;
  return { kind: 'argument-missing', fields: { options: name }, quote, line, phrase: 'shell/positional-unset' };
}
