/** What a client met with each time that it tried, before it gave up. */
import type { Block } from './blocks.ts';
import { isWatcher } from './consequences.ts';
import type { Fact } from './fact.ts';
import { isNetwork, isSpecific } from './kinds.ts';
import { bestOf, type FactsByRow, factsIn } from './row-facts.ts';
import type { Row } from './traces/trace.ts';

export interface Retry {
  fact: Fact;
  row: number;
  length: number;
}

/** A client that gives up has told before, as a warning or without a level, what it met with at each attempt. */
export function retryOf(rows: readonly Row[], block: Block, found: FactsByRow, level = block.level): Retry | undefined {
  const { text, said } = rows[block.start] as Row;
  if (!(level === 'warn' || (level === undefined && AGAIN.test(text))) || isWatcher(said)) return undefined;
  const best = bestOf(factsIn(block, found).filter(({ fact }) => isNetwork(fact.kind) && isSpecific(fact.kind)));
  return best && { fact: best.fact, row: best.row, length: best.rows };
}

/** Right before it says that something could not be done it has met with faults of the network again and again, and told so as a warning. */
export function hasRetried(message: string, rows: readonly Row[], before: readonly Block[], found: FactsByRow): boolean {
  if (!IN_VAIN.test(message)) return false;
  const attempts = before.filter((block) => (rows[block.start] as Row).text.trim() !== '').slice(-ATTEMPTS);
  const [first, ...others] = attempts.map((block) => told(rows[block.start] as Row));
  const isSame = !OWN_DEED.test(message) && others.every((words) => words === first);
  return (
    attempts.length === ATTEMPTS &&
    attempts.every((block) => (isSame || AGAIN.test((rows[block.start] as Row).text)) && retryOf(rows, block, found) !== undefined)
  );
}

/** The same words, but for a number: they are said at each attempt. */
const told = ({ said }: Row) => said.replace(/\d+/g, '#');

/** What it could not do by itself, whatever else was not to be reached. */
const OWN_DEED = /\b(?:could not|couldn't|cannot|can't|unable to|failed to) (?:read|write|parse|decode|open|unpack|validate)\b/i;

const ATTEMPTS = 2;
/** Without such a word it may be about something that the program does without. */
const AGAIN = /\b(?:attempts?|retr(?:y|ies|ying)|tr(?:y|ies|ying)|again|\d+ ?(?:\/|of) ?\d+)\b/i;
/** What ends for want of the attempts' success says that something was not found or not done. */
const IN_VAIN =
  /\b(?:could not|couldn't|cannot|can't|unable to|failed to|did(?: not|n't)|gave up|(?:is|are|was|were|still) (?:down|missing)|unavailable|not (?:all|every|enough|found|reach|available|connect|join))/i;
