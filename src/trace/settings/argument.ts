/** A setting that is given as an argument: --maxmemory-policy lru. */
import { nearest } from '../../nearest.ts';
import { yesOrNo } from '../texts/value-forms.ts';
import type { Place, Setting } from './settings.ts';

export type Argument = Setting & { place: Extract<Place, { kind: 'argument' }> };

/** The word behind --setting that has this value, be it taken from a variable: $(NAME). */
export function argumentOf(settings: readonly Setting[], setting: string, value: string): Argument | undefined {
  const words = settings.filter((one): one is Argument => one.place.kind === 'argument');
  return words.find((one, at) => one.value === value && words[at - 1]?.written === `--${setting}`);
}

/** Of the values that the program's own words allow ("must be one of the following: a, b", "must be 'yes' or 'no'"), the one meant. */
export function betterValue(value: string, detail: string): string | undefined {
  const [, list] = /must be (?:one of(?: the following)?:? )?(.{1,300})$/.exec(detail) ?? [];
  if (!list) return undefined;
  const allowed = list
    .split(/,| or /)
    .map((word) => word.replace(/['"\s]/g, ''))
    .filter((word) => /^[\w.-]{1,40}$/.test(word));
  if (allowed.length < 2) return undefined;
  if (allowed.length === 2 && allowed.includes('yes') && allowed.includes('no')) return yesOrNo(value) ?? nearest(value, allowed) ?? 'yes';
  const near = nearest(value, allowed) ?? allowed.filter((word) => word.includes(value)).sort((a, b) => a.length - b.length)[0];
  return near ?? (allowed.length === 2 ? allowed[0] : undefined);
}
