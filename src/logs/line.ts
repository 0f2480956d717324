/** One line of a log, as it is looked at. */
import type { Level } from './levels.ts';

export interface Line {
  /** The kubelet's time, RFC 3339. */
  time: string | undefined;
  /** The line without that time, colours and the CR; passwords in addresses hidden. */
  text: string;
  level: Level | undefined;
  /** It opens an entry of its own: it has the program's time, a level or a structure. */
  stamped: boolean;
  /** What it says, without time, level and logger: phrases are matched against this. At most 2,000 characters. */
  said: string;
  /** The lines of a stack trace that stood inside a structured line. */
  inner: readonly string[];
}

/** Characters of what a line says that are looked at. */
export const LONGEST = 2000;
