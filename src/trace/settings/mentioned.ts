/**
 * What a program's last words speak of, among what it was told from outside: a file that a ConfigMap mounts, a variable by its name, or a
 * value. It says where that stands, not that it is wrong.
 */
import { escaped } from '../../escaped.ts';
import { lastName } from '../../kube/folder.ts';
import { only } from '../../only.ts';
import { type EntryNamed, entryNamed } from '../texts/entry-named.ts';
import { chosenInLog } from './chosen-in-log.ts';
import { itemNamed } from './item-named.ts';
import { fileOf, type Setting } from './settings.ts';
import { unsaidNumber } from './unsaid-number.ts';
import { isCode, isCommon, numberNamed, type ValueNamed, valueNamed } from './value-named.ts';
import { versionNamed } from './version-named.ts';

export interface Mention {
  setting: Setting;
  /** The word of the log. */
  word: string;
  /** Of a file: the line that has it, 0-based; undefined where the log speaks of the file as a whole. */
  line: number | undefined;
  /** Whose whole value it is: of the setting, or of this key in that line of it. */
  whole?: { key: string | undefined };
  /** Of a list: what it is without that word. */
  without?: string;
  /** Of a file: the entry that is spoken of by its path. */
  entry?: EntryNamed;
}

/** Words between quotation marks, of no more than a line. */
const QUOTED = /(?:'([^'\n]{3,120})'|"([^"\n]{3,120})"|`([^`\n]{3,120})`|“([^”\n]{3,120})”|«\s?([^»\n]{3,120}?)\s?»)/g;
/** What nobody writes in a sentence: with a digit, a slash, a dot, an underscore or a hyphen inside. */
const TECHNICAL = /[A-Za-z0-9/][\w./:@%+-]{3,120}[A-Za-z0-9]/g;
const isTechnical = (word: string) => (/[A-Za-z]/.test(word) || DATE.test(word)) && /[\d_./:@-]/.test(word) && word.length >= 5;
/** A day, as a license or a key has one at which it ends. */
const DATE = /^\d{4}-\d\d-\d\d$/;
/** Names of the program's own code: thread "main", module 'redis' has no attribute …, 'str' object is not …, from 'redis' (/app/redis.py); and the server that libpq names before what that says. */
const OF_CODE =
  /\bin thread "[\w -]+"|\bmodule '\w+'(?= has no attribute )|'\w+'(?= object (?:has|is|does|cannot) )|\bfrom '[\w.]+'(?= \()|\bconnection to server at "[^"]{1,250}"/g;
/** A variable's name; a shorter one is a word that is shouted. */
const NAME = /(?<![\w$.-])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![\w-])|(?<![\w$.-])[A-Z]{4,}(?![\w-])/g;

/**
 * The first that one setting has alone, and once, so that the log can be about no other: a whole value, a file by its path, a variable by
 * its name, a quoted word, a word that is no everyday one, a number.
 */
export function mentionedIn(said: string, settings: readonly Setting[]): Mention | undefined {
  const words = said.replace(OF_CODE, '…').replace(/\bprocess\.env\??\./g, '');
  return (
    wholeValue(versionNamed(words, settings)) ??
    wholeValue(valueNamed(words, settings)) ??
    fileIn(words, settings) ??
    entryIn(words, settings) ??
    variableIn(words, settings) ??
    valueIn(words, settings) ??
    inList(words, settings) ??
    wholeValue(numberNamed(words, settings)) ??
    wholeValue(unsaidNumber(words, settings))
  );
}

/** The only file that has, or should have, the entry. */
function entryIn(words: string, settings: readonly Setting[]): Mention | undefined {
  return only(settings.flatMap((setting) => entryOf(words, setting) ?? []));
}

function entryOf(words: string, setting: Setting): Mention | undefined {
  const path = fileOf(setting);
  if (path === undefined || !/\.(?:ya?ml|json)$/.test(path) || setting.written === undefined) return undefined;
  const entry = entryNamed(words, setting.written);
  return entry && { setting, word: path, line: entry.line - 1, entry };
}

function wholeValue(found: ValueNamed | undefined): Mention | undefined {
  if (!found) return undefined;
  const { setting, value, inFile } = found;
  return { setting, word: value, line: inFile && inFile.line - 1, whole: { key: inFile?.key } };
}

function inList(words: string, settings: readonly Setting[]): Mention | undefined {
  const found = itemNamed(words, settings);
  return found && { setting: found.setting, word: found.item, line: undefined, without: found.without };
}

/** "mode is maintenance", of MODE: less than what the program's own code says. */
export function mentionedByName(words: string, settings: readonly Setting[]): Mention | undefined {
  const { setting } = chosenInLog({ lines: words.split('\n') }, settings) ?? {};
  return setting && { setting, word: setting.value, line: undefined, whole: { key: undefined } };
}

function fileIn(words: string, settings: readonly Setting[]): Mention | undefined {
  for (const setting of settings) {
    if (setting.place.kind !== 'configmap' || setting.place.path === undefined) continue;
    const { path } = setting.place;
    const at = [path, lastName(path)]
      .filter((word) => word === path || (/\w\.\w/.test(word) && word.length >= 6 && !isNamedTwice(word, settings)))
      .map((word) => ({ word, from: words.search(new RegExp(`(?<![\\w-])${escaped(word)}(?![\\w-]|\\.\\w)`)) }))
      .find(({ from }) => from >= 0);
    if (!at) continue;
    const after = words.slice(at.from + at.word.length);
    const number = /^(?::(\d{1,6})\b|["')\]]?,? (?:at |on )?line (\d{1,6})\b|\((\d{1,6})[,)])/.exec(after)?.slice(1).find(Boolean);
    const read = number ?? READ_UNTIL.exec(words)?.[1];
    const line = read === undefined ? undefined : Number(read) - 1;
    const entry = line === undefined ? entryOf(words, setting) : undefined;
    if (entry) return entry;
    return { setting, word: path, line: setting.written?.split('\n')[line ?? -1]?.trim() ? line : undefined };
  }
  return undefined;
}

/** Perl tells which line of its input it has read (perldoc -f die). */
const READ_UNTIL = /, <\$?(?!STDIN)\w{1,60}> line (\d{1,6})\.$/m;

const isNamedTwice = (file: string, settings: readonly Setting[]) =>
  settings.filter((setting) => fileOf(setting)?.endsWith(`/${file}`)).length > 1;

function variableIn(words: string, settings: readonly Setting[]): Mention | undefined {
  for (const [word] of words.matchAll(NAME)) {
    const setting = settings.find(({ name }) => name === word);
    if (setting) return { setting, word, line: undefined };
  }
  return undefined;
}

function valueIn(words: string, settings: readonly Setting[]): Mention | undefined {
  const quoted = [...words.matchAll(QUOTED)].map((match) => match.slice(1).find((one) => one !== undefined) as string);
  const technical = [...words.matchAll(TECHNICAL)].map(([word]) => word).filter(isTechnical);
  for (const word of new Set([...quoted, ...technical].filter((one) => !isCommon(one)))) {
    const holders = settings.flatMap((setting) => holding(word, setting) ?? []);
    if (holders.length === 1) return holders[0];
  }
  return undefined;
}

function holding(word: string, setting: Setting): Mention[] | undefined {
  const { place, value, name, written } = setting;
  if (value === undefined || place.kind === 'argument') return undefined;
  const path = fileOf(setting);
  if (path === undefined) return name !== undefined && value.trim() === word ? [{ setting, word, line: undefined }] : undefined;
  // A program has its own words in its text.
  if (!written?.includes(word) || isCode(path)) return undefined;
  const form = new RegExp(`(?<![\\w.-])${escaped(word)}(?![\\w-]|\\.\\w)`);
  return (written ?? '')
    .split('\n')
    .flatMap((text, line) => (form.test(text) && !/^\s*(?:#|;|\/\/)/.test(text) ? [{ setting, word, line }] : []));
}
