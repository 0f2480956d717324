/**
 * The one place where text from the cluster and from kubectl is made harmless, before anything else sees it.
 *
 * - Line ends become \n: CRLF, and the lone CR with which a progress bar overwrites its line (each state is a line then). Right
 *   before a colon or a quotation mark a CR stands in a name or value that a text with CRLF gave: it is shown as \r there.
 * - Whole escape sequences go (ECMA-48: CSI, the strings OSC DCS APC PM SOS, and the short ones), ended or not. Of a string
 *   without an end only the opening goes, so that nobody hides text behind it.
 * - NUL goes: logs in UTF-16, and the holes that a truncated log file leaves, become readable.
 * - What else is invisible or turns text around stays visible, as less(1) shows it: <U+202E>, <U+0007 x3>. These are the other control
 *   characters of C0 and C1, DEL, bidi and zero-width characters, BOM, tags, U+2028, U+2029, and lone surrogates.
 *
 * What comes in may be 2 MiB of malice: every step is linear. And it may be JSON: what is put in needs no escape there.
 */
import { parseBounded } from './json-bounds.ts';

/** Everything that is not left as it is. The `u` flag makes \p{Surrogate} match the lone ones alone. */
const INVISIBLE =
  '\\u0001-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\u{e0000}-\\u{e0fff}\\p{Surrogate}';
const SUSPICIOUS = new RegExp(`[\\0\\r${INVISIBLE}]`, 'u');
const TO_SHOW = new RegExp(`[${INVISIBLE}]+`, 'gu');
/**
 * The bodies exclude ESC, so no character is looked at by two tries: linear. Lengths: no terminal takes a longer
 * parameter; the longest string in use, a hyperlink, is bounded by 2083 in VTE (its specification of OSC 8).
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what it is about
const SEQUENCE = /\x1b(?:\[[0-?]{0,64}[ -/]{0,16}[@-~]?|[\]PX^_](?:[^\x07\x1b\x9c\n]{0,4096}(?:\x07|\x9c|\x1b\\))?|[ -/]{0,16}[0-~]?)/g;
const NUL = /\0+/g;
const RETURNS = /\r+([\n:'"’`])?/g;

/** Text that can be shown, matched and stored. Cleaning twice changes nothing. */
export function clean(text: string): string {
  if (!SUSPICIOUS.test(text)) return text;
  return text
    .replace(SEQUENCE, '')
    .replace(NUL, '')
    .replace(RETURNS, (_, next: string | undefined) => (next === undefined || next === '\n' ? '\n' : `\\r${next}`))
    .replace(TO_SHOW, shown);
}

/** Different ones in a row that are shown; more of them are no text. */
const IN_A_ROW = 16;

/** Each with its code, the same ones counted: a flood of them must not grow eightfold. */
function shown(row: string): string {
  const names: string[] = [];
  let left = row;
  while (left && names.length < IN_A_ROW) {
    const code = left.codePointAt(0) ?? 0;
    const character = String.fromCodePoint(code);
    let end = character.length;
    while (left.startsWith(character, end)) end += character.length;
    const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
    names.push(end === character.length ? `<${name}>` : `<${name} x${end / character.length}>`);
    left = left.slice(end);
  }
  return left ? `${names.join('')}<and ${left.length} more>` : names.join('');
}

/** An escape of JSON that may stand for a character to be cleaned; \u003c, \u003e and \u0026 are Go's escapes of < > &. */
const ESCAPE = /\\(?:[bfr]|u(?!00(?:3[ceCE]|26|0[9aA])))/;

/** Whether a value parsed from this JSON could hold anything for `cleanDeep`. */
export function needsCleaning(json: string): boolean {
  return ESCAPE.test(json) || SUSPICIOUS.test(json);
}

/** The keys of an object whose texts had CRLF: a shell, or the kernel behind #!, takes the carriage return for a part of the line. */
const hadCrlf = new WeakMap<object, Set<string>>();

/** Did the lines of this text end with CRLF, before it was cleaned? */
export const hadWindowsLineEnds = (holder: object | undefined, key: string): boolean =>
  holder !== undefined && (hadCrlf.get(holder)?.has(key) ?? false);

/** Cleans every string and every key of a value that was parsed from JSON, in place; however deep it is. */
export function cleanDeep<T>(value: T): T {
  const top: { value: unknown } = { value };
  const left: object[] = [top];
  for (let next = left.pop(); next; next = left.pop()) {
    const holder = next as Record<string, unknown>;
    for (const key of Object.keys(holder)) {
      const inner = holder[key];
      const cleaned = typeof inner === 'string' ? clean(inner) : inner;
      const name = Array.isArray(holder) ? key : clean(key);
      if (typeof inner === 'string' && inner.includes('\r\n')) hadCrlf.set(holder, (hadCrlf.get(holder) ?? new Set()).add(name));
      if (name !== key) delete holder[key];
      // Not an assignment: a key may be __proto__.
      if (name !== key || cleaned !== inner) {
        Object.defineProperty(holder, name, { value: cleaned, enumerable: true, writable: true, configurable: true });
      }
      if (typeof cleaned === 'object' && cleaned !== null) left.push(cleaned);
    }
  }
  return top.value as T;
}

/** JSON that somebody else has written, within bounds and cleaned; undefined for what is none. */
export function parseCleaned(json: string): unknown {
  try {
    const value = parseBounded(json);
    return needsCleaning(json) ? cleanDeep(value) : value;
  } catch {
    return undefined;
  }
}
