/** A line of a script that was to go on in the next one: a backslash joins lines only where the line ends right behind it (POSIX 2.2.1). */
import { openHereDocument } from './here-document.ts';

export interface LineCutOff {
  /** From 1. */
  line: number;
  /** The end of that line, with the blanks. */
  before: string;
  /** The first word of the next line. */
  next: string;
  /** The command hands over to a program, so nothing behind it is run. */
  isExec: boolean;
  /** Nothing follows that may be run in its place, as behind an if. */
  isLast: boolean;
  /** The script without such blanks. */
  text: string;
}

const CUT = /(?:^|[ \t])\\[ \t]+$/;

export function lineCutOff(script: string): LineCutOff | undefined {
  const lines = script.split('\n');
  const at = lines.findIndex((line, index) => CUT.test(line) && !/^\s*#/.test(line) && /\S/.test(lines[index + 1] ?? ''));
  if (at < 0 || openHereDocument(script) || /<</.test(script)) return undefined;
  const line = lines[at] ?? '';
  // Within quotation marks it is text.
  const open = lines
    .slice(0, at + 1)
    .join('\n')
    .replace(/\\./g, '')
    .replace(/(^|\s)#.*$/gm, '');
  if (/^(?:[^"']|"[^"]*"|'[^']*')*$/.test(open) === false) return undefined;
  let first = at;
  while (first > 0 && /\\$/.test(lines[first - 1] ?? '')) first--;
  let end = at + 1;
  while (/\\[ \t]*$/.test(lines[end] ?? '')) end++;
  return {
    line: at + 1,
    before: line.trimStart().slice(-60),
    next: (lines[at + 1] ?? '').trim().split(/\s+/)[0] ?? '',
    isExec: /^\s*exec\s/.test(lines[first] ?? ''),
    isLast: lines.slice(end + 1).every((one) => /^\s*(?:#|$)/.test(one)),
    text: lines.map((one) => (CUT.test(one) ? one.trimEnd() : one)).join('\n'),
  };
}
