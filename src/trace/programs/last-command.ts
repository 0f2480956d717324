/** The last command of the shell's line or script that a container starts with: what stays when those before it are done. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { type Setting, variablesOf } from '../settings/settings.ts';
import { wordsOf } from './shell-line.ts';
import { statementsOf } from './shell-statements.ts';
import { setsVariable, withValues } from './shell-variables.ts';
import { type StartText, startText } from './start-text.ts';

export interface LastCommand {
  words: string[];
  /** With the variables of the container put in, as the shell takes them apart; undefined: as it is written. */
  given: { words: string[]; settings: Setting[] } | undefined;
  /** As it is written, and where in the text it begins. */
  text: string;
  at: number;
  start: StartText;
}

export function lastCommand(subject: Subject, evidence: Evidence): LastCommand | undefined {
  const start = startText(subject, evidence);
  const text = start && statementsOf(start.text)?.at(-1)?.text.split('&&').at(-1)?.trim();
  const words = text ? wordsOf(text.replace(/^exec\s+/, '')) : undefined;
  const at = text ? (start?.text.lastIndexOf(text) ?? -1) : -1;
  return start && text && words && at >= 0 ? { words, given: withVariables(text, start, subject, evidence), text, at, start } : undefined;
}

/** $FLAGS may be several words, or none; in quotation marks it is one, which is left as it is. */
function withVariables(text: string, { text: script }: StartText, subject: Subject, evidence: Evidence): LastCommand['given'] {
  const variables = variablesOf(subject, evidence);
  const settings: Setting[] = [];
  const filled = withValues(
    text.replace(/"[^"]*"/g, (quoted) => quoted.replaceAll('$', '\\$')),
    (name) => {
      const setting = variables.find((one) => one.name === name);
      if (setting?.value === undefined || setsVariable(name, script)) return undefined;
      settings.push(setting);
      return setting.value;
    },
  ).replaceAll('\\$', '$');
  const words = settings.length > 0 ? wordsOf(filled.replace(/^exec\s+/, '')) : undefined;
  return words && { words, settings };
}
