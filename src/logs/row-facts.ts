/** What was recognised in one row of a log. */
import { shortChain } from './chain.ts';
import { isConsequence } from './consequences.ts';
import type { Fact } from './fact.ts';
import { fieldsOf } from './fields.ts';
import { isFault, rankOf } from './kinds.ts';
import type { Found } from './phrase-index.ts';
import { tellingMembers } from './structure.ts';
import type { Row } from './traces/trace.ts';

/** A fact, the row it stands in, and for how many rows it goes on. */
export interface RowFact {
  fact: Fact;
  row: number;
  rows: number;
}

/** What was recognised, by the row in which it begins. */
export type FactsByRow = ReadonlyMap<number, readonly RowFact[]>;

const QUOTE = 300;
/** A line without its middle is shown without being cut again. */
const CUT = 220;

/** So much is kept of its beginning, and of what follows the words that are kept. */
const HEAD = 60;

/** A line that fits where proofs are shown; a longer one of JSON begins with what tells least. */
const SHORT = 200;

export function quoteOf(row: Row, words = ''): string {
  const text = row.text.trim();
  const at = text.length > QUOTE && !text.startsWith('{') ? text.indexOf(words) : -1;
  const end = Math.min(text.length, at + words.length + HEAD);
  // What says it, with what follows, stands at the end of a long chain of words.
  if (at >= 0 && end > QUOTE) {
    const start = Math.max(HEAD, Math.min(at, end - (CUT - HEAD)));
    const kept = text.slice(start, start + CUT - HEAD);
    return `${text.slice(0, HEAD).replace(/\s\S{0,20}$/, '')} … ${start < at ? kept.replace(/^\S{0,20} /, '') : kept}`;
  }
  return ((text.length > SHORT && text.startsWith('{') ? tellingMembers(text) : undefined) ?? text).slice(0, QUOTE);
}

/** Of the faults in one row the one that says most, completed by the others; and all that is no fault. */
export function factsOf(found: readonly Found[], rows: readonly Row[], at: number): RowFact[] {
  if (found.length === 0) return [];
  const row = rows[at] as Row;
  const facts = found.map((one): RowFact => {
    const fields = fieldsOf(one.groups, one.fields);
    return {
      fact: { kind: one.kind, fields, quote: quoteOf(row, longest(fields)), line: row.line, phrase: one.id } as Fact,
      row: at,
      rows: one.rows,
    };
  });
  const faults = facts.filter(({ fact }) => isFault(fact.kind));
  const best = bestOf(faults);
  const others = facts.filter(({ fact }, i) => !isFault(fact.kind) && facts.findIndex((one) => one.fact.kind === fact.kind) === i);
  return best ? [best, ...(isConsequence(row.said) ? [] : others)] : others;
}

/** What was recognised by the phrase itself, not given by it. */
const longest = (fields: object): string =>
  Object.values(fields).reduce<string>((most, one) => (typeof one === 'string' && one.length > most.length ? one : most), '');

const SHARED = ['host', 'port', 'ip'] as const;

/** Host and port that another phrase found in the same words. */
export function complete(fact: Fact, other: Fact): void {
  const to = fact.fields as Record<string, string>;
  const from = other.fields as Record<string, string>;
  if (fact === other) return;
  if (fact.kind === other.kind) {
    for (const [name, value] of Object.entries(from)) to[name] ??= value;
    return;
  }
  if (!('host' in from || 'port' in from)) return;
  if ('address' in to || 'path' in to || 'file' in to) return;
  if (to['host'] && from['host'] && to['host'] !== from['host']) return;
  for (const name of SHARED) if (from[name]) to[name] ??= from[name];
}

export function factsIn(block: { start: number; end: number }, found: FactsByRow): RowFact[] {
  const facts: RowFact[] = [];
  for (let row = block.start; row < block.end; row++) facts.push(...(found.get(row) ?? []));
  return facts;
}

/** That of the highest rank; of equals the first. */
export function mostTelling(facts: readonly RowFact[]): RowFact | undefined {
  let most: RowFact | undefined;
  for (const one of facts) if (!most || rankOf(one.fact.kind) > rankOf(most.fact.kind)) most = one;
  return most;
}

/** The same, completed by the others. */
export function bestOf(facts: readonly RowFact[]): RowFact | undefined {
  const best = mostTelling(facts);
  if (best) for (const { fact } of facts) complete(best.fact, fact);
  return best;
}

/** So much of a program's own words is kept. */
const MESSAGE = 300;

/** Blank lines may stand between. */
const AFTER_COLON = 3;

/** What ends in a colon is said in the next line that is not empty, if that goes on without a time or a level of its own. */
export function wordsFrom(rows: readonly Row[], at: number, phrase: string): Fact {
  const head = rows[at] as Row;
  const next = /:\s*$/.test(head.said) ? rows.slice(at + 1, at + 1 + AFTER_COLON).find(({ text }) => text.trim() !== '') : undefined;
  const goes = next && !next.stamped && next.level === undefined && !isConsequence(next.said) ? next : undefined;
  const words = `${head.said.trim()}${goes ? ` ${goes.said.trim()}` : ''}`;
  const told = shortChain(words, MESSAGE);
  return {
    kind: 'fatal-line',
    fields: { message: told },
    quote: quoteOf(goes ?? head, told === words ? '' : told.slice(told.indexOf('… ') + 2)),
    line: (goes ?? head).line,
    phrase,
  };
}

/** MongoDB says at level I that its key file may be read by others, and ends without another word (src/mongo/db/auth/security_key.cpp). */
export const isReasonOfMongo = (facts: readonly RowFact[]): boolean =>
  facts.some(({ fact }) => fact.kind === 'file-too-open' && fact.quote.includes('Read security file failed'));
