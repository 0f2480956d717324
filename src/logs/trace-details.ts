/** What the code and the lines around an exception tell besides its own words. */
import { posix } from 'node:path';
import { only } from '../only.ts';
import { otherwiseOf, readIn } from './environment-reads.ts';
import type { Fact, FactFields } from './fact.ts';
import { isOwnAddress } from './traces/own-address.ts';
import { codeOf, type Row, type Section, type Trace } from './traces/trace.ts';

/** Another thing than its words say. */
export function meantBy(fact: Fact, trace: Trace, section: Section, rows: readonly Row[]): Fact | undefined {
  if (fact.kind === 'name-unresolved' && isOwnAddress(trace, section, rows)) return ownAddress(fact, section);
  if (fact.phrase !== 'node/module') return undefined;
  const path = fileOfModule(fact.fields as { module: string }, section, rows.slice(trace.start, trace.end));
  return path ? { ...fact, kind: 'file-missing', fields: { path }, phrase: 'node/own-module' } : undefined;
}

/** Puts into a fact what its words do not tell. */
export function addDetails(fact: Fact, trace: Trace, section: Section, rows: readonly Row[]): void {
  if (fact.phrase === 'python/module' && section.frame === undefined && LOADER.test(section.code))
    (fact.fields as FactFields['module-missing']).own = 'true';
  if (fact.phrase === 'databases/sqlite-open') (fact.fields as { path?: string }).path ??= FILE_IN_CODE.exec(section.code)?.[1] as string;
  if (fact.phrase === 'node/invalid-url')
    (fact.fields as { value?: string }).value ??= inputOf(rows.slice(trace.start, trace.end)) as string;
  if (fact.kind === 'value-invalid') readBy(codeOf(trace, section, rows), fact.fields as FactFields['value-invalid']);
  if (fact.kind === 'config-malformed') parsedBy(fact.fields as FactFields['config-malformed'], trace, section, rows);
  if (fact.kind === 'syntax-error') placeOf(fact, trace, section, rows);
}

/** The variable that holds the text, or the text itself. */
function parsedBy(fields: FactFields['config-malformed'], trace: Trace, section: Section, rows: readonly Row[]): void {
  fields.setting ??= only(readIn(codeOf(trace, section, rows))) as string;
  if (fields.file === undefined) fields.token ??= parsedText(section, rows) as string;
}

/** The name is one to listen on. */
function ownAddress(fact: Fact, section: Section): Fact {
  const { host, port } = fact.fields as FactFields['name-unresolved'];
  const reads = only(readIn(section.ownCode ?? section.code));
  const fields = { unresolved: 'true', ...(host ? { address: host } : {}), ...(port ? { port } : {}), ...(reads ? { reads } : {}) };
  return { ...fact, kind: 'address-unavailable', fields };
}

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

/** Of code that fails at a value: the one variable that it reads, and what it takes where that is not set. */
function readBy(code: string, fields: FactFields['value-invalid']): void {
  const name = only(readIn(code));
  if (name === undefined) return;
  fields.reads ??= name;
  const text = otherwiseOf(name, code);
  if (text !== undefined) fields.otherwise ??= text;
}
