/** A file of settings that a shell reads as its own commands (`. /etc/app.env`), and the values in it that the shell takes apart. */

import { escaped } from '../../escaped.ts';

export interface Assignment {
  name: string;
  value: string;
  /** What stands before the name, such as `export `. */
  before: string;
  /** Blanks beside the equals sign: then NAME is a command to the shell. */
  spaced: boolean;
}

const ASSIGNMENT = /^(\s*(?:export\s+)?)([A-Za-z_]\w*)(\s*)=(\s*)(.*)$/;

export function assignmentIn(line: string): Assignment | undefined {
  const [, before, name, left, right, value] = ASSIGNMENT.exec(line) ?? [];
  return name === undefined
    ? undefined
    : { name, value: (value as string).trimEnd(), before: before as string, spaced: left !== '' || (right !== '' && value !== '') };
}

/** Does a line of a shell read this file as its own commands: `. FILE`, `source FILE`? */
export const isSourced = (path: string, script: string): boolean =>
  new RegExp(`(?:^|[\\s;&|({])(?:\\.|source)\\s+["']?${escaped(path)}(?=["';&|)\\s]|$)`, 'm').test(script);

/** It holds assignments and comments alone: a list of settings, not a script, in which NAME=value may stand before a command. */
export function isListOfSettings(text: string): boolean {
  const lines = text.split('\n').filter((line) => !/^\s*(?:#.*)?$/.test(line));
  return lines.length > 0 && lines.every((line) => assignmentIn(line) !== undefined);
}

/** What ends a word, or a command (POSIX Shell 2.3); a blank before # begins a comment, which is no harm. */
const ENDS = /[\s&;|<>()]/;

/** NAME=(a b), of bash alone. */
export const isArray = ({ value }: Pick<Assignment, 'value'>): boolean => /^\(.*\)$/.test(value);

/** A value without quotation marks of its own that the shell takes for more than one word. */
export function isTakenApart({ value, spaced }: Assignment): boolean {
  return spaced || (!isArray({ value }) && !/["'\\`$]/.test(value) && ENDS.test(value.replace(/\s+#.*$/, '')));
}

/** The same settings, with single quotes around each value that is taken apart; what expands or is quoted in part is left to its owner. */
export function withQuotes(text: string): string {
  const lines = text.split('\n').map((line) => {
    const found = assignmentIn(line);
    if (!found || !isTakenApart(found) || /["'\\`$]/.test(found.value)) return line;
    return `${found.before}${found.name}='${found.value}'`;
  });
  return lines.join('\n');
}
