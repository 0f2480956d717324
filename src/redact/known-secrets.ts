/**
 * Values that the cluster itself keeps under a secret name: variables of a pod, keys of a ConfigMap, annotations, arguments. Where one
 * of them turns up elsewhere, in a log or an event, it is hidden there too, though nothing around it tells what it is.
 */
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
/** The beginning of one that was cut off. */
const BEGINNING = 8;

export class KnownSecrets {
  /** Value → the name it was kept under. */
  readonly #strong = new Map<string, string>();
  readonly #weak = new Map<string, Set<string>>();

  get size(): number {
    return this.#strong.size;
  }

  /** `json`: an answer of the API server. */
  learn(json: string): void {
    if (!json.startsWith('{') && !json.startsWith('[')) return;
    for (const pattern of [ENV, ENTRY, FLAG]) {
      for (const [, name = '', escaped = ''] of json.matchAll(pattern)) {
        if (secrecyOf(name) !== 'strong' || this.#strong.size >= MOST) continue;
        const value = unescaped(escaped)?.trim();
        if (value === undefined || isPlain(value) || value.includes('\n')) continue;
        if (value.length >= SHORTEST && looksRandom(value) && !isAlsoAName(value, json)) this.#strong.set(value, name);
        else if (value.length >= 4 && this.#weak.size < MOST) this.#weak.set(name, (this.#weak.get(name) ?? new Set()).add(value));
      }
    }
  }

  find(text: string): Span[] {
    const spans: Span[] = [];
    for (const [value, what] of this.#strong) {
      for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length)) spans.push({ start: at, end: at + value.length, what });
      spans.push(...cutOff(text, value, what));
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

/** An object, a field or a label has the same text: hiding it would hide what the report is about. */
function isAlsoAName(value: string, json: string): boolean {
  const quoted = JSON.stringify(value);
  for (let at = json.indexOf(quoted); at >= 0; at = json.indexOf(quoted, at + quoted.length)) {
    if (/"(?:name|namespace|secretName|claimName|key|image|app|app\.kubernetes\.io\/\w+)": ?$/.test(json.slice(Math.max(0, at - 48), at))) return true;
  }
  return false;
}

function cutOff(text: string, value: string, what: string): Span[] {
  if (value.length <= BEGINNING || !/…|\.\.\./.test(text)) return [];
  const spans: Span[] = [];
  const beginning = value.slice(0, BEGINNING);
  for (let at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + 1)) {
    let end = at + BEGINNING;
    while (end - at < value.length && text[end] === value[end - at]) end++;
    if (/^(?:…|\.\.\.)/.test(text.slice(end, end + 3))) spans.push({ start: at, end, what });
  }
  return spans;
}

const isInWord = (text: string, at: number, value: string) => /\w/.test(text[at - 1] ?? '') || /\w/.test(text[at + value.length] ?? '');
