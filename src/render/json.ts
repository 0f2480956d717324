/** The report as the JSON value that docs/report.schema.json describes. */
import type { Report } from '../report.ts';
import { ordered } from './ordered.ts';
import { SERVICE_MESSAGE } from './printable.ts';

/**
 * Control, format (bidi, invisible) and non-characters, line separators, halves of a surrogate pair; and the plane's rest of tags and
 * selectors, which are shown as nothing whether they are assigned or not (Default_Ignorable_Code_Point).
 */
export const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{NChar}\u{e0000}-\u{e0fff}]/gu;

export function json(report: Report): string {
  return `${escaped(JSON.stringify(ordered(report), null, 2))}\n`;
}

/**
 * JSON leaves DEL, bidi and invisible characters as they are; here they are escaped too, as is what a CI system would act on. The line
 * feeds are the form's own: those of the data are escaped already.
 */
export function escaped(form: string, spell: (character: string) => string = spellUnits): string {
  return form.replace(UNSEEN, (character) => (character === '\n' ? character : spell(character))).replace(SERVICE_MESSAGE, '#\\u0023');
}

/** JSON's escapes are UTF-16 units. */
function spellUnits(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
