/** Of several names the one that a person may have meant by another one. */
import { distance } from 'fastest-levenshtein';

/** Letters and digits alone, all of them small: POOL_SIZE, pool-size and poolSize are one name to most readers of settings. */
export const lettersOf = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/**
 * The candidate that a person may have meant: the same letters apart from case and separators, one name within the other, or at
 * most a third of the letters changed. Undefined where two are equally near.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const [first, second] = candidates
    .map((candidate) => ({ candidate, score: scoreOf(lettersOf(word), lettersOf(candidate)) }))
    .sort((a, b) => a.score - b.score);
  if (!first || first.score === Number.POSITIVE_INFINITY || first.score === second?.score) return undefined;
  return first.candidate;
}

/** The same of names in a text that define or call each other: one that has the other within it is another thing (run_migrate, migrate), but for a letter. */
export const nearestOther = (word: string, candidates: readonly string[]): string | undefined =>
  nearest(
    word,
    candidates.filter((one) => Math.abs(one.length - word.length) < 2 || !(one.includes(word) || word.includes(one))),
  );

/** How many letters have to change, as far as the two may still be meant for one. */
function scoreOf(a: string, b: string): number {
  if (a === b) return 0;
  const changes = distance(a, b);
  const isInside = Math.min(a.length, b.length) >= 3 && (a.includes(b) || b.includes(a));
  if (isInside) return Math.min(changes, 1.5);
  const most = Math.max(2, Math.floor(Math.max(a.length, b.length) / 3));
  return changes <= most && changes < a.length ? changes : Number.POSITIVE_INFINITY;
}

/** Two names of which one is a slip of the other: one stands within the other, or a letter or two are changed or changed places. */
export function isSlip(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length);
  return length >= 4 && (a.includes(b) || b.includes(a) || distance(a, b) <= (length > 4 ? 2 : 1));
}
