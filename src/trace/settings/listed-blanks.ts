/** Lists in variables and arguments with blanks beside their commas: a program that splits at commas alone takes those for parts of the items. */
import { escaped } from '../../escaped.ts';
import { only } from '../../only.ts';
import { fileOf, type Setting } from './settings.ts';

export interface ListedBlank {
  setting: Setting;
  /** The item without its blanks. */
  item: string;
  /** The whole list without them. */
  without: string;
}

/** Behind the level of a line a second blank is an alignment. */
const LEVEL = '(?:trace|debug|info|notice|warn(?:ing)?|err(?:or)?|crit(?:ical)?|severe|fatal|panic)';

/**
 * The item with a blank before it: within quotation marks, where no other blank stands ('provider_ paypal', ' kafka-1:9092'), or as a
 * second blank behind a word (lookup  kafka-1). What the words show of an address is its host.
 */
function isShownWithBlank(item: string, words: string): boolean {
  const shown = `${escaped(item.replace(/:\d{1,5}$/, ''))}(?![\\w-])`;
  // Behind a word it may be a name of two words: "TLS v1.1".
  const alone = new RegExp(`^(?:\\S*[^\\s\\w]|\\S*_)?\\s${shown}\\S*$`);
  const second = new RegExp(`(?<![\\w])(?!${LEVEL}\\b)[a-z]+ {2}${shown}`, 'i');
  return [...words.matchAll(/["'`]([^"'`]{1,200})["'`]/g)].some(([, token = '']) => alone.test(token)) || second.test(words);
}

export function listedBlank(words: string, settings: readonly Setting[]): ListedBlank | undefined {
  const found = settings.flatMap((setting): ListedBlank[] => {
    const { value, written } = setting;
    if (value === undefined || written !== value || value.includes('\n') || fileOf(setting) !== undefined) return [];
    const items = value.split(',');
    if (items.length > 100) return [];
    const item = items.slice(1).find((one) => /^\s\s*\S{2}/.test(one) && isShownWithBlank(one.trim(), words));
    return item === undefined ? [] : [{ setting, item: item.trim(), without: items.map((one) => one.trim()).join(',') }];
  });
  return only(found);
}
