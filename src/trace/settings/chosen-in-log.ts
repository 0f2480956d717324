/** The setting that a program repeats in its log as it starts to work: "decoder turbo", "decoder is turbo", where DECODER is turbo. It acts on that. */
import { escaped } from '../../escaped.ts';
import type { LogReading } from '../../logs/reading.ts';
import { only } from '../../only.ts';
import { fileOf, type Setting } from './settings.ts';

export interface Chosen {
  setting: Setting & { name: string; value: string };
  /** The line that says so. */
  quote: string;
}

/** Lines before the end; what stands further up is not of what it did last. */
const LAST = 20;
/** A word, as one of several that a program knows; numbers and addresses are of another kind. */
const WORD = /^[A-Za-z][\w-]{1,30}$/;

/** The only variable that is so. */
export function chosenInLog({ lines }: Pick<LogReading, 'lines'>, settings: readonly Setting[]): Chosen | undefined {
  return only(
    settings.flatMap(({ name, value, ...rest }): Chosen[] => {
      if (name === undefined || value === undefined || rest.place.kind === 'argument' || fileOf(rest) !== undefined || !WORD.test(value))
        return [];
      const word = name.split('_').at(-1) as string;
      const form = new RegExp(`(?<![\\w-])${escaped(word)}["']?(?: ?[=:]| is)? ?["']?${escaped(value)}(?![\\w-])`, 'i');
      const quote = lines.slice(-LAST).find((line) => form.test(line));
      return quote === undefined ? [] : [{ setting: { name, value, ...rest }, quote }];
    }),
  );
}
