/** A phrase: a sentence that a known program writes, as data. The tables stand in phrases/. */
import type { FactKind } from './fact.ts';

export interface Phrase<K extends FactKind = FactKind> {
  /** Unique within its table; kebab-case. */
  name: string;
  kind: K;
  /**
   * Linear in time, matched line by line (each at most 2,000 characters), or over a block with `multiline`. Named groups become the
   * fact's fields.
   */
  pattern: RegExp;
  /** Global, over the same text: each match's group `name` but the first goes into the field `more`, for programs that list all at once. */
  each?: RegExp;
  /** Fields that the pattern cannot name. */
  fields?: Record<string, string>;
  /** A real text that must match, and where it is from: "case:NAME" (a recorded log has it), "run:PROGRAM VERSION", or "repository:path". */
  sample: string;
  source: string;
  /** The same kind of line that must not match. */
  nearMiss: string;
}
