/**
 * Every phrase, in the order of the tables, with what it is found by. The build puts the same list in the place of this module: worked out
 * beforehand, as that takes longer than to read a usual log, and without the samples, which prove the phrases.
 */

import type { Phrase } from './phrase.ts';
import { gramsOf } from './phrase-grams.ts';
import { TABLES } from './phrases/tables.ts';

export interface ListedPhrase extends Pick<Phrase, 'kind' | 'pattern' | 'each' | 'fields'> {
  /** `table/name`. */
  id: string;
  /** Of these one is in every line that matches (grams.ts); none: it is tried on every line. */
  grams: readonly number[];
}

export const PHRASES: readonly ListedPhrase[] = Object.entries(TABLES).flatMap(([table, phrases]) =>
  phrases.map(({ name, kind, pattern, each, fields }) => ({
    id: `${table}/${name}`,
    kind,
    pattern,
    ...(each && { each }),
    ...(fields && { fields }),
    grams: gramsOf(pattern),
  })),
);
