/** Settings that switch something on or off. */
const PAIRS = ['true false', 'yes no', 'on off', '1 0', 'enabled disabled', 'enable disable', 'y n'].map((pair) => pair.split(' '));

/** In the same letters: False → True, NO → YES. */
export function oppositeOf(value: string): string | undefined {
  const word = value.trim().toLowerCase();
  const other = PAIRS.find((pair) => pair.includes(word))?.find((side) => side !== word);
  if (other === undefined || value.trim() === word) return other;
  return value.trim() === word.toUpperCase() && word.length > 1 ? other.toUpperCase() : other.charAt(0).toUpperCase() + other.slice(1);
}
