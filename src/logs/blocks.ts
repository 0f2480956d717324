/** A log in blocks: a stack trace, or a line with the indented lines below it. */
import type { Level } from './levels.ts';
import type { Line } from './line.ts';
import { readTrace } from './traces/read-trace.ts';
import { isBlank, isIndented, type Row, type Trace } from './traces/trace.ts';

export interface Block {
  start: number;
  /** The row after the last. */
  end: number;
  level: Level | undefined;
  trace: Trace | undefined;
}

export interface Blocks {
  rows: readonly Row[];
  blocks: readonly Block[];
  /** Rows that no phrase is looked for in: code, frames, help texts. */
  silent: ReadonlySet<number>;
}

const TRACED = 400;
const USAGE = /^(?:usage|usage of [^\s:]{1,100}):|^Usage: /i;
/** Headings within a help text. */
const HELP =
  /^(?:(?:available |global |core |additional |other |management |basic )?(?:commands?|options|flags|arguments|subcommands|examples?|positional arguments|optional arguments|aliases|environment variables|args)( \([^)]{1,40}\))?:|Use "[^"]{1,100}" for more information|-{1,2}[\w-]{1,40}(?:[ ,=]|$))/i;
/** A frame of native code. */
export const NATIVE = /^\s{0,4}#?\d{1,3}:? {1,4}0x[0-9a-f]{4,16}\b/;

export function toBlocks(lines: readonly Line[]): Blocks {
  const rows = toRows(lines);
  const silent = new Set<number>();
  const blocks: Block[] = [];
  let i = 0;
  while (i < rows.length) {
    const trace = mayOpen(rows, i) ? readTrace(rows, i) : undefined;
    if (trace && trace.end > i) {
      for (const row of trace.silent) silent.add(row);
      blocks.push({ start: i, end: trace.end, level: (rows[i] as Row).level, trace });
      i = trace.end;
      continue;
    }
    const start = i;
    const head = rows[i++] as Row;
    if (NATIVE.test(head.text)) silent.add(start);
    if (USAGE.test(head.text)) i = helpEnd(rows, start, silent);
    else while (i < rows.length && isIndented(rows[i]) && !isBlank(rows[i]) && !(rows[i] as Row).stamped && !mayOpen(rows, i)) i++;
    blocks.push({ start, end: i, level: head.level, trace: undefined });
  }
  return { rows, blocks, silent };
}

/** Cheap signs of a trace; only then are the readers asked. */
function mayOpen(rows: readonly Row[], at: number): boolean {
  const { text } = rows[at] as Row;
  const next = rows[at + 1]?.text;
  if (next !== undefined && /^\s+at \S|^Caused by: |^\s{0,4}---> |^\s+(?:\d+: )?from \S/.test(next)) return true;
  return /Traceback \(most|^ {2}File "|^panic: |^fatal error: |^runtime: goroutine|^SIG[A-Z]+: |http: panic serving|panicked at |^(?:Error|ERROR): |PHP (?:Fatal|Parse) error|^(?:Fatal|Parse) error: |\*\* \(|:in [`']|(?:Error|Exception|Throwable|Failure|Fault|Rejection)\b|^\S+:\d+$|^In \S+\.php line \d+:$/.test(
    text,
  );
}

/** A help text names flags and errors that did not happen. */
function helpEnd(rows: readonly Row[], start: number, silent: Set<number>): number {
  let i = start + 1;
  for (; i < rows.length; i++) {
    const row = rows[i] as Row;
    if (row.stamped && !HELP.test(row.text)) break;
    if (!isIndented(row) && !isBlank(row) && !HELP.test(row.text)) break;
  }
  while (i > start + 1 && isBlank(rows[i - 1])) i--;
  for (let j = start + 1; j < i; j++) silent.add(j);
  return i;
}

function toRows(lines: readonly Line[]): Row[] {
  const rows: Row[] = [];
  lines.forEach(({ text, said, level, stamped, time, inner }, line) => {
    rows.push({ text, said, line, level, stamped, time });
    for (const words of inner.slice(0, TRACED))
      rows.push({ text: words.slice(0, 2000), said: words.trim().slice(0, 2000), line, level: undefined, stamped: false, time });
  });
  return rows;
}

/** How many rows stand between a block and a later row; the frames of a trace are not counted. */
export function rowsBetween(rows: readonly Row[], blocks: readonly Block[]) {
  const before = new Uint32Array(rows.length + 1);
  for (const { start, end, trace } of blocks) for (let row = start; row < end; row++) before[row + 1] = trace && row > start ? 0 : 1;
  for (let row = 0; row < rows.length; row++) before[row + 1] = (before[row + 1] as number) + (before[row] as number);
  return (block: Block, { row }: { row: number }): number => (before[row] as number) - (before[block.end] as number);
}
