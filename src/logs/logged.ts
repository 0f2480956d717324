/** Whether a block was logged by a program that goes on, be it a trace. */
import type { Block } from './blocks.ts';
import { isConsequence } from './consequences.ts';
import type { Row } from './traces/trace.ts';

/** It was told, and need not have ended the program: no trace that stands alone, but for that of a client which tries again. */
export function isLogged(rows: readonly Row[], blocks: readonly Block[], at: number): boolean {
  const block = blocks[at] as Block;
  if (block.level === 'fatal' || block.trace?.uncaught) return false;
  return !block.trace || levelAround(rows, blocks, at) !== undefined || SILENT.test((rows[block.start] as Row).text);
}

/** redis/ioredis:lib/Redis.ts, silentEmit. */
const SILENT = /^\[ioredis\] Unhandled error event: /;

/** A trace below a line at level warning was handled, if the log goes on after it. */
export function levelAround(rows: readonly Row[], blocks: readonly Block[], at: number): Row['level'] {
  const block = blocks[at] as Block;
  if (block.trace?.uncaught && !block.level) return undefined;
  if (block.level) return block.level !== 'warn' || goesOn(rows, block.end) ? block.level : undefined;
  let above = at - 1;
  while (above >= 0 && (rows[(blocks[above] as Block).start] as Row).text.trim() === '') above--;
  const before = blocks[above];
  if (!before?.level || before.trace || before.end < block.start - 1) return undefined;
  if (before.level === 'error' || before.level === 'fatal') return before.level;
  return before.level === 'warn' && goesOn(rows, block.end) ? before.level : undefined;
}

/** Ordinary lines follow. */
function goesOn(rows: readonly Row[], from: number): boolean {
  for (let i = from; i < rows.length; i++) {
    const row = rows[i] as Row;
    if (row.text.trim() !== '' && row.stamped && !isConsequence(row.said)) return true;
  }
  return false;
}
