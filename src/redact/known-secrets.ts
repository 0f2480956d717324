/**
 * Secrets that the answers themselves give away: what is kept under a secret name (a variable of a pod, a key of a ConfigMap, an
 * annotation, an argument), and tokens in logs. Where one of them turns up elsewhere it is hidden there too, though nothing around it
 * tells what it is; and where a quote was cut in the middle of one.
 */
import { findAssignments } from './find-assignments.ts';
import { findLogins } from './find-logins.ts';
import { findPrivateKeys } from './find-private-keys.ts';
import { findTokens } from './find-tokens.ts';
import { isPlain, looksRandom } from './plain-value.ts';
import { secrecyOf } from './secret-name.ts';
import type { Span } from './span.ts';

/** An EnvVar as the API writes it; a key and its text; a flag and the argument behind it. On JSON, not on what it holds. */
const ENV = /"name": ?"([^"\\]{1,128})", ?"value": ?"((?:[^"\\]|\\.){1,4096})"/g;
const ENTRY = /"([^"\\]{0,64}(?:pass|pwd|secret|token|key|credential|auth)[^"\\]{0,64})": ?"((?:[^"\\]|\\.){1,4096})"/gi;
const FLAG = /"--?([\w-]{0,64}(?:pass|pwd|secret|token|key)[\w-]{0,64})(?:", ?"|=)((?:[^"\\]|\\.){1,4096})"/gi;
/** A shorter value is a word like any other. */
const SHORTEST = 8;
/** So many values, at most. */
const MOST = 500;
/** So much of a value is taken for the value. */
const BEGINNING = 10;
/** Longer answers are lists of hundreds of objects; a report quotes few of them, and is looked through itself. */
const LONGEST_SEARCHED = 2 * 1024 * 1024 + 64 * 1024;

export class KnownSecrets {
  /** Value → the name it was kept under. */
  readonly #strong = new Map<string, string>();
  /** Name → values that are words as well: they are hidden where the name stands before them. */
  readonly #weak = new Map<string, Set<string>>();

  /** `answer`: as kubectl gave it. */
  learn(answer: string): void {
    const isJson = /^\s*[{[]/.test(answer);
    if (isJson) this.#learnNamed(answer);
    if (answer.length > LONGEST_SEARCHED) return;
    // Of JSON, the texts in it: their line ends and quotes say where a value begins and ends.
    const text = isJson ? answer.replace(/\\n/g, '\n').replace(/\\"/g, '"') : answer;
    this.#learnFrom(text, [...findTokens(text), ...findPrivateKeys(text), ...findLogins(text), ...findAssignments(text)], answer);
    // A command's words are texts of their own there: ["mysqladmin", "-uroot", "-psecret"].
    const words = isJson ? answer.replace(/", ?"/g, ' ') : '';
    this.#learnFrom(words, findLogins(words), answer);
  }

  #learnFrom(text: string, spans: readonly Span[], answer: string): void {
    for (const { start, end, what } of spans) {
      const value = text.slice(start, end);
      if (value.length >= SHORTEST && looksRandom(value) && !isAlsoAName(value, answer)) this.#add(value, what);
    }
  }

  #learnNamed(json: string): void {
    for (const pattern of [ENV, ENTRY, FLAG]) {
      for (const [, name = '', escaped = ''] of json.matchAll(pattern)) {
        if (secrecyOf(name) !== 'strong') continue;
        const value = unescaped(escaped)?.trim();
        if (value === undefined || isPlain(value) || value.includes('\n')) continue;
        if (isUnusual(value) && !isAlsoAName(value, json)) this.#add(value, name);
        else if (value.length >= 4 && this.#weak.size < MOST) this.#weak.set(name, (this.#weak.get(name) ?? new Set()).add(value));
      }
    }
  }

  #add(value: string, what: string): void {
    if (this.#strong.size < MOST && !this.#strong.has(value)) this.#strong.set(value, what);
  }

  find(text: string): Span[] {
    const spans: Span[] = [];
    for (const [value, what] of this.#strong) {
      const beginning = value.slice(0, BEGINNING);
      for (let at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + beginning.length)) {
        let end = at + beginning.length;
        while (end - at < value.length && text[end] === value[end - at]) end++;
        spans.push({ start: at, end, what });
      }
    }
    for (const [name, values] of this.#weak) {
      const named = text.indexOf(name);
      if (named < 0) continue;
      for (const value of values) {
        for (let at = text.indexOf(value, named + name.length); at >= 0; at = text.indexOf(value, at + value.length)) {
          if (!isInWord(text, at, value)) spans.push({ start: at, end: at + value.length, what: name });
        }
      }
    }
    return spans;
  }
}

function unescaped(text: string): string | undefined {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return undefined;
  }
}

/** Nobody calls an object so: the names of objects have no capitals, and few have digits between letters. */
function isUnusual(value: string): boolean {
  return value.length >= SHORTEST && (looksRandom(value) || (/\d/.test(value) && /[A-Z]|[^A-Za-z\d._:/-]/.test(value)));
}

/** An object, a field or a label has the same text: hiding it would hide what the report is about. */
function isAlsoAName(value: string, json: string): boolean {
  const quoted = JSON.stringify(value);
  for (let at = json.indexOf(quoted); at >= 0; at = json.indexOf(quoted, at + quoted.length)) {
    if (/"(?:name|namespace|secretName|claimName|key|image|app|app\.kubernetes\.io\/\w+)": ?$/.test(json.slice(Math.max(0, at - 48), at)))
      return true;
  }
  return false;
}

const isInWord = (text: string, at: number, value: string) => /\w/.test(text[at - 1] ?? '') || /\w/.test(text[at + value.length] ?? '');
