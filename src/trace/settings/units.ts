/** A quantity as a whole number in the unit that the name of its setting tells: CACHE_MB=1GB is 1024, REPLAY_SECONDS=1m is 60. */
import { BINARY } from '../../kube/quantity.ts';

const TIME: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const SIZE: Readonly<Record<string, number>> = { b: 1, ...BINARY };

/** The last word of the name. */
const NAMED: readonly [form: RegExp, scale: Readonly<Record<string, number>>, unit: string][] = [
  [/(?:^|[_.-])(?:ms|millis|milliseconds?)$/i, TIME, 'ms'],
  [/(?:^|[_.-])(?:s|secs?|seconds?)$/i, TIME, 's'],
  [/(?:^|[_.-])(?:mins?|minutes?)$/i, TIME, 'm'],
  [/(?:^|[_.-])(?:hrs?|hours?)$/i, TIME, 'h'],
  [/(?:^|[_.-])days?$/i, TIME, 'd'],
  [/(?:^|[_.-])bytes?$/i, SIZE, 'b'],
  [/(?:^|[_.-])ki?b$/i, SIZE, 'k'],
  [/(?:^|[_.-])(?:mi?b|megabytes?)$/i, SIZE, 'm'],
  [/(?:^|[_.-])(?:gi?b|gigabytes?)$/i, SIZE, 'g'],
];

const WORDS: readonly [form: RegExp, unit: string][] = [
  [/^(?:ms|millis|milliseconds?)$/i, 'ms'],
  [/^(?:s|secs?|seconds?)$/i, 's'],
  [/^(?:m|mins?|minutes?)$/i, 'm'],
  [/^(?:h|hrs?|hours?)$/i, 'h'],
  [/^(?:d|days?)$/i, 'd'],
];

/** Undefined where the name tells no unit, null where it would be no whole number of them. */
export function inUnitOf(name: string, value: string): string | null | undefined {
  const [, number = '', word = ''] = /^\s*(\d{1,9}(?:\.\d{1,3})?)\s*([A-Za-z]{1,12})\s*$/.exec(value) ?? [];
  const [, scale, unit = ''] = NAMED.find(([form]) => form.test(name)) ?? [];
  if (number === '' || scale === undefined) return undefined;
  const own = scale === TIME ? WORDS.find(([form]) => form.test(word))?.[1] : /^([kmgt]?)i?b?$/i.exec(word)?.[1]?.toLowerCase() || 'b';
  const factor = own === undefined ? undefined : scale[own];
  if (factor === undefined) return undefined;
  const amount = (Number(number) * factor) / (scale[unit] as number);
  return Number.isInteger(amount) ? String(amount) : null;
}

/** As Go (time.ParseDuration, which knows no days), Spring and Prometheus take it: 30 minutes → 30m, 7d → 168h. */
export function durationMeant(value: string, knowsDays: boolean): string | undefined {
  const [, number = '', word = ''] = /^\s*(\d{1,9}(?:\.\d{1,3})?)\s*([A-Za-z]{1,12})\s*$/.exec(value) ?? [];
  const isWeeks = /^w(?:eeks?)?$/i.test(word);
  const unit = isWeeks ? 'd' : WORDS.find(([form]) => form.test(word))?.[1];
  if (number === '' || unit === undefined) return undefined;
  const amount = Number(number) * (isWeeks ? 7 : 1);
  const meant = unit === 'd' && !knowsDays ? `${amount * 24}h` : `${amount}${unit}`;
  return meant === value ? undefined : meant;
}

/** As sleep and systemd take it: 5min → 5m. */
export function shortTime(value: string): string | undefined {
  const [, number = '', word = ''] = /^\s*(\d{1,9}(?:\.\d{1,3})?)\s*([A-Za-z]{2,12})\s*$/.exec(value) ?? [];
  const unit = WORDS.find(([form]) => form.test(word))?.[1];
  return number === '' || unit === undefined || unit === 'ms' ? undefined : `${number}${unit}`;
}

/**
 * A date or time with the signs that its format has: 18.30 → 18:30 for %H:%M. The German order of a date, day before month, is turned
 * round where points stand between them.
 */
export function inFormat(value: string, format: string): string | undefined {
  const fields = format.match(/%[YmdHMS]/g) ?? [];
  const parts = value.trim().match(/\d+/g) ?? [];
  if (fields.length < 2 || fields.length !== parts.length || /[A-Za-z]/.test(format.replace(/%[YmdHMS]/g, '') + value)) return undefined;
  const isTurned = /^\d{1,2}\.\d{1,2}\.\d{4}$/.test(value.trim()) && /^%Y.%m.%d$/.test(format);
  const ordered = isTurned ? parts.reverse() : parts;
  const isFitting = fields.every((field, at) => (ordered[at] as string).length === (field === '%Y' ? 4 : 2));
  if (!isFitting) return undefined;
  let at = 0;
  const written = format.replace(/%[YmdHMS]/g, () => ordered[at++] as string);
  return written === value ? undefined : written;
}
