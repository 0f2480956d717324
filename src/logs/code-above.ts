/** The line of code that failed, as Python shows it above the error. */
import type { Fact } from './fact.ts';
import type { LogReading } from './reading.ts';

/** With a line of ^ between them where it is not the whole. */
export function codeAbove({ line }: Fact, { lines }: LogReading): string | undefined {
  const at = /^\s*[~^]+\s*$/.test(lines[line - 1] ?? '') ? line - 2 : line - 1;
  return /^\s+\S/.test(lines[at] ?? '') && /^\s+File "/.test(lines[at - 1] ?? '') ? lines[at]?.trim() : undefined;
}
