/** What a stack trace says: the most telling fact of its root, or the exception itself. */
import { isConsequence } from './consequences.ts';
import { environmentKey, environmentNothing, environmentValue } from './environment-faults.ts';
import { givenNothing } from './environment-reads.ts';
import type { Fact, FactFields } from './fact.ts';
import { isSpecific } from './kinds.ts';
import { complete, mostTelling, quoteOf, type RowFact } from './row-facts.ts';
import { addDetails, meantBy } from './trace-details.ts';
import { isClients } from './traces/own-address.ts';
import type { Row, Section, Trace } from './traces/trace.ts';

export interface TraceFact {
  fact: Fact;
  row: number;
  length: number;
}

/** What is said in the same words of one who connects, and is not meant then. */
const OF_SERVERS: readonly string[] = ['address-unavailable', 'port-privileged'];

export function traceFact(trace: Trace, rows: readonly Row[], facts: readonly RowFact[]): TraceFact {
  const inTrace = facts.filter(
    ({ row, fact }) => row >= trace.start && row < trace.end && !(OF_SERVERS.includes(fact.kind) && isClients(trace, rows)),
  );
  for (const section of trace.sections) {
    const told = environmentKey(trace, section, rows) ?? environmentNothing(trace, section, rows) ?? byCode(trace, section, rows);
    if (told) {
      for (const { fact } of inTrace) complete(told, fact);
      return { fact: told, row: section.row, length: 1 };
    }
    const best = mostTelling(inTrace.filter(({ row, fact }) => row >= section.row && row < section.until && isSpecific(fact.kind)));
    if (best) return ofPhrase(best, inTrace, trace, section, rows);
  }
  // A fault that stands in no exception's words, such as the properties of an error object.
  const stray = inTrace.filter(({ fact }) => isSpecific(fact.kind)).at(-1);
  return stray ? placed(stray) : ofException(trace, rows);
}

const placed = ({ fact, row, rows }: RowFact): TraceFact => ({ fact, row, length: rows });

function ofPhrase(best: RowFact, inTrace: readonly RowFact[], trace: Trace, section: Section, rows: readonly Row[]): TraceFact {
  const above = best.fact.kind === 'file-missing' ? folderAbove(best.fact.fields as { path: string }, inTrace) : undefined;
  if (above) return placed(above);
  for (const { fact } of inTrace) complete(best.fact, fact);
  const meant = meantBy(best.fact, trace, section, rows);
  if (meant) return placed({ ...best, fact: meant });
  addDetails(best.fact, trace, section, rows);
  return placed(best);
}

/** The root exception, where no phrase says more of it. */
function ofException(trace: Trace, rows: readonly Row[]): TraceFact {
  const root = (trace.sections.find((section) => !isAside(section)) ?? trace.sections[0]) as Section;
  const frame = root.frame ?? trace.sections.find((section) => section.frame)?.frame;
  const refused = environmentValue(trace, root, rows, frame);
  if (refused) return { fact: refused, row: root.row, length: 1 };
  const row = rows[root.row] as Row;
  const fields: FactFields['exception'] = { runtime: trace.runtime };
  if (root.type) fields.type = root.type;
  const message = reasonIn(wholeMessage(root, rows));
  if (message) fields.message = message.slice(0, 300);
  if (frame) fields.frame = frame;
  const reads = givenNothing(root.message.trim(), root.ownCode ?? root.code);
  if (reads) fields.reads = reads;
  return {
    fact: { kind: 'exception', fields, quote: quoteOf(row), line: row.line, phrase: `${trace.runtime}/exception` },
    row: root.row,
    length: 1,
  };
}

/** What a program in Python lets come about, to see that there is none (docs.python.org/3/glossary.html, EAFP): not why it ended, but where it then did. */
const ASKED_FOR = /^(?:KeyError|IndexError|LookupError|AttributeError|StopIteration|(?:\w{1,40}\.){0,3}(?:Empty|DoesNotExist))$/;

/** It was let come about, or is how a task is ended whose time was up (asyncio.wait_for), and what was made of it says more. */
const isAside = ({ caught, type = '', message }: Section): boolean =>
  (caught && ASKED_FOR.test(type)) || (/CancelledError$/.test(type) && isConsequence(`${type}${message && `: ${message.trim()}`}`));

/** What ends in a colon goes on in the next line that is not empty. */
function wholeMessage({ message, row, until }: Section, rows: readonly Row[]): string {
  const words = message.trim();
  const next = words.endsWith(':') ? rows.slice(row + 1, until).find(({ text }) => text.trim() !== '') : undefined;
  return next ? `${words} ${next.text.trim()}` : words;
}

/** A promise that was rejected with something else than an error: Node.js says it at the end of a long sentence (lib/internal/process/promises.js). */
const reasonIn = (message: string) => /rejected with the reason "(.{1,300}?)"\.?\]?$/.exec(message)?.[1] ?? message;

/** A folder is made with those above it as the first is found missing (Python's pathlib, Lib/pathlib.py mkdir): what became of that says why. */
const folderAbove = ({ path }: { path: string }, facts: readonly RowFact[]): RowFact | undefined =>
  facts.find(({ fact }) => {
    const refused = ['permission-denied', 'read-only', 'no-space'].includes(fact.kind)
      ? (fact.fields as { path?: string }).path
      : undefined;
    return refused !== undefined && path.startsWith(`${refused}/`);
  });

/**
 * Python's words that are said of two things, and which it was by the code of the innermost frame: "timed out" of connecting and of
 * reading (Lib/socket.py), EAGAIN of a lock that another holds and of much else (fcntl.flock).
 */
const BY_CODE = [
  {
    kind: 'connection-timeout',
    type: /^(?:TimeoutError|socket\.timeout)$/,
    message: /^timed out$/,
    code: /\.connect\([\w.]*\)$|\b_?sock\.recv(?:_into)?\(/,
  },
  // It names no port, and no file where it is a socket of the file system.
  {
    kind: 'port-privileged',
    type: /^PermissionError$/,
    message: /^\[Errno 13\] Permission denied$/,
    code: /\.bind\((?:[\w.]{1,60}|\(.{0,80}, ?\d{1,5}\))\)$/,
    unless: /unix|\buds\b|\.sock\b|(?:^|\W)(?:\w{0,40}_)?path\)/i,
  },
  { kind: 'lock-held', type: /^BlockingIOError$/, message: /^\[Errno 11\]/, code: /\b(?:flock|lockf)\([^)]{0,200}\)$/ },
] as const;

function byCode(trace: Trace, section: Section, rows: readonly Row[]): Fact | undefined {
  if (trace.runtime !== 'python') return undefined;
  const frames = rows.slice(trace.start, trace.end).map(({ text }) => text);
  const said = BY_CODE.find(
    ({ type, message, code, ...one }) =>
      type.test(section.type ?? '') &&
      message.test(section.message.trim()) &&
      code.test(section.code.trim()) &&
      !('unless' in one && frames.some((text) => one.unless.test(text))),
  );
  const row = rows[section.row] as Row;
  return said && { kind: said.kind, fields: {}, quote: quoteOf(row), line: row.line, phrase: `python/${said.kind}` };
}
