/** What only a shell understands, as a word of its own in a command that no shell reads: echo hi && python app.py. */
import { lastName } from '../../kube/folder.ts';
import type { Container } from '../../kube/shapes.ts';
import { inScript } from '../../shell-word.ts';
import { isShell } from './shell-line.ts';

export interface StraySigns {
  sign: string;
  list: 'command' | 'args';
  index: number;
  /** What stands behind it. */
  next: string | undefined;
  /** All of it as the line of a shell. */
  line: string;
}

const SIGN = /^(?:&&|\|\||\||;|&|>|>>|2>|2>&1|&>|<)$/;

/** Programs write these for reasons of their own, too: npm puts > before what it starts. */
export const isOrdinary = (sign: string): boolean => /^[>|<&;]$/.test(sign);

/** They have signs among their own words. */
const TAKES_SIGNS = /^(?:find|expr|test|\[|jq)$/;

/** Behind an option it may be its value (cut -d ;). Undefined where the image brings the program, which a shell's line cannot name. */
export function straySigns({ command = [], args = [] }: Container): StraySigns | undefined {
  const words = [...command, ...args];
  const at = words.findIndex((word, index) => index > 0 && SIGN.test(word) && !words[index - 1]?.startsWith('-'));
  const [first = ''] = words;
  if (at < 0 || words.some(isShell) || TAKES_SIGNS.test(lastName(first)) || command.length === 0 || first.startsWith('-')) return undefined;
  const line = words.map((word, index) => (index > 0 && SIGN.test(word) ? word : inScript(word))).join(' ');
  const list = at < command.length ? 'command' : 'args';
  return { sign: words[at] as string, next: words[at + 1], list, index: list === 'command' ? at : at - command.length, line };
}
