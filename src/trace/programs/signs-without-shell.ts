/** What only a shell understands in a command that no shell reads: a sign as a word of its own (echo hi && python app.py), a pattern (/jobs/*.py). */
import { escaped } from '../../escaped.ts';
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
  /** All of it as the line of a shell; undefined where the image brings the program, which such a line cannot name. */
  line: string | undefined;
}

const SIGN = /^(?:&&|\|\||\||;|&|>|>>|2>|2>&1|&>|<)$/;

/** Programs write these for reasons of their own, too: npm puts > before what it starts. */
export const isOrdinary = (sign: string): boolean => /^[>|<&;]$/.test(sign);

/** They have signs among their own words. */
const TAKES_SIGNS = /^(?:find|expr|test|\[|jq)$/;

/** Behind an option it may be its value (cut -d ;). */
export function straySigns({ command = [], args = [] }: Container): StraySigns | undefined {
  const words = [...command, ...args];
  const at = words.findIndex((word, index) => index > 0 && SIGN.test(word) && !/^-[^=]*$/.test(words[index - 1] ?? ''));
  const [first = ''] = words;
  if (at < 0 || words.some(isShell) || TAKES_SIGNS.test(lastName(first))) return undefined;
  const line = words.map((word, index) => (index > 0 && SIGN.test(word) ? word : inScript(word))).join(' ');
  const list = at < command.length ? 'command' : 'args';
  return {
    sign: words[at] as string,
    next: words[at + 1],
    list,
    index: list === 'command' ? at : at - command.length,
    line: command.length > 0 && !first.startsWith('-') ? line : undefined,
  };
}

export interface StrayPattern {
  word: string;
  list: 'command' | 'args';
  index: number;
  /** All of it as the line of a shell; undefined where the image brings the program. */
  line: string | undefined;
}

/** The word that the program took for the name of a file, as it stands there; a shell puts the files in that are there (POSIX 2.13.3). */
export function strayPattern(path: string, { command = [], args = [] }: Container): StrayPattern | undefined {
  const words = [...command, ...args];
  const at = words.indexOf(path, 1);
  if (at < 0 || words.some(isShell) || !/^[\w./*?[\]-]+$/.test(path) || !/[*?]/.test(path)) return undefined;
  const list = at < command.length ? 'command' : 'args';
  const line = words.map((word, index) => (index === at ? word : inScript(word))).join(' ');
  return { word: path, list, index: list === 'command' ? at : at - command.length, line: command.length > 0 ? line : undefined };
}

/** A search for more of them might take long. */
const STARS = 4;

/** Does a file have a name that the pattern means? Its * and ? go no further than a slash. */
export const matchesPattern = (pattern: string, path: string): boolean =>
  pattern.split('*').length <= STARS + 1 &&
  new RegExp(
    `^${pattern
      .split('/')
      .map((part) => escaped(part).replaceAll('\\*', '[^/]*').replaceAll('\\?', '[^/]'))
      .join('/')}$`,
  ).test(path);
