/** What --fix adds to a report, as data: the first fix that the server does not refuse, and what it would change. */
import type { CallReport } from '../report.ts';

/** An object as the API gives it. */
export type Json = { [key: string]: unknown };

export interface Offer {
  /** In the order in which they were tried: those that were refused, then the one to make. */
  fixes: OfferedFix[];
  calls: CallReport[];
}

/**
 * accepted: by the server, in a dry run. refused: by the server, so it is no fix. forbidden: this user may not change the object; another
 * may. unchecked: the server was not asked, or did not answer.
 */
export type Outcome = 'accepted' | 'refused' | 'forbidden' | 'unchecked';

export interface OfferedFix {
  text: string;
  command: string;
  outcome: Outcome;
  /** Why it is not accepted. */
  reason?: string;
  changes: Change[];
}

/** What one step of a fix does to one object. */
export interface Change {
  /** deployment.apps/web */
  object: string;
  namespace?: string;
  /** Without what the server itself keeps; `before` is absent where the object is made. Neither is there for a Secret. */
  before?: Json;
  after?: Json;
  patch?: Patch;
  /** The command that takes it back. */
  undo?: string;
}

export interface Patch {
  type: 'strategic' | 'merge' | 'json';
  body: unknown;
}
