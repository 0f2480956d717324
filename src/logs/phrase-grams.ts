/** What a phrase is found by: of each word that it cannot match without, the four letters that are rarest. */
import { gramOf } from './grams.ts';
import { literalsOf } from './literals.ts';

/** Letters that are rare in English tell more. */
const COMMON = ' etaoinsrhldcumfpgwybvkxjqz';
const commonness = (letters: string): number => {
  let sum = 0;
  for (const letter of letters) {
    const at = COMMON.indexOf(letter);
    sum += at < 0 ? 2 : 28 - at;
  }
  return sum;
};

/** One of them is in every text that matches. None: it has no word of four letters. */
export function gramsOf(pattern: RegExp): number[] {
  const words = literalsOf(pattern);
  if (!words || words.some((word) => word.length < 4)) return [];
  const rarest = words.map((word) => {
    const all = Array.from({ length: word.length - 3 }, (_, i) => word.slice(i, i + 4).toLowerCase());
    return all.reduce((best, letters) => (commonness(letters) < commonness(best) ? letters : best));
  });
  return [...new Set(rarest.map(gramOf))];
}
