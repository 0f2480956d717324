/** One fault after which each part of a program says in the same words that it cannot do its own: shelf 1 to 120, each without its clock. */
import type { Block } from './blocks.ts';
import type { Row } from './traces/trace.ts';

/** So many in one form, without another line between them, are parts. */
const PARTS = 5;
/** One thing that is tried again and again fails by itself. */
const ATTEMPT = /\b(?:attempt|retry|retries|tries|try)\b/i;

const formOf = (said: string): string => said.replace(/\d+/g, '0');

/** The block right before a run of lines in the form of this one; undefined where it is not one of so many. */
export function beforeCascade(rows: readonly Row[], blocks: readonly Block[], at: number): number | undefined {
  const headOf = (index: number) => rows[blocks[index]?.start ?? -1];
  const head = headOf(at);
  if (!head || ATTEMPT.test(head.said)) return undefined;
  const form = formOf(head.said);
  let first = at;
  while (headOf(first - 1)?.level === head.level && formOf(headOf(first - 1)?.said ?? '') === form) first--;
  const texts = new Set(blocks.slice(first, at + 1).map((block) => rows[block.start]?.said));
  // The same words again are the same fault again.
  return first > 0 && texts.size >= PARTS ? first - 1 : undefined;
}
