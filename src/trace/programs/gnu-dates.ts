/** Words of a date that GNU date reads and busybox does not (coreutils manual, Relative items in date strings), as days from now. */
const NAMED: Readonly<Record<string, number>> = { yesterday: -1, tomorrow: 1, today: 0, now: 0 };

export function daysOf(words: string): number | undefined {
  const named = NAMED[words.trim().toLowerCase()];
  if (named !== undefined) return named;
  const [, sign, count, unit, ago] = /^([+-]?)\s*(\d{1,4}) (day|week)s?( ago)?$/i.exec(words.trim()) ?? [];
  if (count === undefined) return undefined;
  return Number(count) * (unit?.toLowerCase() === 'week' ? 7 : 1) * ((sign === '-') !== (ago !== undefined) ? -1 : 1);
}

/** Both know @SECONDS. */
export function inSeconds(days: number): string {
  const seconds = Math.abs(days) * 86_400;
  return days === 0 ? '@$(date +%s)' : `@$(( $(date +%s) ${days < 0 ? '-' : '+'} ${seconds} ))`;
}
