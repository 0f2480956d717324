/** Which fact decided the end: that of the last fatal block, not of the last line. */
import { type Block, rowsBetween } from './blocks.ts';
import { beforeCascade } from './cascade.ts';
import { doesWithout, isBenign, isConsequence, isErrorLike, isGivingUp, isHollow, isSuccess, isWatcher, SIDE } from './consequences.ts';
import type { Fact, FactKind } from './fact.ts';
import { isFault, isNetwork, isSpecific } from './kinds.ts';
import { goesOnBetween, inOwnWords, refusal, wordsBehind } from './last-words.ts';
import { isLogged, levelAround } from './logged.ts';
import { hasRetried, type Retry, retryOf } from './retries.ts';
import { bestOf, type FactsByRow, factsIn, isReasonOfMongo, type RowFact, wordsFrom } from './row-facts.ts';
import { TOLD_BEFORE, toldAgain, toldInFull } from './told-before.ts';
import { traceFact } from './trace-fact.ts';
import type { Row, Trace } from './traces/trace.ts';

export interface Decision {
  fact: Fact;
  block: Block;
  row: number;
  /** For how many rows the fact goes on. */
  length: number;
}

interface Candidate extends Decision {
  /** Its own words say nothing: what stood before it may. */
  hollow: boolean;
  fatal: boolean;
}

/** A program that went on for so long after an error did not end of it. */
const LIVED_MS = 30_000;
const LIVED_ROWS = 3;
const LIVED_ROWS_UNTIMED = 200;
/** How far before a line that says only "failed" its reason may stand. */
const REACH = 60;
/** So many blocks before its last words. */
const LATELY = 8;
/** Two streams of one container may be swapped within this time. */
const SWAP_MS = 250;

export function decide(rows: readonly Row[], blocks: readonly Block[], found: FactsByRow): Decision | undefined {
  const ends = endsOf(rows, found);
  const life = lifeAfter(rows, blocks, found);
  const between = rowsBetween(rows, blocks);
  const isUp = (row: number) => ends.listening.some((up) => up > row);
  const goesOnTo = (one: Candidate, other: Candidate) => goesOnBetween(one.row + one.length, other.row, rows, blocks, found);
  let hollow: Candidate | undefined;
  for (let at = blocks.length - 1; at >= 0; at--) {
    const block = blocks[at] as Block;
    if (hollow && between(block, hollow) > REACH) break;
    const candidate =
      candidateOf(rows, blocks, at, found, ends) ??
      (hollow && asCandidate(retryOf(rows, block, found, levelAround(rows, blocks, at)), block));
    if (!candidate || life(block, candidate)) continue;
    if (isOver(rows, candidate, ends)) continue;
    if (hollow && isOfChild(hollow.fact) && isLogged(rows, blocks, at) && goesOnTo(candidate, hollow)) continue;
    if (hollow && TOLD_BEFORE[hollow.fact.phrase]?.(candidate.fact.kind) === false) continue;
    const whole = candidate.fact.phrase === 'general/level' ? toldInFull(rows, blocks, at, found, candidate.fact) : undefined;
    if (whole && !isOver(rows, whole, ends)) return whole;
    const again = candidate.fact.phrase === 'general/level' ? toldAgain(rows, blocks, at, candidate.fact) : undefined;
    const first = again === undefined ? undefined : candidateOf(rows, blocks, again, found, ends);
    if (first && !first.hollow && !isOver(rows, first, ends)) return first;
    const before = candidate.fact.phrase === 'general/level' && !candidate.fatal ? beforeCascade(rows, blocks, at) : undefined;
    const root = before === undefined ? undefined : candidateOf(rows, blocks, before, found, ends);
    if (root && !root.hollow && !isOver(rows, root, ends)) return root;
    const thread = candidate.fact.phrase === 'general/level' ? deadThread(rows, blocks, at) : undefined;
    const death = thread === undefined ? undefined : candidateOf(rows, blocks, thread, found, ends);
    if (death && !isOver(rows, death, ends)) return death;
    const behind = !candidate.fatal && isLogged(rows, blocks, at) ? saidBehind(rows, blocks, found, candidate, isUp) : undefined;
    if (behind) return behind;
    if (!candidate.hollow)
      return hollow && !isSpecific(candidate.fact.kind) && !candidate.fatal && !hasWords(candidate) ? hollow : candidate;
    hollow ??= candidate;
  }
  const ofChild = hollow && isOfChild(hollow.fact) ? refusal(rows, blocks, found, isUp) : undefined;
  return ofChild ?? hollow ?? (isStopped(ends) ? undefined : (refusal(rows, blocks, found, isUp) ?? lastConsequence(rows, blocks, found)));
}

/** What the program ended of, where it has gone on to something else between an error that it told of and that. */
function saidBehind(
  rows: readonly Row[],
  blocks: readonly Block[],
  found: FactsByRow,
  error: Candidate,
  isUp: (row: number) => boolean,
): Decision | undefined {
  const words = wordsBehind(rows, blocks, found, error, isUp);
  const last = words ? undefined : lastConsequence(rows, blocks, found);
  const isIt = last && isSpecific(last.fact.kind) && goesOnBetween(error.row + error.length, last.row, rows, blocks, found);
  return words ?? (isIt ? last : undefined);
}

/** Another program that it started has failed, and has said why right before that. */
const isOfChild = ({ fields }: Fact): boolean => /\bCalledProcessError$/.test((fields as { type?: string }).type ?? '');

/** A thread died of an exception, and since then the program has written errors alone: what it says last follows from that. */
function deadThread(rows: readonly Row[], blocks: readonly Block[], at: number): number | undefined {
  for (let before = at - 1; before >= 0 && before >= at - LATELY; before--) {
    const { trace, level, start } = blocks[before] as Block;
    if (trace) return trace.uncaught ? before : undefined;
    if (level !== 'error' && level !== 'fatal' && (rows[start] as Row).text.trim() !== '') return undefined;
  }
  return undefined;
}

const hasWords = (candidate: Pick<Candidate, 'fact'>): boolean =>
  !isHollow((candidate.fact.fields as { message?: string }).message ?? 'words');

interface Ends {
  /** The row that says that the program is told to stop, after it was up. */
  stopped: number;
  /** Rows that say that it is up, or that a connection came about. */
  up: readonly number[];
  /** Rows that say that it is up. */
  listening: readonly number[];
  /** PostgreSQL's first process, and the row that says that it is ready. */
  postmaster: { pid: string | undefined; ready: number } | undefined;
}

function endsOf(rows: readonly Row[], found: FactsByRow): Ends {
  const listening: number[] = [];
  const up: number[] = [];
  let stopped = Number.POSITIVE_INFINITY;
  let postmaster: Ends['postmaster'];
  rows.forEach((row, at) => {
    const facts = found.get(at) ?? [];
    if (facts.some(({ fact }) => fact.kind === 'listening') && !SIDE.test(row.said)) {
      listening.push(at);
      up.push(at);
      if (facts.some(({ fact }) => fact.phrase === 'postgres/ready')) postmaster ??= { pid: postgresPid(row), ready: at };
      // A start anew in the same log: what stopped before it is past.
      stopped = Number.POSITIVE_INFINITY;
    } else if (row.level !== 'error' && row.level !== 'fatal' && row.said.length < 300 && isSuccess(row.said)) up.push(at);
    if (listening.length > 0 && facts.some(({ fact }) => fact.kind === 'term-received')) stopped = Math.min(stopped, at);
  });
  return { stopped, up, listening, postmaster };
}

/** The process of a line of PostgreSQL's log. */
const postgresPid = (row: Row): string | undefined => / [A-Z]{3,4} \[(\d{1,8})\] [A-Z]+: /.exec(row.text.slice(0, 80))?.[1];

/** PostgreSQL says why at level LOG, and then at level FATAL that it stops. */
function isReasonOfPostgres(rows: readonly Row[], block: Block, facts: readonly RowFact[]): boolean {
  const pid = postgresPid(rows[block.start] as Row);
  if (pid === undefined || !facts.some(({ fact }) => fact.phrase.startsWith('postgres/') && isSpecific(fact.kind))) return false;
  // DETAIL stands below the line that it explains.
  return rows.slice(Math.max(0, block.start - 2), block.end + 6).some((row) => row.level === 'fatal' && postgresPid(row) === pid);
}

/** ERROR ends a statement, FATAL of another process than the first, once that is ready, one client's session. PANIC ends all. */
function isSession(head: Row, block: Block, { postmaster }: Ends): boolean {
  const pid = postgresPid(head);
  return (
    postmaster !== undefined &&
    pid !== undefined &&
    pid !== postmaster.pid &&
    block.start > postmaster.ready &&
    / (?:FATAL|ERROR): /.test(head.text.slice(0, 120))
  );
}

function candidateOf(rows: readonly Row[], blocks: readonly Block[], at: number, found: FactsByRow, ends: Ends): Candidate | undefined {
  const block = blocks[at] as Block;
  if (block.trace?.handled) return undefined;
  const head = rows[block.start] as Row;
  const level = block.trace ? levelAround(rows, blocks, at) : block.level;
  const facts = factsIn(block, found).filter(({ fact }) => isFault(fact.kind));
  const isLow = level === 'warn' || level === 'info' || level === 'debug';
  if (isLow && !isReasonOfPostgres(rows, block, facts) && !isReasonOfMongo(facts)) return undefined;
  if (isSession(head, block, ends)) return undefined;
  if (!block.trace && level !== 'fatal' && doesWithout(head.said)) return undefined;
  const fatal = level === 'fatal' || (block.trace?.uncaught ?? false);
  if (block.trace) {
    if (isCutShort(block.trace)) return undefined;
    const decided = traceFact(block.trace, rows, facts);
    const words = (decided.fact.fields as { message?: string }).message ?? '';
    const hollow = isHollowTrace(decided.fact) || hasRetried(words, rows, blocks.slice(0, at), found);
    return { ...decided, block, fatal, hollow: !isSpecific(decided.fact.kind) && hollow };
  }
  // A watcher's operator is no watcher: it names its own kinds of object.
  if (isWatcher(head.said) && !facts.some(({ fact }) => OWN_FAULTS.includes(fact.kind) || fact.phrase === 'java/agent-jar'))
    return undefined;
  const best = bestOf(facts);
  const next = blocks[at + 1];
  const follows = isConsequence(head.said) || (best === undefined && next?.trace?.uncaught === false && isCutShort(next.trace));
  if (best && isSpecific(best.fact.kind) && !follows)
    return { fact: best.fact, block, row: best.row, length: best.rows, fatal, hollow: best.fact.phrase in TOLD_BEFORE };
  if (follows || (level === undefined && !best) || isBenign(head.said)) return undefined;
  const message = head.said;
  const fact: Fact = best?.fact ?? wordsFrom(rows, block.start, 'general/level');
  return {
    fact,
    block,
    row: best?.row ?? block.start,
    length: best?.rows ?? 1,
    fatal,
    hollow:
      best === undefined
        ? isHollow(message) || !hasWords({ fact }) || hasRetried(message, rows, blocks.slice(0, at), found)
        : best.fact.kind === 'usage-shown',
  };
}

/** What is wrong with a program itself, whatever it is called: a collector ends on its own configuration. And no JVM runs without its agent. */
const OWN_FAULTS: readonly FactKind[] = ['crd-missing', 'config-malformed', 'config-rejected', 'flag-unknown'];

const asCandidate = (retry: Retry | undefined, block: Block): Candidate | undefined =>
  retry && { ...retry, block, fatal: false, hollow: false };

/** It tells of nothing but that it was stopped, or that something was closed before it. */
const isCutShort = ({ sections }: Trace): boolean =>
  sections.every(({ type, message }) => isConsequence(`${type}${message && `: ${message.trim()}`}`));

const isHollowTrace = (fact: Fact): boolean => {
  const { message = '', type = '' } = fact.fields as { message?: string; type?: string };
  return (
    isGivingUp(`${type}: ${message}`) ||
    (isHollow(message) && /^(?:SystemExit|Exception|Error|RuntimeException|RuntimeError|java\.lang\.(?:Runtime)?Exception|)$/.test(type))
  );
};

/** Network faults that were got over, and whatever came before the program was told to stop. */
function isOver(rows: readonly Row[], { fact, row, fatal, block }: Candidate, ends: Ends): boolean {
  if (row > ends.stopped || (isStopped(ends) && !fatal)) return true;
  if (!passes(fact.kind)) return false;
  const later = ends.up.filter((at) => at >= block.end);
  if (later.length === 0) return false;
  // The two streams may be swapped: an uncaught fault at the same moment is not older.
  return !(fatal && later.every((at) => near(rows[row] as Row, rows[at] as Row)));
}

const passes = (kind: FactKind): boolean => isNetwork(kind) || kind === 'leader-lost';

const near = (a: Row, b: Row): boolean =>
  a.time !== undefined && b.time !== undefined && Math.abs(Date.parse(a.time) - Date.parse(b.time)) <= SWAP_MS;

/** It was up, and was told to stop. */
const isStopped = ({ stopped }: Ends): boolean => stopped < Number.POSITIVE_INFINITY;

/** Whether the program lived on for long after a block. */
function lifeAfter(rows: readonly Row[], blocks: readonly Block[], found: FactsByRow) {
  const ordinary: number[] = [];
  for (const block of blocks) {
    const head = rows[block.start] as Row;
    if (block.trace || head.text.trim() === '' || isConsequence(head.said) || head.level === 'error' || head.level === 'fatal') continue;
    if ((found.get(block.start) ?? []).some(({ fact }) => isFault(fact.kind) || fact.kind === 'waiting-for')) continue;
    ordinary.push(block.start);
  }
  return (block: Block, candidate: Candidate): boolean => {
    let first = ordinary.length;
    while (first > 0 && (ordinary[first - 1] as number) >= block.end) first--;
    const after = ordinary.slice(first);
    if (after.length < LIVED_ROWS) return false;
    const start = (rows[candidate.row] as Row).time;
    const last = (rows[after.at(-1) as number] as Row).time;
    if (start === undefined || last === undefined) return after.length > LIVED_ROWS_UNTIMED;
    return Date.parse(last) - Date.parse(start) > LIVED_MS;
  };
}

/** Only consequences were written: then they are all there is. */
function lastConsequence(rows: readonly Row[], blocks: readonly Block[], found: FactsByRow): Decision | undefined {
  let words: Decision | undefined;
  for (let at = blocks.length - 1; at >= 0; at--) {
    const block = blocks[at] as Block;
    const head = rows[block.start] as Row;
    if (block.trace && !block.trace.handled && isCutShort(block.trace)) return { ...traceFact(block.trace, rows, []), block };
    if (!isConsequence(head.said)) continue;
    const best = bestOf(factsIn(block, found).filter(({ fact }) => isFault(fact.kind)));
    if (best) return { fact: best.fact, block, row: best.row, length: best.rows };
    if (head.level !== 'error' && head.level !== 'fatal' && !isErrorLike(head.said)) continue;
    words ??= inOwnWords(rows, block, 'general/consequence');
  }
  return words;
}
