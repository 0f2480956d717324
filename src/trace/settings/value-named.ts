/** The setting whose value an error's words name, where no phrase says what is wrong with it. */
import { only } from '../../only.ts';
import { configLine } from '../texts/config-line.ts';
import { entriesWith } from '../texts/entries.ts';
import { fileOf, type Setting } from './settings.ts';
import { underscored } from './variables.ts';

export interface ValueNamed {
  setting: Setting;
  value: string;
  /** Of a file, the key that has it there, and its line, from 1. */
  inFile: { key: string; line: number; text: string } | undefined;
}

/** What stands within quotation marks, and what follows the last colon and blank of a line. */
function wordsNamed(message: string): string[] {
  const quoted = [...message.matchAll(/(?<![\w])["'`‘“]([^"'`’”\n]{2,200})["'`’”](?![\w])/g)].map(([, word]) => word as string);
  const last = message.split('\n').map((line) => line.slice(line.lastIndexOf(': ') + 2).trim());
  return [...new Set([...quoted, ...last])].filter((word) => word.length > 1 && !isCommon(word));
}

/** Words that settings have and errors name without being about them. */
const COMMON = /^(?:true|false|null|none|undefined|utf-?8|ascii|production|development|localhost|\d{1,2}|\.{0,2}\/)$/i;
export const isCommon = (word: string): boolean => COMMON.test(word);

const CODE = /\.(?:py|m?js|cjs|ts|sh|bash|rb|pl|php|java|kts?|groovy|go|lua|sql|tmpl|tpl|template|html)$/;

/** Programs and templates in ConfigMaps are no settings. */
export const isCode = (path: string): boolean => CODE.test(path);

export function valueNamed(message: string, settings: readonly Setting[]): ValueNamed | undefined {
  for (const value of wordsNamed(message)) {
    const one = holderOfValue(value, settings);
    if (one) return one;
  }
  return undefined;
}

/** The only setting, or line of a file, whose whole value it is. */
export const holderOfValue = (value: string, settings: readonly Setting[]): ValueNamed | undefined => only(holdersOf(value, settings));

/** Every setting, and line of a file, whose whole value it is. */
function holdersOf(value: string, settings: readonly Setting[]): ValueNamed[] {
  return settings.flatMap((setting): ValueNamed[] => {
    const { place, value: text } = setting;
    if (text === undefined || place.kind === 'secret') return [];
    const path = fileOf(setting);
    if (path !== undefined)
      return isCode(path) ? (path.endsWith('.py') ? inFile(value, setting).filter(isSetting) : []) : inFile(value, setting);
    const is = place.kind === 'argument' ? text === value || text.endsWith(`=${value}`) : text.trim() === value;
    return is ? [{ setting, value, inFile: undefined }] : [];
  });
}

const NUMBER = /(?<![\w.:/-])-?\d{1,18}(?:\.\d{1,9})?(?![\w:/-]|\.\d)/g;

/**
 * A number says nothing by itself: the setting that has it as its value, and whose name the words hold, more of it than of any other's. Not
 * a port, which two programs share.
 */
export function numberNamed(message: string, settings: readonly Setting[]): ValueNamed | undefined {
  for (const [value] of message.matchAll(NUMBER)) {
    const found = holdersOf(value, settings).map((one) => ({
      one,
      shared: sharedWords(one.inFile?.key ?? one.setting.name ?? '', message),
    }));
    const most = Math.max(0, ...found.map(({ shared }) => shared));
    const best = most > 0 ? only(found.filter(({ shared }) => shared === most))?.one : undefined;
    if (best && !(/port/i.test(best.inFile?.key ?? best.setting.name ?? '') && isPort(value))) return best;
  }
  return undefined;
}

const isPort = (value: string) => Number(value) > 0 && Number(value) < 65536;

/** Of BATCH_SIZE, batch-size or batchSize how many words are in a text: "batch size" has both. */
export const sharedWords = (name: string, text: string): number =>
  underscored(name)
    .split(/[^A-Za-z]+/)
    .filter((word) => word.length > 2 && new RegExp(`(?<![A-Za-z])${word.replace(/s$/i, '')}`, 'i').test(text)).length;

/** A Python file may be one of settings, such as gunicorn's: a name that is given a text, outside of any function. */
const isSetting = ({ setting, inFile }: ValueNamed) =>
  /^[A-Za-z_]\w*\s*=\s*["']/.test(setting.value?.split('\n')[(inFile?.line ?? 0) - 1] ?? '');

/** A line such as zone=Europe/Berlin, or an entry of JSON or YAML such as { "zone": "Europe/Berlin" }, whose whole value it is. */
function inFile(value: string, setting: Setting): ValueNamed[] {
  const text = setting.value as string;
  const lines = text.split('\n');
  const at = (line: number, key: string) => ({ setting, value, inFile: { key, line, text: (lines[line - 1] ?? '').trim() } });
  const path = fileOf(setting) ?? '';
  if (/\.(?:ya?ml|json)$/.test(path)) {
    const found = entriesWith(value, text, path);
    if (found.length > 0) return found.map(({ path: names, start }) => at(text.slice(0, start).split('\n').length, names.at(-1) as string));
  }
  return lines.flatMap((line, index) => {
    const found = configLine(line);
    return found?.value === value ? [at(index + 1, found.key)] : [];
  });
}
