/**
 * Where a shell script ends with 1 and says nothing: commands such as grep and test tell their answer by their exit code alone, and with
 * `set -e` (or as the last command) an answer of "no" ends the script (POSIX sh, set -e).
 *
 * The script is taken apart by hand, as statements are all that is wanted, and what is harder is left alone. Looked at in November 2026:
 * unbash, in plain JavaScript, reads all of bash, for 100 kB of the bundle and 4 ms of each start; on the 131 scripts of the recordings it
 * finds the same statements, and 5 more scripts that are left alone here. If a second rule wants a tree, take it. sh-syntax and mvdan-sh
 * are Go, as WebAssembly or in a megabyte; @aliou/sh is unfinished, and for Node 22; bash-parser is no longer maintained, and shell-quote
 * tells words apart, not statements.
 */
import { escaped } from '../../escaped.ts';

export interface SilentStep {
  /** 1-based, and the statement that ends it. */
  line: number;
  text: string;
  /** Its command and words: grep -c @ FILE. */
  words: string[];
  /** It stands in a substitution, whose answer is used and not tested: count=$(grep -c …). */
  isValue: boolean;
}

interface Statement {
  text: string;
  line: number;
}

/** Their "no" is 1, and they do not say it. */
const SILENT = /^(?:grep|egrep|fgrep|zgrep|pgrep|pidof|test|\[{1,2}|read|cmp|expr|let|false)$/;
/** They say why they fail, or do not fail. */
const TELLING =
  /^(?:set|:|export|unset|shift|trap|umask|cd|ls|cat|cp|mv|mkdir|rm|rmdir|ln|chmod|chown|touch|sleep|date|echo|printf|head|tail|sort|uniq|wc|cut|tr|sed|awk|tee|find|basename|dirname|hostname|id|uname|mktemp|tar|gzip|gunzip|seq|\.|source)$/;
const OPENS = /^(?:if|for|while|until|case|select)\b/;
const CLOSES = /^(?:fi|done|esac)\b/;

/**
 * `answers`: what a command is known to answer. Undefined where no step is found, more than one, or one among commands of which it is not
 * known how they fail; what stands behind a "no" is never run.
 */
export function silentStep(
  script: string,
  printed: readonly string[],
  stopsAtFirst: boolean,
  answers: (words: readonly string[]) => 'yes' | 'no' | undefined = () => undefined,
): SilentStep | undefined {
  const statements = statementsOf(script);
  if (!statements) return undefined;
  let errexit = stopsAtFirst;
  let depth = 0;
  let found: SilentStep[] = [];
  let known = true;
  let isOver = false;
  for (const [at, statement] of statements.entries()) {
    const { text, line } = statement;
    if (/^set\s/.test(text)) errexit ||= /\s-[a-z]*e|errexit/.test(text);
    if (CLOSES.test(text)) depth--;
    const step = text.replace(/^(?:then|do|else)\s+/, '');
    const says = saidBy(step);
    if (says?.some((form) => printed.some((one) => form.test(one)))) {
      found = [];
      known = true;
      isOver = false;
    } else if (says?.length && depth === 0) break;
    const isLast = at === statements.length - 1;
    // Behind a known "no" nothing is run, unless the log shows that it was.
    if (isOver) {
      if (OPENS.test(step)) depth++;
      continue;
    }
    if (depth > 0 || OPENS.test(step))
      known &&= !/\b(?:exit|return)\b/.test(step) && (!errexit || depth === 0 || commandOf(step)?.how === 'telling');
    else if (errexit || isLast) {
      const command = isLast || !/&&|\|\|/.test(step) ? commandOf(step) : { how: 'telling' as const };
      const answer = command?.how === 'silent' ? answers(command.words) : undefined;
      if (command?.how === 'silent' && answer !== 'yes') {
        found.push({ line, text: step, words: command.words, isValue: command.isValue });
        isOver = answer === 'no';
      } else if (command === undefined) known = false;
    }
    if (OPENS.test(step)) depth++;
  }
  return known && found.length === 1 ? found[0] : undefined;
}

type Command = { how: 'telling' } | { how: 'silent'; words: string[]; isValue: boolean };

/** Of the command whose exit code the statement has; undefined where it is not known how that fails. */
function commandOf(step: string): Command | undefined {
  const [, inner] = /^\w+=["']?\$\((.*)\)["']?$/s.exec(step) ?? [];
  if (inner === undefined && /^\w+=\S*$/.test(step)) return { how: 'telling' };
  const list = inner ?? step;
  if (/\|\|/.test(list)) return undefined;
  const last = list.split(/&&/)[0]?.split('|').at(-1)?.trim() ?? '';
  const words = last.replace(/^\(\(/, 'let ').match(/"[^"]*"|'[^']*'|\S+/g) ?? [];
  const [program = ''] = words;
  if (SILENT.test(program)) return { how: 'silent', words, isValue: inner !== undefined };
  return TELLING.test(program) ? { how: 'telling' } : undefined;
}

/** What echo writes, as a form for a line of the log; undefined: it writes nothing there. */
function saidBy(step: string): RegExp[] | undefined {
  const [, words] = /^(?:echo|printf)\s+(?:-\w+\s+)*(.*)$/s.exec(step) ?? [];
  if (words === undefined || />/.test(words)) return undefined;
  const pieces = words
    .replace(/["']/g, '')
    .split(/\$\([^)]*\)|\$\{[^}]*\}|\$\w+|%\w|\\n/)
    .map((piece) => piece.trim())
    .filter((piece) => /\p{L}{2}/u.test(piece));
  return pieces.length === 0 ? undefined : [new RegExp(pieces.map(escaped).join('.*'))];
}

/** Apart at line ends and semicolons outside of quotes and brackets; undefined for what is not told apart here. */
function statementsOf(script: string): Statement[] | undefined {
  const text = script.replace(/\\\n/g, '  ');
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
