/** A kubectl command line that can be pasted into a POSIX shell. */
import type { Evidence } from '../evidence/evidence.ts';
import type { Asks } from '../report.ts';

const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** Single quotes hold everything but themselves (POSIX 2.2.2). */
export function quote(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** A word that takes what only the user knows from a shell variable: NAME="$NAME", with fixed text around it. */
export interface Asked {
  before: string;
  ask: Asks;
  after?: string;
}

export type Word = string | Asked;

export function ask(before: string, variable: string, what: string, secret: boolean): Asked {
  return { before, ask: { variable: variable.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(\d)/, '_$1'), what, secret } };
}

const around = (text = '') => (text === '' ? '' : quote(text));

const spell = (word: Word) =>
  typeof word === 'string' ? quote(word) : `${around(word.before)}"$${word.ask.variable}"${around(word.after)}`;

/** `kubectl VERB … -n NAMESPACE [the user's own connection flags]`, then what has to stand last. */
export function kubectl(
  { flags }: Pick<Evidence, 'flags'>,
  namespace: string | undefined,
  words: readonly Word[],
  last: readonly Word[] = [],
): string {
  const where = namespace === undefined ? [] : ['-n', namespace];
  return ['kubectl', ...words, ...where, ...flags, ...last].map(spell).join(' ');
}

export function asksOf(words: readonly Word[]): Asks[] {
  const asks = words.flatMap((word) => (typeof word === 'string' ? [] : [word.ask]));
  return asks.filter((one, index) => asks.findIndex(({ variable }) => variable === one.variable) === index);
}
