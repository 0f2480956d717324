/** A command of a shell script that lacks a word: a variable without a value stood for it, and the shell put nothing in its place. */
import { escaped } from '../../escaped.ts';
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { isErrorLike } from '../../logs/consequences.ts';
import type { LogReading } from '../../logs/reading.ts';
import { isEmptied } from './emptied.ts';
import type { LackingVariable } from './lacking-variable.ts';
import { variablesIn } from './shell-variables.ts';
import { startText } from './start-text.ts';

interface Lack {
  says: RegExp;
  /** Where a script calls what says so: its first group is what the words are looked for in. */
  at: (found: RegExpExecArray) => RegExp;
  /** What else may be so. */
  doubt?: string;
  /** A test, after which a script mostly goes on. */
  isTest?: true;
}

const NAME = '\\$(?:\\{\\w{1,80}\\}|\\w{1,80})';
/** All words of the command, if one of them is a variable that is a word of its own; an empty one within quotation marks is a word. */
const call = (program = '', word = `(?<!\\S)${NAME}(?![^\\s)])`) =>
  new RegExp(`(?:^|[\\s;&|(\`!])(?:[\\w./-]{0,100}/)?${escaped(program)}(?=\\s)([^;&|\\n\`)]{0,400}?${word}[^;&|\\n\`)]{0,400})`, 'm');
/** What is to be run stands behind it: then it was to be an option. */
const PROGRAM_BEHIND = '[^;&|\\n]{0,400}\\s(?:-jar|-c?p|-m|\\S+\\.(?:[cm]?js|ts|py|jar|java))(?!\\S)';
const inQuotes = `"${NAME}"`;
/** What is called so may well be nothing: JAVA_OPTS, EXTRA_ARGS. Within quotation marks it is an empty word all the same. */
const OPTIONAL = /(?:^|_)(?:OPT(?:ION)?S?|ARG(?:UMENT)?S?|FLAGS?|PARAM(?:ETER)?S?|EXTRAS?)(?:_|$)/i;
const REDIRECTION = new RegExp(`[<>]\\s{0,4}("?${NAME}"?)(?=[\\s;&|)]|$)`, 'm');
const SOURCED = new RegExp(`(?:^|[\\s;&|])(?:\\.|source)\\s+("?${NAME}"?)(?=[\\s;&|)]|$)`, 'm');

/** Run: coreutils 9.1, curl 7.88, dash 0.5.12, bash 5.2, busybox 1.35, CPython 3.11, node 18.19, OpenJDK 17. */
const LACKS: readonly Lack[] = [
  { says: /^(?:[\w./-]{0,100}\/)?([\w.+-]{1,40}): missing (?:file |destination file )?operand\b/, at: ([, program]) => call(program) },
  { says: /^Try '([\w-]{1,40}) --help' for more information\.?$/, at: ([, program]) => call(program) },
  { says: /^(curl): (?:try 'curl --help'|\(2\) no URL specified|no URL specified)/, at: ([, program]) => call(program) },
  { says: /^(wget): missing URL$/, at: ([, program]) => call(program) },
  { says: /^(tar): Old option '\w' requires an argument/, at: ([, program]) => call(program) },
  { says: /^Usage: ([\w-]{1,40})(?: |$)/, at: ([, program]) => call(program) },
  { says: /^(?:[\w./-]{0,100}\/)?([\w.+-]{1,40}): [^\n]{0,80}(?:‘’|'')(?::|$)/, at: ([, program]) => call(program, inQuotes) },
  {
    says: /: \[{1,2}: (?:[=!]=?|-[a-z]{2}): (?:unexpected operator|unary operator expected)$/,
    at: () => /\[{1,2}\s([^\]\n]{1,300})\s\]/,
    isTest: true,
  },
  {
    says: /: (test): (?:[=!]=?|-[a-z]{2}): (?:unexpected operator|unary operator expected)$/,
    at: ([, program]) => call(program),
    isTest: true,
  },
  {
    says: /^(?:\/?[\w./-]{1,200}): ([^\s:]{1,100}): unknown operand$/,
    at: ([, right = '']) => new RegExp(`\\[{1,2}\\s+(${NAME})\\s+(?:[=!]=?|-[a-z]{2})\\s+["']?${escaped(right)}["']?\\s`),
    isTest: true,
  },
  { says: /^(?:\/?[\w./-]{1,200}): (?:(?:line )?\d{1,7}: )?(?:cannot|can't) (?:create|open) : /, at: () => REDIRECTION },
  {
    says: /^(?:\/?[\w./-]{1,200}): (?:line )?\d{1,7}: : No such file or directory$/,
    at: () => new RegExp(`${SOURCED.source}|${REDIRECTION.source}`, 'm'),
  },
  { says: /: (\$\{?\w{1,80}\}?): ambiguous redirect$/, at: ([, written = '']) => new RegExp(`(${escaped(written)})`) },
  { says: /: \.: (?:line \d{1,7}: )?: not found$|^\.: usage: \. filename|: source: filename argument required$/, at: () => SOURCED },
  {
    says: /^(?:Error: )?Invalid (?:maximum|initial) heap size: (-Xm[sx])$/,
    at: ([, option = '']) => new RegExp(`${option}(${NAME})(?=["'\\s]|$)`),
  },
  { says: /^(?:Error: )?Could not find or load main class$/, at: () => call('java', inQuotes) },
  {
    says: /^Argument expected for the (-\w) option$/,
    at: ([, option = '']) => new RegExp(`\\bpython[\\d.]{0,5}\\s[^;&|\\n]{0,400}?${option}\\s{1,4}(${NAME})(?!\\S)`),
  },
  { says: /: can't find '__main__' module in '/, at: () => new RegExp(`\\bpython[\\d.]{0,5}\\s+("${NAME}")`) },
  {
    says: /(?:\bnode: bad option: |^unknown option |^Unrecognized option: )(--?[\w-]{1,80})/,
    at: ([, option = '']) =>
      new RegExp(
        `\\b(?:node|python[\\d.]{0,5}|java)\\s{1,4}(?:-\\S{1,200}\\s{1,4}){0,20}(${NAME})(?!${PROGRAM_BEHIND})\\s[^;&|\\n]{0,400}?${escaped(option)}\\b`,
      ),
  },
  // cd "" stays where it is, cd alone goes home.
  {
    says: /(?:can't open file|Cannot find module|Unable to access jarfile) '?(?:\/{0,2}|\/root\/)([\w.-]{1,100})'?(?::|$)/,
    at: ([, file = '']) =>
      new RegExp(`\\bcd\\s+("?${NAME}"?)\\s*(?:&&|[;\\n])[^]{0,400}?(?<![\\w/.-])(?:\\./)?${escaped(file)}(?![\\w.-])`),
    doubt: 'whether the image sets it: then only the file is not there',
  },
];

/** So many of the last lines may be what a program says of how it is called. */
const LAST = 12;

export function emptiedWord(subject: Subject, evidence: Evidence): LackingVariable | undefined {
  const log = valueOf(subject.log());
  const exitCode = subject.attempt?.exitCode ?? 1;
  // It has ended on a signal, which is no complaint of a lacking word.
  const text = log && exitCode < 128 && startText(subject, evidence)?.text.replace(/^[ \t]*#.*$/gm, '');
  if (!log || !text) return undefined;
  for (const { line, quote, at, doubt } of lacksIn(log)) {
    const found = at.exec(text);
    const code = found?.slice(1).find((group) => group !== undefined);
    const lost = [...new Set(variablesIn(code ?? ''))].filter(
      (name) =>
        (!OPTIONAL.test(name) || code?.includes(`"$${name}"`) || code?.includes(`"\${${name}}"`)) &&
        isEmptied(name, text, subject, evidence),
    );
    const [name, ...more] = lost;
    if (!found || name === undefined) continue;
    const fields = more.length > 0 ? { name, more: more.join(', ') } : { name };
    return {
      // As if the shell had said that it is not set.
      fact: { kind: 'variable-missing', fields, quote, line, phrase: 'shell/emptied-word' },
      code: found[0].trim(),
      doubt:
        more.length > 0
          ? 'which of them it misses'
          : (doubt ?? (exitCode === 0 ? 'whether it ends for that: it calls that no error' : undefined)),
    };
  }
  return undefined;
}

/** What the end of the log says of a lacking word, the last first; nothing where another fault is told after it. */
function lacksIn({ lines, decisive }: LogReading): { line: number; quote: string; at: RegExp; doubt: string | undefined }[] {
  const last = lines.findLastIndex((line) => line.trim() !== '');
  // Of the JVM the reason below its message decides.
  const isReason = decisive && /^Caused by: /.test(lines[decisive.line] ?? '');
  const first = Math.max(0, last - LAST, ...(decisive ? [decisive.line - (isReason ? 1 : 0)] : []));
  return Array.from({ length: last - first + 1 }, (_, index) => last - index).flatMap((line) => {
    const quote = (lines[line] ?? '').trim();
    return LACKS.flatMap(({ says, at, isTest, ...one }) => {
      const found = says.exec(quote);
      const doubt = isTest && line < last ? 'whether the script ends for that: it has written more since' : one.doubt;
      return found && !isTold(found, lines.slice(0, line)) ? [{ line, quote, at: at(found), doubt }] : [];
    });
  });
}

const BANNER = /^BusyBox v/;

/** How a program is called is shown after each slip; what slip it was, it says before, unless a word lacks. */
function isTold({ 0: quote, 1: program }: RegExpExecArray, above: readonly string[]): boolean {
  if (!/^(?:Try '|Usage: |curl: try)/.test(quote)) return false;
  const before = above.findLast((line) => line.trim() !== '' && !BANNER.test(line))?.trim() ?? '';
  return !/missing/.test(before) && (before.includes(`${program}:`) || isErrorLike(before));
}
