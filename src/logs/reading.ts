/** A log that was read: its lines, what they say, and the fact that decided the end. Made by read-log.ts. */
import type { Fact, FactKind } from './fact.ts';

export interface LogReading {
  /** Without the kubelet's times, in order. */
  lines: readonly string[];
  /** RFC 3339, by line; undefined where the line carries none. */
  times: readonly (string | undefined)[];
  /** Everything that was recognised, in order of lines. */
  facts: readonly Fact[];
  /** Of the last fatal block, the fact that says most; consequences and what was got over do not count. */
  decisive: Fact | undefined;
  /** The decisive fact was logged, and the program has gone on to something else since: it may have ended of another. */
  survived?: true;
  /** What the program said in the end of what a step before it lacked; that one is then the decisive fact. */
  consequence?: Fact;
  /** The lines of the block that the decisive fact stands in, or the last lines where none was recognised; at most 12. */
  block: readonly string[];
}

/** Empty, or cut off before its first word: it tells nothing. */
export const isWordless = ({ lines }: LogReading) => !lines.some((line) => /\p{L}{2}/u.test(line));

/** The last line that is not blank. */
export const lastLine = (lines: readonly string[] | undefined): string | undefined => lines?.findLast((line) => line.trim() !== '');

/** The last fact of a kind, or undefined. */
export function lastFact<K extends FactKind>(log: LogReading, ...kinds: K[]): Fact<K> | undefined {
  return log.facts.findLast((fact): fact is Fact<K> => (kinds as FactKind[]).includes(fact.kind));
}

/** The decisive fact, if it is of one of these kinds. */
export function decisiveFact<K extends FactKind>(log: LogReading | undefined, ...kinds: K[]): Fact<K> | undefined {
  const fact = log?.decisive;
  return fact && (kinds as FactKind[]).includes(fact.kind) ? (fact as Fact<K>) : undefined;
}

export interface Thrown {
  log: LogReading;
  fact: Fact<'exception'>;
  type: string;
  message: string;
  frame: string | undefined;
  /** "TYPE: MESSAGE", as runtimes print it. */
  words: string;
}

/** The exception that decided. */
export function thrownIn(log: LogReading | undefined): Thrown | undefined {
  const fact = decisiveFact(log, 'exception');
  if (!log || !fact) return undefined;
  const { type = '', message = '', frame } = fact.fields as { type?: string; message?: string; frame?: string };
  return { log, fact, type, message, frame, words: `${type}: ${message}` };
}
