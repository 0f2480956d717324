/** The last command of a shell's line: what stays when those before it are done. */
import { type ShellLine, shellLine, wordsOf } from './shell-line.ts';
import { statementsOf } from './shell-statements.ts';

export interface LastCommand {
  words: string[];
  /** As it is written, and where in the line it begins. */
  text: string;
  at: number;
  line: ShellLine;
}

export function lastCommand(container: { command?: string[]; args?: string[] }): LastCommand | undefined {
  const line = shellLine(container);
  const text = line && statementsOf(line.line)?.at(-1)?.text.split('&&').at(-1)?.trim();
  const words = text ? wordsOf(text.replace(/^exec\s+/, '')) : undefined;
  const at = text ? (line?.line.lastIndexOf(text) ?? -1) : -1;
  return line && text && words && at >= 0 ? { words, text, at, line } : undefined;
}
