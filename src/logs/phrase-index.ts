/** Finds the phrases that a line says, without trying every one of them: each is found by four letters of a word it needs. */
import type { FactKind } from './fact.ts';
import { literalsOf } from './literals.ts';
import type { Phrase } from './phrase.ts';

export interface Found {
  phrase: Phrase;
  /** `table/name`. */
  id: string;
  kind: FactKind;
  groups: Record<string, string | undefined>;
  /** How many lines the match goes on for; 1 but for phrases of several lines. */
  rows: number;
}

interface Entry {
  phrase: Phrase;
  id: string;
  rank: number;
}

/** Letters that are rare in English tell more. */
const COMMON = ' etaoinsrhldcumfpgwybvkxjqz';
const commonness = (gram: string): number => {
  let sum = 0;
  for (const char of gram) {
    const at = COMMON.indexOf(char);
    sum += at < 0 ? 2 : 28 - at;
  }
  return sum;
};

/** Small and capital letters alike; two other signs may fall together, which only costs a try. */
const fold = (code: number): number => (code | 32) & 127;
const keyOf = (gram: string): number => [...gram].reduce((key, char) => ((key << 7) | fold(char.charCodeAt(0))) & 0xfffffff, 0);

const SIEVE = 1 << 16;
const slotOf = (key: number): number => (key ^ (key >>> 12)) & (SIEVE - 1);
/** Repeated lines are answered from memory; kept small. */
const REMEMBERED = 2000;

export class PhraseIndex {
  readonly #byGram = new Map<number, Entry[]>();
  readonly #sieve = new Uint8Array(SIEVE);
  /** Phrases without a word of four letters: tried on every line. */
  readonly always: Entry[] = [];
  readonly #seen = new Map<string, Found[]>();

  constructor(tables: Readonly<Record<string, readonly Phrase[]>>) {
    let rank = 0;
    for (const [table, phrases] of Object.entries(tables)) {
      for (const phrase of phrases) this.#add({ phrase, id: `${table}/${phrase.name}`, rank: rank++ });
    }
  }

  #add(entry: Entry): void {
    const words = literalsOf(entry.phrase.pattern);
    if (!words || words.some((word) => word.length < 4)) {
      this.always.push(entry);
      return;
    }
    for (const word of words) {
      const grams = Array.from({ length: word.length - 3 }, (_, i) => word.slice(i, i + 4).toLowerCase());
      const rarest = grams.reduce((best, gram) => (commonness(gram) < commonness(best) ? gram : best));
      const key = keyOf(rarest);
      const entries = this.#byGram.get(key);
      if (entries) {
        if (!entries.includes(entry)) entries.push(entry);
      } else this.#byGram.set(key, [entry]);
      this.#sieve[slotOf(key)] = 1;
    }
  }

  /** In the order of the tables. `window`: the line and the ones after it, for phrases of several lines. */
  find(said: string, window: () => string): Found[] {
    const known = this.#seen.get(said);
    if (known) return known;
    const { found, isLocal } = this.#find(said, window);
    if (isLocal) {
      if (this.#seen.size >= REMEMBERED) this.#seen.clear();
      this.#seen.set(said, found);
    }
    return found;
  }

  #find(said: string, window: () => string): { found: Found[]; isLocal: boolean } {
    const candidates = new Set<Entry>(this.always);
    let key = 0;
    for (let i = 0; i < said.length; i++) {
      key = ((key << 7) | fold(said.charCodeAt(i))) & 0xfffffff;
      if (i < 3 || this.#sieve[slotOf(key)] === 0) continue;
      const entries = this.#byGram.get(key);
      if (entries) for (const entry of entries) candidates.add(entry);
    }
    const found: (Found & { rank: number })[] = [];
    let isLocal = true;
    for (const { phrase, id, rank } of candidates) {
      if (phrase.pattern.multiline) isLocal = false;
      const match = phrase.pattern.exec(phrase.pattern.multiline ? window() : said);
      // A phrase of several lines begins in this one.
      if (!match || (phrase.pattern.multiline && match.index > said.length)) continue;
      found.push({ phrase, id, rank, kind: phrase.kind, groups: match.groups ?? {}, rows: match[0].split('\n').length });
    }
    return { found: found.sort((a, b) => a.rank - b.rank), isLocal };
  }
}
