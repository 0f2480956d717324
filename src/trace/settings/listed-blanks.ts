/** Lists in variables and arguments with blanks beside their signs: a program that splits at the signs alone takes those for parts of the items. */
import { escaped } from '../../escaped.ts';
import { only } from '../../only.ts';
import { fileOf, type Setting } from './settings.ts';

export interface ListedBlank {
  setting: Setting;
  /** The item without its blanks. */
  item: string;
  side: 'before' | 'behind';
  /** The whole list without them. */
  without: string;
}

/** Behind the level of a line a second blank is an alignment. */
const LEVEL = '(?:trace|debug|info|notice|log|warn(?:ing)?|err(?:or)?|crit(?:ical)?|severe|fatal|panic|detail|hint|context|statement)';

/**
 * The item with a blank before it: within quotation marks, where no other blank stands ('provider_ paypal', ' kafka-1:9092'), or as a
 * second blank behind a word (lookup  kafka-1), or behind a colon, where it is all that follows. What the words show of an address is
 * mostly its host.
 */
function isShownWithBlank(item: string, words: string): boolean {
  const shown = `${escaped(item.replace(/:\d{1,5}$/, ''))}(?![\\w-])`;
  // Behind a word it may be a name of two words: "TLS v1.1".
  const alone = new RegExp(`^(?:\\S*[^\\s\\w]|\\S*_)?\\s${shown}\\S*$`);
  const second = new RegExp(`(?<![\\w])(?!${LEVEL}\\b)[a-z]+ {2}${shown}|(?<![\\w.])(?!${LEVEL}\\b)[a-z.]+: {2}${escaped(item)}$`, 'im');
  return quoted(words).some((token) => alone.test(token)) || second.test(words);
}

const quoted = (words: string) => [...words.matchAll(/["'`]([^"'`]{1,200})["'`]/g)].map(([, token = '']) => token);

/** One item, and the side of its blank. */
function blankItem(items: readonly string[], words: string): Pick<ListedBlank, 'item' | 'side'> | undefined {
  const before = items.slice(1).find((one) => /^\s\s*\S{2}/.test(one) && isShownWithBlank(one.trim(), words));
  if (before !== undefined) return { item: before.trim(), side: 'before' };
  const behind = items.slice(0, -1).find((one) => /\S{2}\s$/.test(one) && quoted(words).includes(one.trimStart()));
  return behind === undefined ? undefined : { item: behind.trim(), side: 'behind' };
}

export function listedBlank(words: string, settings: readonly Setting[]): ListedBlank | undefined {
  const found = settings.flatMap((setting): ListedBlank[] => {
    const { value, written } = setting;
    if (value === undefined || written !== value || value.includes('\n') || fileOf(setting) !== undefined) return [];
    const sign = value.includes(',') ? ',' : ';';
    const items = value.split(sign);
    const blank = items.length > 100 ? undefined : blankItem(items, words);
    return blank ? [{ setting, ...blank, without: items.map((one) => one.trim()).join(sign) }] : [];
  });
  return only(found);
}
