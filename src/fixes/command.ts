/** A kubectl command line that can be pasted into a POSIX shell. */
import type { Evidence } from '../evidence/evidence.ts';
import type { Container, Pod } from '../kube/shapes.ts';
import type { Asks } from '../report.ts';
import { quote } from '../shell-word.ts';

/** A word that takes what only the user knows from a shell variable: NAME="$NAME", with fixed text around it. */
export interface Asked {
  before: string;
  ask: Asks;
  after?: string;
}

export type Word = string | Asked;

/** What a shell has of its own, and would give unasked (POSIX 2.5.3, XBD 8.3; bash). */
const OF_THE_SHELL = /^(?:PATH|HOME|USER|LOGNAME|SHELL|PWD|OLDPWD|TERM|LANG|LC_\w+|TZ|HOSTNAME|IFS|PS[1-4]|E?UID|PPID|KUBECONFIG|_*)$/;

/** Of an option with its short form, as argparse writes it, the long one: -w/--workers. */
export const wordOf = (variable: string) =>
  /^--?[A-Za-z]/.test(variable) ? (variable.split(/[/,|]/).at(-1) ?? '').trim().replace(/^-+/, '') : variable;

export function ask(before: string, variable: string, what: string, secret: boolean): Asked {
  const name = wordOf(variable)
    .replace(/[^A-Za-z0-9_]/g, '_')
    .replace(/^(\d)/, '_$1');
  return { before, ask: { variable: OF_THE_SHELL.test(name) ? `NEW_${name || 'VALUE'}` : name, what, secret } };
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

/** Runs a program in a container that is there. */
export const inContainer = (
  evidence: Pick<Evidence, 'flags'>,
  namespace: string | undefined,
  pod: Pod,
  { name }: Container,
  words: readonly Word[],
): string => kubectl(evidence, namespace, ['exec', pod.metadata.name, '-c', name], ['--', ...words]);

export function asksOf(words: readonly Word[]): Asks[] {
  const asks = words.flatMap((word) => (typeof word === 'string' ? [] : [word.ask]));
  return asks.filter((one, index) => asks.findIndex(({ variable }) => variable === one.variable) === index);
}
