/** A number that an error is about and does not tell: by what it says, 0 or less was given where more is wanted. */
import { only } from '../../only.ts';
import type { Setting } from './settings.ts';
import type { ValueNamed } from './value-named.ts';

type Kind = 'zero' | 'zero or less' | 'negative';

/** The runtimes' own words: of division first, then of counts and times that have to be more than 0, or no less. */
const FORMS: readonly (readonly [RegExp, Kind])[] = [
  [
    /\b(?:division|modulo) by zero|\bdivided? by (?:zero|0)\b|\/ by zero|% by zero|\barg 3 must not be zero|\bstep cannot be zero|\bFloating point exception/i,
    'zero',
  ],
  [
    /\bnon-positive (?:interval|argument)|\bmust be (?:(?:greater than|>) (?:0|zero)|(?:at least|>=) (?:1|one))\b(?!\.\d)|\bmust be (?:a )?positive\b/i,
    'zero or less',
  ],
  [
    /\b(?:makeslice|makechan|growslice): (?:len|cap|size) out of range|\bNegativeArraySizeException|\bnegative (?:array size|Repeat count|shift|size|count|capacity|initial capacity|dimensions)|\bIllegal (?:initial )?Capacity: -|\b(?:value|count|length|size) (?:is|was) negative|\b(?:cannot|can't|must not) be negative|\bmust be (?:non-negative|(?:at least|>=|greater than or equal to) (?:0|zero)\b(?!\.\d))|\bInvalid (?:array|typed array) length/i,
    'negative',
  ],
];
const IS: Readonly<Record<Kind, (number: number) => boolean>> = {
  zero: (number) => number === 0,
  'zero or less': (number) => number <= 0,
  negative: (number) => number < 0,
};
/** A number, or a time with its unit. */
const NUMBER = /^(-?\d{1,12}(?:\.\d{1,6})?)(?:ns|us|ms|s|m|h|d)?$/;

/** Variables that switch something on or off: 0, or nothing, means no. */
const SWITCH =
  /(?:^|_)(?:debug|verbose|quiet|enabled?|disabled?|on|off|unbuffered|dontwritebytecode|colou?r|tls|ssl|insecure|dry_?run|strict)$|^(?:use|is|no|with|enable|disable|skip)_/i;

export const isSwitch = (name: string): boolean => SWITCH.test(name);

/** The only variable or option that has such a value. */
export function unsaidNumber(words: string, settings: readonly Setting[]): ValueNamed | undefined {
  const kind = FORMS.find(([form]) => form.test(words))?.[1];
  if (kind === undefined) return undefined;
  const told = settings.flatMap((setting): ValueNamed[] => {
    const { place, value: text = '', name } = setting;
    const value =
      name !== undefined && !(place.kind === 'configmap' && place.path !== undefined)
        ? text.trim()
        : place.kind === 'argument'
          ? /^--?[\w.-]{1,60}=(.*)$/s.exec(text)?.[1]
          : undefined;
    const number = NUMBER.exec(value ?? '')?.[1];
    return value !== undefined && number !== undefined && IS[kind](Number(number)) && !isSwitch(name ?? '')
      ? [{ setting, value, inFile: undefined }]
      : [];
  });
  return only(told);
}
