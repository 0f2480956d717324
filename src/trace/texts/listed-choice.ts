/** A value that is none of those which the program lists. */
import { betterValue } from '../settings/argument.ts';
import type { Corrected } from './config-text.ts';

/** The program lists what it takes, and one of that was meant. */
export function choice(text: string, line: number | undefined, detail: string): Corrected | undefined {
  const lines = text.split('\n');
  const at = (line ?? 0) - 1;
  const [, start, value] = lines[at]?.match(/^(\s*[\w-]{1,60}[ \t]+)([\w.-]{2,40})\s*$/) ?? [];
  const better = value === undefined ? undefined : betterValue(value, detail);
  if (start === undefined || better === undefined) return undefined;
  lines[at] = `${start}${better}`;
  return { text: lines.join('\n'), what: `write ${better} for ${value} in line ${at + 1}, the nearest of what it takes` };
}
