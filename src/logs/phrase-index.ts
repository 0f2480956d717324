/** Finds the phrases that a line says, without trying every one of them: each is found by four letters of a word it needs. */
import type { FactKind } from './fact.ts';
import { next } from './grams.ts';
import type { ListedPhrase } from './phrase-list.ts';

export interface Found {
  id: string;
  kind: FactKind;
  groups: Record<string, string | undefined>;
  /** Those that the pattern cannot name. */
  fields: Record<string, string> | undefined;
  /** How many lines the match goes on for; 1 but for phrases of several lines. */
  rows: number;
}

interface Entry extends ListedPhrase {
  rank: number;
}

const SIEVE = 1 << 16;
const slotOf = (gram: number): number => (gram ^ (gram >>> 12)) & (SIEVE - 1);
/** Repeated lines are answered from memory; kept small. */
const REMEMBERED = 2000;

/** The other names that a program lists with the first. */
function moreOf(each: RegExp, text: string, match: RegExpExecArray): { more?: string } {
  const names = [...text.slice(match.index).matchAll(each)].map(({ groups }) => groups?.['name'] ?? '');
  const others = [...new Set(names)].filter((name) => name !== '' && name !== (match.groups?.['name'] ?? match.groups?.['name2']));
  return others.length === 0 ? {} : { more: others.join(', ') };
}

export class PhraseIndex {
  readonly #byGram = new Map<number, Entry[]>();
  readonly #sieve = new Uint8Array(SIEVE);
  /** Phrases without a word of four letters: tried on every line. */
  readonly always: Entry[] = [];
  readonly #seen = new Map<string, Found[]>();

  constructor(phrases: readonly ListedPhrase[]) {
    for (const [rank, phrase] of phrases.entries()) {
      const entry = { ...phrase, rank };
      if (entry.grams.length === 0) this.always.push(entry);
      for (const gram of entry.grams) {
        const entries = this.#byGram.get(gram);
        if (entries) entries.push(entry);
        else this.#byGram.set(gram, [entry]);
        this.#sieve[slotOf(gram)] = 1;
      }
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
    let gram = 0;
    for (let i = 0; i < said.length; i++) {
      gram = next(gram, said.charCodeAt(i));
      if (i < 3 || this.#sieve[slotOf(gram)] === 0) continue;
      const entries = this.#byGram.get(gram);
      if (entries) for (const entry of entries) candidates.add(entry);
    }
    const found: (Found & { rank: number })[] = [];
    let isLocal = true;
    for (const { id, kind, pattern, each, fields, rank } of candidates) {
      if (pattern.multiline) isLocal = false;
      const text = pattern.multiline ? window() : said;
      const match = pattern.exec(text);
      // A phrase of several lines begins in this one.
      if (!match || (pattern.multiline && match.index > said.length)) continue;
      const groups = each ? { ...match.groups, ...moreOf(each, text, match) } : (match.groups ?? {});
      found.push({ id, kind, groups, fields, rank, rows: match[0].split('\n').length });
    }
    return { found: found.sort((a, b) => a.rank - b.rank), isLocal };
  }
}
