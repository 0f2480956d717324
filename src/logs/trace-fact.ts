/** What a stack trace says: the most telling fact of its root, or the exception itself. */
import { posix } from 'node:path';
import { only } from '../only.ts';
import { isConsequence } from './consequences.ts';
import { givenNothing, isOfOtherCall, otherwiseOf, partAtFault, readIn } from './environment-reads.ts';
import type { Fact, FactFields } from './fact.ts';
import { isSpecific } from './kinds.ts';
import { complete, mostTelling, quoteOf, type RowFact } from './row-facts.ts';
import { isClients, isOwnAddress } from './traces/own-address.ts';
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
    const own = inTrace.filter(({ row, fact }) => row >= section.row && row < section.until && isSpecific(fact.kind));
    const best = mostTelling(own);
    if (!best) continue;
    const above = best.fact.kind === 'file-missing' ? folderAbove(best.fact.fields as { path: string }, inTrace) : undefined;
    if (above) return { fact: above.fact, row: above.row, length: above.rows };
    for (const { fact } of inTrace) complete(best.fact, fact);
    if (best.fact.kind === 'name-unresolved' && isOwnAddress(trace, section, rows))
      return { fact: ownAddress(best.fact, section), row: best.row, length: best.rows };
    if (best.fact.phrase === 'node/module') {
      const path = fileOfModule(best.fact.fields as { module: string }, section, rows.slice(trace.start, trace.end));
      if (path)
        return {
          fact: { ...best.fact, kind: 'file-missing', fields: { path }, phrase: 'node/own-module' },
          row: best.row,
          length: best.rows,
        };
    }
    if (best.fact.phrase === 'python/module' && section.frame === undefined && LOADER.test(section.code))
      (best.fact.fields as FactFields['module-missing']).own = 'true';
    if (best.fact.phrase === 'databases/sqlite-open')
      (best.fact.fields as { path?: string }).path ??= FILE_IN_CODE.exec(section.code)?.[1] as string;
    if (best.fact.phrase === 'node/invalid-url')
      (best.fact.fields as { value?: string }).value ??= inputOf(rows.slice(trace.start, trace.end)) as string;
    if (best.fact.kind === 'value-invalid') readBy(codeOf(trace, section, rows), best.fact.fields as FactFields['value-invalid']);
    if (best.fact.kind === 'config-malformed') {
      const fields = best.fact.fields as FactFields['config-malformed'];
      fields.setting ??= only(readIn(codeOf(trace, section, rows))) as string;
      if (fields.file === undefined) fields.token ??= parsedText(section, rows) as string;
    }
    if (best.fact.kind === 'syntax-error') placeOf(best.fact, trace, section, rows);
    return { fact: best.fact, row: best.row, length: best.rows };
  }
  // A fault that stands in no exception's words, such as the properties of an error object.
  const stray = inTrace.filter(({ fact }) => isSpecific(fact.kind)).at(-1);
  if (stray) return { fact: stray.fact, row: stray.row, length: stray.rows };
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

/** The name is one to listen on. */
function ownAddress(fact: Fact, section: Section): Fact {
  const { host, port } = fact.fields as FactFields['name-unresolved'];
  const reads = only(readIn(section.ownCode ?? section.code));
  const fields = { unresolved: 'true', ...(host ? { address: host } : {}), ...(port ? { port } : {}), ...(reads ? { reads } : {}) };
  return { ...fact, kind: 'address-unavailable', fields };
}

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

/** ./config.json is a file beside the one that loads it, which Node.js tells behind "Require stack:", or by the first frame that is not its own. */
function fileOfModule({ module }: { module: string }, { frame }: Section, rows: readonly Row[]): string | undefined {
  if (!/^\.{1,2}\//.test(module)) return undefined;
  const at = rows.findIndex(({ text }) => /^Require stack:\s*$/.test(text));
  const by = (at < 0 ? undefined : /^- (\/\S+)$/.exec(rows[at + 1]?.text ?? '')?.[1]) ?? /^(\/[^\s:]+):\d+/.exec(frame ?? '')?.[1];
  return by === undefined || by.includes('/node_modules/') ? undefined : posix.join(posix.dirname(by), module);
}

/** Node.js keeps what it could not read as a property of the error, not in its message (lib/internal/errors.js, ERR_INVALID_URL). */
const INPUT = /^ {2}input: (?:'([^'\\]{1,200})'|"([^"\\]{1,200})"),?$/;

function inputOf(rows: readonly Row[]): string | undefined {
  for (const { text } of rows) {
    const match = INPUT.exec(text);
    if (match) return match[1] ?? match[2];
  }
  return undefined;
}

/** Where a text that it parses is no file's, Node.js shows the line of that text (`undefined:1`, in newer ones `<anonymous_script>:1`). */
function parsedText({ row }: Section, rows: readonly Row[]): string | undefined {
  const head = [4, 3].map((above) => row - above).find((at) => /^(?:undefined|<anonymous_script>):1$/.test(rows[at]?.text ?? ''));
  return head === undefined ? undefined : rows[head + 1]?.text.trim() || undefined;
}

/** gunicorn loads the application that it is told (benoitc/gunicorn:gunicorn/app/wsgiapp.py, load_wsgiapp). */
const LOADER = /\bimport_app\(/;

/** SQLite does not tell the path; the line of code that opened it may, as a literal. */
const FILE_IN_CODE = /["'](\/[\w./-]{2,200})["']/;

/** The file and line of a syntax error stand above it: in Node.js's first line, or in the last frame. */
function placeOf(fact: Fact, trace: Trace, section: Section, rows: readonly Row[]): void {
  const place =
    /^(?:file:\/\/)?(\/[^\s:]{1,300}):(\d{1,7})$/.exec((rows[trace.start] as Row).text) ??
    /^(.{1,300}):(\d{1,7})$/.exec(section.frame ?? '');
  const fields = fact.fields as { file?: string; line?: string };
  if (!place?.[1] || !place[2] || fields.file) return;
  fields.file = place[1];
  fields.line = place[2];
}

const KEY = /^'([^']{1,120})'$|^"([^"]{1,120})"$|^key not found: "([^"]{1,120})"$/;
const FROM_ENVIRONMENT = /\benviron\b|\bgetenv\b|\bos\.py\b|\bENV\b|\benv\(/;
/** A name as only environment variables have it. */
const ENVIRONMENT_NAME = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

/** The code reads it from something else: connect(user=db["user"], password=os.environ["DB_PASSWORD"]). */
const isOfAnother = (name: string, code: string): boolean =>
  /^[A-Za-z0-9_.-]+$/.test(name) &&
  !readIn(code).includes(name) &&
  !/\bos\.py\b/.test(code) &&
  [`["${name}"]`, `['${name}']`].some((form) => code.includes(form));

/** os.environ raises in a frame of its own. */
const isOfTable = (name: string, code: string): boolean => {
  const reads = readIn(code);
  return TABLE.test(code) && reads.length > 0 && !reads.includes(name) && !/\bos\.py\b/.test(code);
};
const TABLE = /[\w)}\]]\[\s{0,4}(?:os\.)?(?:environ\b|getenv\(|ENV\b)/;

/** Errors at a value: of the languages' own libraries, and by the names that others give theirs. */
const AT_VALUE =
  /^(?:KeyError|IndexError|RangeError|OverflowError|ZeroDivisionError|AssertionError|SyntaxError|ArgumentError|(?:re|struct)\.error|binascii\.Error|decimal\.InvalidOperation|(?:\w{1,60}\.){0,4}\w{0,60}(?:Value|Pattern|Decode|Format|Pars(?:e|er|ing))(?:Error|Exception))$/;

/** The innermost line of the program itself, which reads one variable of the environment alone. */
function environmentValue(trace: Trace, section: Section, rows: readonly Row[], frame: string | undefined): Fact | undefined {
  // Python does not tell the path where a library written in C opens the file, as OpenSSL does.
  const isUntoldPath = section.type === 'FileNotFoundError' && section.message.trim() === '[Errno 2] No such file or directory';
  if (!AT_VALUE.test(section.type ?? '') && !isUntoldPath) return undefined;
  const code = partAtFault(section.type ?? '', section.ownCode ?? codeOf(trace, section, rows));
  const reads = section.type === 'KeyError' && !TABLE.test(code) ? undefined : only(readIn(code));
  const row = rows[section.row] as Row;
  return reads === undefined
    ? undefined
    : {
        kind: 'value-invalid',
        fields: { reads, ...(frame ? { frame } : {}) },
        quote: quoteOf(row),
        line: row.line,
        phrase: `${trace.runtime}/value-of-environment`,
      };
}

/** A key that is looked up in the environment: the code of the frame says so, or the name looks like nothing else. */
function environmentKey(trace: Trace, section: Section, rows: readonly Row[]): Fact | undefined {
  if (!/^(?:KeyError|keyerror)$/i.test(section.type ?? '')) return undefined;
  const match = KEY.exec(section.message.trim());
  const name = match?.[1] ?? match?.[2] ?? match?.[3];
  if (!name || !/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name)) return undefined;
  // A table is asked for a variable's value: LEVELS[os.environ["LOG_LEVEL"]]. The value is at fault, and the variable is there.
  if (isOfTable(name, section.code)) return undefined;
  const other = isOfAnother(name, section.code);
  const isOfSettings = other && ENVIRONMENT_NAME.test(name) && isKeyOfSettings(name, section.code);
  if (other ? !isOfSettings : !ENVIRONMENT_NAME.test(name) && !FROM_ENVIRONMENT.test(section.code)) return undefined;
  const row = rows[section.row] as Row;
  const fields = { name, ...(isOfSettings ? { file: 'where the program reads its settings from' } : {}) };
  return { kind: 'variable-missing', fields, quote: quoteOf(row), line: row.line, phrase: `${trace.runtime}/key-of-environment` };
}

/** config["API_TOKEN"]: a table of its own, which is most often filled from the environment. */
const isKeyOfSettings = (name: string, code: string): boolean =>
  new RegExp(`(?:env|environment|config|conf|cfg|settings?|secrets?|vars|options)\\[["']${name}["']\\]`, 'i').test(code);

/** Of code that fails at a value: the one variable that it reads, and what it takes where that is not set. */
function readBy(code: string, fields: FactFields['value-invalid']): void {
  const name = only(readIn(code));
  if (name === undefined) return;
  fields.reads ??= name;
  const text = otherwiseOf(name, code);
  if (text !== undefined) fields.otherwise ??= text;
}

/** The code of the frames; Node.js shows it above the exception. */
const codeOf = (trace: Trace, section: Section, rows: readonly Row[]): string =>
  trace.runtime === 'node'
    ? rows
        .slice(trace.start, section.row)
        .map(({ text }) => text.trim())
        .join(' ')
    : section.code;

/** What an absent variable is, is used as a text: by a member of it, or as a number. */
const NOTHING =
  /^(?:Cannot read properties of undefined \(reading '(\w{1,40})'\)|'NoneType' object has no attribute '(\w{1,40})'|(?:int|float)\(\) argument must be a string.{0,60} not 'NoneType'|the JSON object must be str, bytes or bytearray, not NoneType)/;

/** The one variable that the failing code reads, right before the member that nothing has. */
function environmentNothing(trace: Trace, section: Section, rows: readonly Row[]): Fact | undefined {
  const found = NOTHING.exec(section.message.trim());
  if (!found) return undefined;
  const code = codeOf(trace, section, rows).slice(-400);
  const member = found[1] ?? found[2];
  const name = only(readIn(code));
  if (name === undefined || isOfOtherCall(found[0], name, code)) return undefined;
  if (member !== undefined && !new RegExp(`\\b${name}["'\\])!]{0,4}\\.${member}\\b`).test(code)) return undefined;
  const row = rows[section.row] as Row;
  return {
    kind: 'variable-missing',
    fields: { name },
    quote: quoteOf(row),
    line: row.line,
    phrase: `${trace.runtime}/nothing-of-environment`,
  };
}

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
