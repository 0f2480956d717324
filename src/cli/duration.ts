import { UsageError } from '../errors.ts';

/** Milliseconds. Go's units (time.ParseDuration), and days, which Go leaves out and people type. */
const UNITS: Record<string, number> = { ns: 1e-6, us: 1e-3, µs: 1e-3, μs: 1e-3, ms: 1, s: 1e3, m: 60e3, h: 3600e3, d: 86400e3 };
const PART = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h|d)/y;

/** The longest that a timer of Node waits. */
const LONGEST = 2 ** 31 - 1;

/** A length of time as kubectl's flags take it (`20s`, `1m30s`, `1.5h`; a plain number is seconds), in milliseconds. */
export function duration(text: string, flag: string): number {
  const ms = Math.ceil(/^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : sumOfParts(text));
  if (Number.isNaN(ms)) throw new UsageError(`--${flag}: ${JSON.stringify(text)} is no length of time; write it as in 20s, 1m30s or 2h`);
  if (ms <= 0) throw new UsageError(`--${flag}: ${text} is no time at all; give more than 0`);
  if (ms > LONGEST) throw new UsageError(`--${flag}: ${text} is too long; at most 24 days`);
  return ms;
}

function sumOfParts(text: string): number {
  let sum = text === '' ? Number.NaN : 0;
  PART.lastIndex = 0;
  for (let at = 0; at < text.length; at = PART.lastIndex) {
    const part = PART.exec(text);
    if (!part) return Number.NaN;
    sum += Number(part[1]) * (UNITS[part[2] ?? ''] ?? Number.NaN);
  }
  return sum;
}
