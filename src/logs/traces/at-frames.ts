/** Traces whose frames begin with "at": Node.js, Java and .NET. */
import { isBlank, isIndented, type ReadTrace, type Row, type Runtime, type Section } from './trace.ts';

const FRAME = /^\s{1,20}at \S/;
const MORE = /^\s{1,20}(?:\.\.\. \d{1,6} (?:more|lines matching|common frames)|--- End of )/;
const TYPE = String.raw`(?:[\w$]{1,80}[./]){0,12}[\w$]{0,80}(?:Error|Exception|Throwable|Failure|Fault|Rejection)[\w$]{0,40}`;
const HEAD = new RegExp(
  String.raw`^(?:Exception in thread "[^"]{0,100}" |Uncaught (?:exception: )?|Unhandled exception\. |Unhandled Rejection:? |Exception: |\[)?(${TYPE})(?: \[\w{1,60}\]| \((?:0x[0-9A-Fa-f]{8}|[\d, ]{1,24})\))?(?::\s?(.{0,1500})|\]?)$`,
);
/** Node.js puts brackets around what an error does not count among its own members (lib/internal/util/inspect.js); undici 5 gives the cause as one. */
const CAUSE =
  /^\s{0,20}(?:Caused by: |---> (?:\(Inner Exception #\d{1,3}\) )?|\[cause\]: (?!undefined$|null$)|(?<=^\s{2,20})cause: \[?(?=\w{0,60}Error))(.{1,1500})$/;
const SUPPRESSED = /^\s{1,20}Suppressed: /;
const ERROR_INSIDE = /^\s{1,20}((?:[\w$]{1,60}Error|Error)(?: \[\w{1,60}\])?: .{1,1000})$/;
/** Node.js shows the line that threw: `file:line`, the code, a caret. */
const PRELUDE = /^(?:node:[\w/]{1,80}|file:\/\/\/\S{1,300}|\/\S{1,300}|[A-Za-z]:\\\S{1,300}):\d{1,7}$/;
const CARET = /^\s{0,300}\^{1,300}\s{0,20}$/;
const NODE_VERSION = /^Node\.js v\d/;
/** Rows of words between an error and its frames; Prisma shows the lines of the code in between. */
const LOOK_AHEAD = 14;

const FOREIGN_JAVA =
  /^(?:java|javax|jdk|jakarta|sun|com\.sun|kotlin|kotlinx|scala|groovy|org\.(?:springframework|apache|hibernate|postgresql|flywaydb|jboss|eclipse|quarkus|mariadb|junit|codehaus)|io\.(?:netty|quarkus|micronaut|vertx|lettuce|r2dbc|undertow|smallrye)|com\.(?:zaxxer|mysql|fasterxml|google|mongodb|mchange|rabbitmq|datastax)|redis\.clients|liquibase|reactor|ch\.qos|ru\.yandex|akka|okhttp3|feign)\b/;

export const readAtFrames: ReadTrace = (rows, at) => {
  const row = rows[at] as Row;
  const prelude = PRELUDE.test(row.text) ? preludeEnd(rows, at) : undefined;
  const head = prelude ?? at;
  if (prelude === undefined && !isHead(rows, at)) return undefined;
  const silent = new Set<number>();
  for (let i = at; i < head; i++) silent.add(i);
  const sections = [sectionOf(rows, head)];
  let runtime: Runtime | undefined = prelude === undefined ? undefined : 'node';
  let uncaught = prelude !== undefined || /^(?:Exception in thread "|Unhandled exception\. )/.test((rows[head] as Row).text);
  let i = (sections[0] as Section).until;
  let braces = 0;
  for (; i < rows.length; i++) {
    const here = rows[i] as Row;
    const { text } = here;
    if (here.stamped) break;
    const section = sections.at(-1) as Section;
    if (FRAME.test(text)) {
      silent.add(i);
      const { frame, runtime: named } = frameOf(text);
      runtime ??= named;
      section.frame ??= frame;
      if (text.endsWith('{')) braces++;
      continue;
    }
    const cause = CAUSE.exec(text);
    if (cause) {
      sections.push(sectionOf(rows, i, cause[1]));
      i = (sections.at(-1) as Section).until - 1;
      if ((rows[i] as Row).text.endsWith('{')) braces++;
      continue;
    }
    const inside = ERROR_INSIDE.exec(text);
    if (inside) {
      sections.push(sectionOf(rows, i, inside[1]));
      continue;
    }
    // @grpc/grpc-js puts the frames of the caller below those of the answer.
    if (MORE.test(text) || SUPPRESSED.test(text) || text === 'for call at') {
      silent.add(i);
      continue;
    }
    if (NODE_VERSION.test(text)) {
      uncaught = true;
      silent.add(i++);
      break;
    }
    if (/^Emitted '/.test(text) || (braces > 0 && /^\s*[\]}]+,?$/.test(text))) {
      if (/^\s*\}/.test(text)) braces--;
      silent.add(i);
      continue;
    }
    if (isIndented(here) && !isBlank(here)) {
      silent.add(i);
      if (/[{[]$/.test(text)) braces++;
      continue;
    }
    if (isBlank(here) && (goesOn(rows, i) || NODE_VERSION.test(rows[i + 1]?.text ?? ''))) continue;
    break;
  }
  while (i > at + 1 && isBlank(rows[i - 1])) i--;
  // The innermost cause is printed last; what an aggregate holds is printed after it as well.
  return { runtime: runtime ?? 'node', start: at, end: i, sections: sections.reverse(), silent, uncaught };
};

const goesOn = (rows: readonly Row[], at: number): boolean => FRAME.test(rows[at + 1]?.text ?? '') || CAUSE.test(rows[at + 1]?.text ?? '');

function isHead(rows: readonly Row[], at: number): boolean {
  const row = rows[at] as Row;
  if (isBlank(row) || FRAME.test(row.text)) return false;
  const next = rows[at + 1];
  if (!next || next.stamped) return HEAD.test(row.said) && /^Unhandled exception\. /.test(row.said);
  if (FRAME.test(next.text)) return !CAUSE.test(row.text) || !row.stamped;
  // "Error: " may have been taken for the level of a line.
  if (!HEAD.test(row.said) && !HEAD.test(row.text)) return false;
  if (listEnd(rows, at) !== undefined) return true;
  if (/^\s{0,4}---> |^Caused by: /.test(next.text)) return true;
  if (framesFollow(rows, at)) return true;
  return /^Unhandled exception\. |^Exception in thread "/.test(row.said);
}

/** Zod's message is a list in JSON, of as many lines as it takes (colinhacks/zod:src/ZodError.ts): the row after it. */
function listEnd(rows: readonly Row[], at: number): number | undefined {
  if (!/: \[$/.test((rows[at] as Row).said)) return undefined;
  for (let i = at + 1; i < at + LIST_ROWS && i < rows.length; i++) {
    const { text } = rows[i] as Row;
    if (text === ']') return i + 1;
    if (!/^ {2}/.test(text)) return undefined;
  }
  return undefined;
}
const LIST_ROWS = 300;

/** Before a line that is another's. */
function framesFollow(rows: readonly Row[], at: number): boolean {
  for (let i = at + 1; i <= at + LOOK_AHEAD; i++) {
    const here = rows[i];
    if (!here || here.stamped) return false;
    if (FRAME.test(here.text)) return true;
  }
  return false;
}

/** The row of the exception below the code and the caret. */
function preludeEnd(rows: readonly Row[], at: number): number | undefined {
  for (let i = at + 1; i <= at + 6; i++) {
    if (!CARET.test(rows[i]?.text ?? '')) continue;
    let head = i + 1;
    while (isBlank(rows[head]) && head < i + 3) head++;
    return rows[head] ? head : undefined;
  }
  return undefined;
}

function sectionOf(rows: readonly Row[], at: number, words?: string): Section {
  const text = words ?? (rows[at] as Row).said;
  const named = HEAD.exec(text.replace(/ \{$/, ''));
  const list = listEnd(rows, at);
  let until = list ?? at + 1;
  while (list === undefined && until < rows.length && until < at + LOOK_AHEAD) {
    const row = rows[until] as Row;
    if (row.stamped || FRAME.test(row.text) || CAUSE.test(row.text) || MORE.test(row.text) || NODE_VERSION.test(row.text)) break;
    // Indented rows after a head without frames are properties, not words.
    if (isBlank(row) && !(named ? framesFollow(rows, until) : FRAME.test(rows[until + 1]?.text ?? ''))) break;
    if (/^\s*[\w[\]]+: |^\s*[\]}]/.test(row.text) && isIndented(row) && !(named && framesFollow(rows, until))) break;
    until++;
  }
  const first = (named ? (named[2] ?? '') : text).replace(/ \{$/, '');
  const items = list === undefined ? [] : rows.slice(at + 1, list).map((row) => row.text.trim());
  return { type: named?.[1], message: [first, ...items].join(' ').slice(0, 1500), row: at, until, frame: undefined, code: '' };
}

function frameOf(text: string): { frame: string | undefined; runtime: Runtime } {
  const dotnet = / in (\S.{0,300}):line (\d{1,7})$/.exec(text);
  if (dotnet) return { frame: `${dotnet[1]}:${dotnet[2]}`, runtime: 'dotnet' };
  const java = /^\s+at (?:[\w.@-]{1,100}\/{1,2}){0,3}([\w.$<>]{1,300})\(([\w$-]{1,100}\.(?:java|kt|scala|groovy|clj)):(\d{1,7})\)/.exec(
    text,
  );
  if (java) return { frame: FOREIGN_JAVA.test(java[1] as string) ? undefined : `${java[2]}:${java[3]}`, runtime: 'java' };
  if (/\((?:Native Method|Unknown Source|[\w$]+\.java)\)/.test(text)) return { frame: undefined, runtime: 'java' };
  const node = /\(?((?:file:\/\/)?(?:node:|internal\/|(?<!\w)\/|[A-Za-z]:\\)[^()\s]{1,300}?):(\d{1,7}):\d{1,7}\)?(?: \{)?$/.exec(text);
  if (!node)
    return { frame: undefined, runtime: /^\s+at [\w.]+\.[\w`<>[\]]+\(.*\)$/.test(text) && !/:\d+:\d+/.test(text) ? 'dotnet' : 'node' };
  const file = (node[1] as string).replace('file://', '');
  return { frame: /^node:|\/node_modules\/|^internal\//.test(file) ? undefined : `${file}:${node[2]}`, runtime: 'node' };
}
