/** A number among the settings that a change has made so much larger that what is kept of it no longer fits. */
import type { Difference } from '../../report.ts';

export interface Grown {
  key: string;
  before: string;
  after: string;
}

/** A limit that a trial raises by as much would do for less. */
const FACTOR = 4;
/** Numbers that are no amount of anything that is kept. */
const NO_AMOUNT = /PORT|TIMEOUT|SECONDS|INTERVAL|TTL|PERIOD|DELAY|_MS$|_ID$|VERSION|RELEASE|REVISION|BUILD|SEED|DATE|LEVEL|RETR(?:Y|IES)/i;

export function grownIn({ before, after }: Pick<Difference, 'before' | 'after'>): Grown | undefined {
  const [old, now] = [before, after] as Record<string, unknown>[];
  const [key, ...more] = Object.keys(now ?? {});
  if (key === undefined || more.length > 0 || NO_AMOUNT.test(key)) return undefined;
  const [was, is] = [sizeOf(old?.[key]), sizeOf(now?.[key])];
  return was && is && was.unit === is.unit && was.number > 0 && is.number >= was.number * FACTOR
    ? { key, before: was.text, after: is.text }
    : undefined;
}

function sizeOf(value: unknown): { number: number; unit: string; text: string } | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  const [, number, unit = ''] = /^(\d{1,12}(?:\.\d+)?)\s?([A-Za-z]{0,3})$/.exec(text) ?? [];
  return number === undefined ? undefined : { number: Number(number), unit: unit.toLowerCase(), text };
}
