/** The last command of the shell's line or script that a container starts with: what stays when those before it are done. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { wordsOf } from './shell-line.ts';
import { statementsOf } from './shell-statements.ts';
import { type StartText, startText } from './start-text.ts';

export interface LastCommand {
  words: string[];
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
  return start && text && words && at >= 0 ? { words, text, at, start } : undefined;
}
