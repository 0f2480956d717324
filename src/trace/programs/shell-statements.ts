/** A shell script as its statements, and what they print. */
import { escaped } from '../../escaped.ts';

/*
 * Taken apart by hand, as statements are all that is wanted, and what is harder is left alone. Looked at in November 2026: unbash, in plain
 * JavaScript, reads all of bash, for 100 kB of the bundle and 4 ms of each start; on the 131 scripts of the recordings it finds the same
 * statements, and 5 more scripts that are left alone here. sh-syntax and mvdan-sh are Go, as WebAssembly or in a megabyte; @aliou/sh is
 * unfinished, and for Node 22; bash-parser is no longer maintained, and shell-quote tells words apart, not statements.
 */

export interface Statement {
  text: string;
  /** 1-based. */
  line: number;
}

/** What echo writes, as a form for a line of the log; undefined: it writes nothing there. */
export function saidBy(step: string): RegExp[] | undefined {
  const [, words] = /^(?:echo|printf)\s+(?:-\w+\s+)*(.*)$/s.exec(step) ?? [];
  const shown = words?.replace(/\s*1?>\s*(?:&2|\/dev\/stderr)\b/, '');
  if (shown === undefined || />/.test(shown)) return undefined;
  const pieces = shown
    .replace(/["']/g, '')
    .split(/\$\([^)]*\)|\$\{[^}]*\}|\$\w+|%\w|\\n/)
    .map((piece) => piece.trim())
    .filter((piece) => /\p{L}{2}/u.test(piece));
  return pieces.length === 0 ? undefined : [new RegExp(pieces.map(escaped).join('.*'))];
}

/** NAME() { … }, without another block in it. */
const FUNCTION = /^[ \t]*(?:function\s+)?([A-Za-z_]\w{0,40})\s*\(\)\s*\{([^{}]*)\}/gm;
/** One that says what it is given and ends the script: die() { echo "$1" >&2; exit 1; } */
const ENDS = /^\s*(?:echo|printf)\b[^;\n]*\$[1@*{][^;\n]*[;\n]\s*exit(?:\s+(\d{1,3}))?\s*;?\s*$/;

/** Calls of such a function in its own words, each line where it was; what other functions do is not known. */
function withoutFunctions(script: string): string {
  const ending = new Map<string, string>();
  const text = script.replace(FUNCTION, (whole, name: string, body: string) => {
    const [said, code = ''] = ENDS.exec(body) ?? [];
    if (said !== undefined) ending.set(name, `exit ${code}`.trim());
    return whole.replace(/[^\n]/g, '');
  });
  if (ending.size === 0) return text;
  const call = new RegExp(
    `(^[ \\t]*|;\\s*|\\b(?:then|else|do)\\s+|(?:\\|\\||&&)\\s*)(${[...ending.keys()].join('|')})[ \\t]+("[^"\\n]*"|'[^'\\n]*'|[^;&|\\n]+)`,
    'gm',
  );
  return text.replace(call, (_, before: string, name: string, words: string) =>
    /[|&]/.test(before) ? `${before}{ echo ${words}; ${ending.get(name)}; }` : `${before}echo ${words}; ${ending.get(name)}`,
  );
}

/** `COMMAND`, with nothing in it that would read otherwise in $(COMMAND) (POSIX 2.6.3). */
const OLD_SUBSTITUTION = /`([^`\\'"\n]{1,300})`/g;

/** Apart at line ends and semicolons outside of quotes and brackets; undefined for what is not told apart here. */
export function statementsOf(script: string): Statement[] | undefined {
  const text = withoutFunctions(script.replace(/\\\n/g, '  ').replace(OLD_SUBSTITUTION, '$$($1)'));
  if (/<<|\(\)\s*\{|`/.test(text)) return undefined;
  const found: Statement[] = [];
  let [quote, depth, from, line, start] = ['', 0, 0, 1, 1];
  for (let at = 0; at <= text.length; at++) {
    const sign = text[at];
    if (quote) {
      if (sign === quote) quote = '';
    } else if (sign === '"' || sign === "'") quote = sign;
    // In the background: its exit code is nobody's.
    else if (sign === '&' && !/[&<>]/.test(text[at - 1] ?? '') && !/[&>]/.test(text[at + 1] ?? '')) return undefined;
    else if (sign === '(') depth++;
    else if (sign === ')') depth = Math.max(0, depth - 1);
    else if (sign === '#' && /^(?:|[\s;])$/.test(text[at - 1] ?? '')) {
      const end = text.indexOf('\n', at);
      const upTo = end < 0 ? text.length : end;
      found.push({ text: text.slice(from, at).trim(), line: start });
      from = upTo;
      at = upTo - 1;
      continue;
    } else if (sign === undefined || ((sign === '\n' || sign === ';') && depth === 0)) {
      found.push({ text: text.slice(from, at).trim(), line: start });
      from = at + 1;
      start = line + (sign === '\n' ? 1 : 0);
    }
    if (sign === '\n') line++;
  }
  return quote ? undefined : found.filter((one) => one.text !== '');
}

const SKIPPED = /^\s|\b(?:if|then|elif|else|do|case|while|until|for)\b|&&|\|\||[{(][^})]*$/;

/** By what stands before it on its line: may a shell not come to it, as it is within a block, or behind && or ||? */
export const mayBeSkipped = (before: string): boolean => SKIPPED.test(before);
