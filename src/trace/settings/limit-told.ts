/** The container's memory limit, where a program tells it as too little: "needs at least 512 MB of memory, the container has 200 MB". */
import { memoryLimit } from '../../evidence/proof.ts';
import type { Subject } from '../../evidence/subject.ts';
import { BINARY, mebibytes, quantity } from '../../kube/quantity.ts';
import { only } from '../../only.ts';

export interface LimitTold {
  limit: string;
  /** What it wants, as a quantity. */
  wants: string;
}

const SIZE = /(?<![\w.])(\d{1,7}(?:\.\d{1,3})?) ?([KMG])(?:i?B|i|egabytes?|igabytes?)?\b/gi;

export function limitTold(words: string, subject: Subject): LimitTold | undefined {
  const limit = memoryLimit(subject);
  const bytes = quantity(limit);
  if (limit === undefined || bytes === undefined || !/\b(?:memory|RAM)\b/i.test(words)) return undefined;
  const sizes = [...words.matchAll(SIZE)].map(([, number, unit = '']) => Number(number) * (BINARY[unit.toLowerCase()] ?? Number.NaN));
  // A megabyte may be a million bytes.
  const isLimit = (size: number) => Math.abs(size - bytes) / bytes < 0.06;
  const more = only([...new Set(sizes.filter((size) => size > bytes && !isLimit(size)))]);
  return more !== undefined && sizes.some(isLimit) ? { limit, wants: mebibytes(more) } : undefined;
}
