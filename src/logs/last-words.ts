/** What a program says last, where no line has a level and no phrase is known. */
import { type Block, NATIVE } from './blocks.ts';
import { isConsequence, isErrorLike, isHollow, isWatcher } from './consequences.ts';
import type { Fact } from './fact.ts';
import { isFault } from './kinds.ts';
import { isLogged } from './logged.ts';
import { type FactsByRow, factsIn, wordsFrom } from './row-facts.ts';
import type { Row } from './traces/trace.ts';

interface Words {
  fact: Fact;
  block: Block;
  row: number;
  length: number;
}

/** So many of the last lines may hold an unlevelled refusal. */
const LAST_LINES = 3;

/** What a program says as it closes what it had opened, or what its libraries find left as it ends; such lines are not counted. */
const WINDS_UP: readonly RegExp[] = [
  /^\W{0,4}(?:\w[\w.-]{0,30}: )?(?:graceful(?:ly)? )?(?:shut(?:ting)? ?down|clos(?:ed|ing)|stopp(?:ed|ing)|disconnect(?:ed|ing)|drain(?:ed|ing)|flush(?:ed|ing)|clean(?:ed|ing) up|exiting|terminat(?:ed|ing)|good ?bye|bye)\b/i,
  /^(?:\w[\w.-]{0,30} ){1,3}(?:shut down|closed|stopped|disconnected|drained|flushed|terminated|shutdown (?:initiated|completed?))\b/i,
  /\bshut(?:ting)?[ -]?down\b/i,
  /^(?:Sentry is attempting to send \d|Waiting up to \d|Press Ctrl-\w{1,5} to quit)/, // getsentry/sentry-python:sentry_sdk/integrations/atexit.py
  /^(?:Task was destroyed but it is pending!|task: <Task |sys:1: \w{1,40}Warning: )/, // python/cpython:Lib/asyncio/tasks.py
  /^(?:Unclosed (?:client session|connector|connection)$|(?:client_session|connector|client_connection): |connections: \[)/, // aio-libs/aiohttp:aiohttp/client.py
];

const windsUp = (said: string): boolean => WINDS_UP.some((pattern) => pattern.test(said));

/** The last words, if they are of a fault. */
export function refusal(
  rows: readonly Row[],
  blocks: readonly Block[],
  found: FactsByRow,
  isUp: (row: number) => boolean,
): Words | undefined {
  let seen = 0;
  for (let at = blocks.length - 1; at >= 0 && seen < LAST_LINES; at--) {
    const block = blocks[at] as Block;
    const head = rows[block.start] as Row;
    if (head.text.trim() === '' || isConsequence(head.said) || block.trace) continue;
    const complains = head.level === undefined ? isErrorLike(head.said) : head.level === 'error' || head.level === 'fatal';
    if (!complains && windsUp(head.said)) continue;
    seen++;
    if (head.level !== undefined || !isErrorLike(head.said) || isWatcher(head.said)) continue;
    if (found.get(block.start)?.length || isUp(block.start)) continue;
    return inOwnWords(rows, block, 'general/words');
  }
  return undefined;
}

/** The last words, where the program has gone on to something else between an error that it told of, in `row`, and them. */
export function wordsBehind(
  rows: readonly Row[],
  blocks: readonly Block[],
  found: FactsByRow,
  { row, length }: { row: number; length: number },
  isUp: (row: number) => boolean,
): Words | undefined {
  const words = refusal(rows, blocks, found, isUp);
  const { message = '' } = (words?.fact.fields ?? {}) as { message?: string };
  if (!words || isHollow(message) || TELLS_NO_END.test(message)) return undefined;
  return goesOnBetween(row + length, words.row, rows, blocks, found) ? words : undefined;
}

export const goesOnBetween = (from: number, to: number, rows: readonly Row[], blocks: readonly Block[], found: FactsByRow): boolean =>
  blocks.some((block) => block.start >= from && block.start < to && isOrdinary(rows, block, found));

/** It tries again, or has said it elsewhere. */
const TELLS_NO_END = /\breconnect|\bagain\b|\battempt|\bsee (?:the )?(?:[a-z]{1,10} )?logs?\b|\bsee above\b/i;

/** It was logged, and the program has gone on to something else since. */
export function isSurvived(
  rows: readonly Row[],
  blocks: readonly Block[],
  found: FactsByRow,
  { block, row, length }: Omit<Words, 'fact'>,
): boolean {
  if (!isLogged(rows, blocks, blocks.indexOf(block))) return false;
  return blocks.some((one) => one.start >= row + length && (rows[one.start] as Row).level === 'info' && isOrdinary(rows, one, found));
}

/** How it is used, behind an option that it refuses. */
const HINT = /--help\b|\busage\b/i;

function isOrdinary(rows: readonly Row[], block: Block, found: FactsByRow): boolean {
  const { text, said, level } = rows[block.start] as Row;
  // A report of its own crash goes on in such rows: the JVM's with #, Node.js's with the stack of V8 (node/src/debug_utils.cc).
  if (block.trace || /^(?:#(?:\s|$)|\s*$|-{5} \w+ stack trace -{5}$)/.test(text) || NATIVE.test(text)) return false;
  if (level === 'warn' || level === 'error' || level === 'fatal') return false;
  return (
    !HINT.test(said) &&
    !isErrorLike(said) &&
    !isConsequence(said) &&
    !windsUp(said) &&
    !factsIn(block, found).some(({ fact }) => isFault(fact.kind))
  );
}

/** A line without a known phrase, that ends the program all the same. */
export const inOwnWords = (rows: readonly Row[], block: Block, phrase: string): Words => ({
  fact: wordsFrom(rows, block.start, phrase),
  block,
  row: block.start,
  length: 1,
});
