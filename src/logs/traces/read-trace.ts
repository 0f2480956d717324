/** The readers of stack traces, in the order in which they are asked. */
import { readAtFrames } from './at-frames.ts';
import { readGo } from './go.ts';
import { readCollision, readSymfony } from './php-consoles.ts';
import { readPython } from './python.ts';
import { readElixir, readPhp, readRuby, readRust, readRustCauses } from './script-traces.ts';
import type { ReadTrace } from './trace.ts';

const READERS: readonly ReadTrace[] = [
  readPython,
  readGo,
  readRust,
  readRustCauses,
  readRuby,
  readPhp,
  readCollision,
  readSymfony,
  readElixir,
  readAtFrames,
];

/** The stack trace that begins at a row, of whatever runtime. */
export const readTrace: ReadTrace = (rows, at) => {
  for (const read of READERS) {
    const trace = read(rows, at);
    if (trace) return trace;
  }
  return undefined;
};
