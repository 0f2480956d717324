/** Of the values that a setting may have, as far as they are known, the one that was most likely meant. */
import { nearest } from '../objects/references.ts';

/** In the program's own words: (choose from 'a', 'b'), one of a, b or c. */
function listed(expected: string): string[] {
  const list = expected.replace(/^(?:one of|choose from) /, '').split(/,\s*|\s+or\s+/);
  const words = list.map((word) => word.trim().replace(/^["'`]|["'`.]+$/g, ''));
  return words.length > 1 && words.every((word) => /^[\w.+-]{1,40}$/.test(word)) ? words : [];
}

/** Names of the time zone database; those of old, such as US/Eastern, are not all among them. */
export const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

/** Go reads units of 1024 alone: B, KiB, MiB, GiB, TiB (runtime/string.go, parseByteCount). */
function byteCount(value: string): string | undefined {
  const [, number, unit] = /^\s*(\d{1,12})\s*([kmgt])(?:i?b?)\s*$/i.exec(value) ?? [];
  return unit && `${number}${unit.toUpperCase()}iB`;
}

export function valueMeant(value: string, expected: string | undefined): string | undefined {
  if (expected === undefined) return undefined;
  if (expected === 'a size such as 200MiB') return byteCount(value);
  const allowed = expected === 'a time zone' ? Intl.supportedValuesOf('timeZone') : listed(expected);
  const meant = allowed.length > 0 ? nearest(value.trim(), allowed) : undefined;
  return meant === value ? undefined : meant;
}
