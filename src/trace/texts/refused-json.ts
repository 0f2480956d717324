/** Which of the texts that a container is given are meant as JSON and are none; and what is wrong with them, as far as a repair is plain. */
import { jsonrepair } from 'jsonrepair';
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { Fact } from '../../logs/fact.ts';
import { variableNamed } from '../settings/setting-named.ts';
import { fileOf, type Setting, settingsOf } from '../settings/settings.ts';
import { isSaidOf } from './json-fault.ts';

/** The words of a parser that met a syntax error in JSON; not of one that read it, and wants other fields or types. */
export function isJsonSyntax({ phrase, quote }: Pick<Fact, 'phrase' | 'quote'>): boolean {
  return /json|jackson/.test(phrase) && !/cannot unmarshal|unknown field|UnrecognizedProperty|MismatchedInput|InvalidFormat/.test(quote);
}

/** Those that are no JSON, where the log names no file: undefined where it does, or speaks of something else. */
export function refusedSettings(
  fact: Fact<'config-malformed' | 'config-rejected'>,
  subject: Subject,
  evidence: Evidence,
): Setting[] | undefined {
  if (!isJsonSyntax(fact) || fact.fields.file) return undefined;
  const settings = settingsOf(subject, evidence);
  const { setting: reads, token } = fact.fields;
  // The variable that the failing line of code reads or the log names, or whose value the log shows, however that begins.
  const told = reads === undefined ? undefined : variableNamed(reads, settings);
  const read = settings.filter(
    ({ name, written = '""' }) =>
      name !== undefined &&
      (name === told?.name || (token !== undefined && written.trim() === token) || isShownBy(fact.quote, written.trim())) &&
      !parsesAsJson(written) &&
      !isAddress(written),
  );
  return read.length > 0 ? read : refusedAsJson(settings).filter(({ written }) => isSaidOf(fact.quote, written as string));
}

/** V8 shows the beginning of a text that it refuses at its first sign, the whole where it is short (src/execution/messages.cc). */
function isShownBy(quote: string, value: string): boolean {
  const [, beginning = '', more] = /^(?:\w{1,40}: )*Unexpected token '.', "(.{1,40})"(\.\.\.)? is not valid JSON/.exec(quote) ?? [];
  return beginning !== '' && (more ? value.startsWith(beginning) : value === beginning);
}

/** Of the file or the server that the text is read from. */
const isAddress = (value: string) => /^\s*(?:[a-z][a-z0-9+.-]{1,20}:\/\/|\.{0,2}\/)/i.test(value);

function refusedAsJson(settings: readonly Setting[]): Setting[] {
  return settings.filter((setting) => isMeantAsJson(setting) && !parsesAsJson(setting.written as string));
}

/** A file by its name, a variable or an argument by how it begins: an object, or a list that is no address such as [::]:8080. */
function isMeantAsJson(setting: Setting): boolean {
  const { written } = setting;
  if (written === undefined) return false;
  const path = fileOf(setting);
  if (path !== undefined) return /\.json$/i.test(path);
  return /^\s*(?:\{\s*["'}\w]|\[\s*(?:["'{[\]]|-?\d+\s*,))/.test(written) && !/^\[[\da-f:.]*\]/i.test(written);
}

export function parsesAsJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What YAML 1.1 and INI files call true and false. */
const WORDS: Readonly<Record<string, string>> = { yes: 'true', on: 'true', true: 'true', no: 'false', off: 'false', false: 'false' };

export interface RepairedJson {
  text: string;
  /** What the repair changes, for the sentence of a fix. */
  what: string;
}

/**
 * Undefined where the text ends within a value, since nobody knows what is lost, or no repair makes it JSON. A byte order mark, which our
 * reading shows as <U+FEFF>, is no part of JSON (RFC 8259 §8.1).
 */
export function repairedJson(text: string, words: string): RepairedJson | undefined {
  const bare = text.replace(/^(?:\uFEFF|<U\+FEFF>)/, '');
  if (/<U\+[0-9A-F]{4,6}>/.test(bare)) return undefined;
  if (/end of (?:JSON|input)|Unterminated string/i.test(words)) return closed(bare);
  const word = WORDS[bare.trim().toLowerCase()];
  if (word !== undefined) return { text: word, what: `${word} for ${bare.trim()}` };
  // A word alone may be meant as anything, and so may a=1,b=2.
  if (!/[\s{["':,]/.test(bare.trim()) || /^\s*\w[\w.-]*\s*[=,;]/.test(bare)) return undefined;
  if (bare !== text && parsesAsJson(bare)) return { text: bare, what: 'without the byte order mark at its start' };
  try {
    const repaired = jsonrepair(bare);
    if (!parsesAsJson(repaired)) return undefined;
    return { text: repaired, what: differenceOf(bare, repaired) };
  } catch {
    return undefined;
  }
}

/** Nothing but the last braces and brackets is missing, behind a value that is whole. */
function closed(text: string): RepairedJson | undefined {
  const open = text.replace(/"(?:[^"\\\n]|\\.)*"/g, '').match(/[{}[\]]/g) ?? [];
  const ends: string[] = [];
  for (const sign of open) {
    if (sign === '{' || sign === '[') ends.unshift(sign === '{' ? '}' : ']');
    else if (ends.shift() !== sign) return undefined;
  }
  const whole = `${text.trimEnd()}${text.includes('\n') ? '\n' : ''}${ends.join('')}\n`;
  return ends.length > 0 && /[}\]"]\s*$/.test(text) && parsesAsJson(whole)
    ? { text: whole, what: `with the ${ends.join('')} that is missing at its end; then see whether no more is lost` }
    : undefined;
}

/** The first line that differs, before and after. */
function differenceOf(before: string, after: string): string {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const at = old.findIndex((line, index) => line !== now[index]);
  const shown = (line = '') => line.trim().slice(0, 60);
  const line = old.length > 1 ? ` in line ${at + 1}` : '';
  if (at >= 0 && shown(now[at]) === '') return `without ${shown(old[at])}${line}`;
  return at < 0 ? 'with its end completed' : `${shown(now[at])} for ${shown(old[at])}${line}`;
}
