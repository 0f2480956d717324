/** Here-documents in a script of the shell: lines that are no commands, but what a program is given to read. */

interface HereDocument {
  /** The line that begins it, and the one that ends it, from 0. */
  from: number;
  to: number | undefined;
  word: string;
}

export interface OpenHereDocument {
  /** 1-based line that begins it. */
  line: number;
  word: string;
  /** 1-based line that looks like its end and is none, as blanks stand beside the word. */
  near: number | undefined;
}

/** A carriage return after the word belongs to it, and so to its end. */
const OPENING = /^(.*?[^<]|)<<(-?)\s*(["']?)([A-Za-z_]\w{0,40})\3(?![<\r\w])/;

/** What follows such a text stands within quotation marks, or shifts a number: $((1<<BITS)). */
const isQuotedOrSum = (before: string) =>
  (before.match(/"/g) ?? []).length % 2 === 1 || (before.match(/'/g) ?? []).length % 2 === 1 || /\(\((?!.*\)\))/.test(before);

/** Their end is a line that holds the word alone, after `<<-` with tabs before it (POSIX 2.7.4). */
function hereDocuments(lines: readonly string[]): HereDocument[] {
  const found: HereDocument[] = [];
  for (let at = 0; at < lines.length; at++) {
    const [, before = '', tabs, , word] = OPENING.exec(withoutComment(lines[at] as string)) ?? [];
    if (word === undefined || isQuotedOrSum(before)) continue;
    const end = lines.findIndex((line, index) => index > at && (tabs ? line.replace(/^\t+/, '') : line) === word);
    found.push({ from: at, to: end < 0 ? undefined : end, word });
    if (end < 0) break;
    at = end;
  }
  return found;
}

/** One that never ends. */
export function openHereDocument(text: string): OpenHereDocument | undefined {
  const lines = text.split('\n');
  const open = hereDocuments(lines).find(({ to }) => to === undefined);
  if (!open) return undefined;
  const near = lines.findIndex((line, index) => index > open.from && line.trim() === open.word);
  return { line: open.from + 1, word: open.word, near: near < 0 ? undefined : near + 1 };
}

/** Is the line, from 0, a part of one, or its end? */
export function inHereDocument(lines: readonly string[]): (at: number) => boolean {
  const all = hereDocuments(lines);
  return (at) => all.some(({ from, to }) => at > from && (to === undefined || at <= to));
}

export const withoutComment = (line: string) => line.replace(/(?:^|\s)#.*$/, '');
