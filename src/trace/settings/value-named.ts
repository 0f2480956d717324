/** The setting whose value an error's words name, where no phrase says what is wrong with it. */
import { only } from '../../only.ts';
import { entriesWith } from '../texts/entries.ts';
import { fileOf, type Setting } from './settings.ts';

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
export function holderOfValue(value: string, settings: readonly Setting[]): ValueNamed | undefined {
  const found = settings.flatMap((setting): ValueNamed[] => {
    const { place, value: text } = setting;
    if (text === undefined || place.kind === 'secret') return [];
    const path = fileOf(setting);
    if (path !== undefined)
      return isCode(path) ? (path.endsWith('.py') ? inFile(value, setting).filter(isSetting) : []) : inFile(value, setting);
    const is = place.kind === 'argument' ? text === value || text.endsWith(`=${value}`) : text.trim() === value;
    return is ? [{ setting, value, inFile: undefined }] : [];
  });
  return only(found);
}

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
    const [, key, rest = ''] = /^\s*(?:-\s+)?["']?([\w.-]{1,100})["']?\s*[:=]\s*(.*)$/.exec(line) ?? [];
    const bare = rest.replace(/[\s,;]+$/, '').replace(/^(["'])(.*)\1$/, '$2');
    return key !== undefined && bare === value ? [at(index + 1, key)] : [];
  });
}
