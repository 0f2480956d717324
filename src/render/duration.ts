/** Spans of time as people read them. */

const UNITS: readonly [seconds: number, letter: string, word: string][] = [
  [86_400, 'd', 'day'],
  [3_600, 'h', 'h'],
  [60, 'm', 'min'],
  [1, 's', 's'],
];

/** The two largest units: "2m10s", "3d4h", "45s", "under 1s". */
export function span(seconds: number): string {
  let left = Math.round(seconds);
  if (left < 1) return 'under 1s';
  const first = UNITS.findIndex(([size]) => left >= size);
  return UNITS.slice(first, first + 2)
    .map(([size, letter]) => {
      const count = Math.floor(left / size);
      left -= count * size;
      return count === 0 ? '' : `${count}${letter}`;
    })
    .join('');
}

/** The largest unit alone: "14 min ago", "2 days ago", "just now". */
export function ago(time: number, now: number): string {
  const seconds = Math.round((now - time) / 1000);
  const [size, , word] = UNITS.find(([one]) => seconds >= one) ?? [];
  if (size === undefined) return 'just now';
  const count = Math.floor(seconds / size);
  return `${count} ${word}${word === 'day' && count > 1 ? 's' : ''} ago`;
}
