/** One of the items of a list that a variable has, CURRENCIES=EUR,USD,XAU, which an error names: "no rate for XAU". */
import { escaped } from '../../escaped.ts';
import { only } from '../../only.ts';
import { fileOf, type Setting } from './settings.ts';
import { isCommon } from './value-named.ts';

export interface ItemNamed {
  setting: Setting;
  item: string;
  /** The list without it. */
  without: string;
}

/** Items of a list; a longer text is another kind of value. */
const MOST = 50;

/** host:9092, //host/path, user@host: what it cannot reach there is not to be left out. */
const ADDRESS = /:\d{2,5}$|\/\/|@/;

/** The only one; a word in small letters may be one of the sentence, unless it is quoted or the last. */
export function itemNamed(words: string, settings: readonly Setting[]): ItemNamed | undefined {
  return only(
    settings.flatMap((setting): ItemNamed[] => {
      const { name, value = '', written, place } = setting;
      if (name === undefined || fileOf(setting) !== undefined || place.kind === 'secret' || written !== value) return [];
      const items = value.split(',').map((item) => item.trim());
      if (items.length < 2 || items.length > MOST) return [];
      return items
        .filter((item) => /^[\w.:/@-]{2,60}$/.test(item) && !ADDRESS.test(item) && !isCommon(item) && isSpokenOf(item, words))
        .map((item) => ({ setting, item, without: items.filter((one) => one !== item).join(',') }));
    }),
  );
}

function isSpokenOf(item: string, words: string): boolean {
  const form = new RegExp(`(?<![\\w./-])(["'\`]?)${escaped(item)}(["'\`]?)(?![\\w/-]|\\.\\w)`);
  const found = form.exec(words);
  if (!found) return false;
  const isLast = /^\W*$/.test(words.slice(found.index + found[0].length));
  return /[^a-z]/.test(item) || isLast || (found[1] !== '' && found[1] === found[2]);
}
