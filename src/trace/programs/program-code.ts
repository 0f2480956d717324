/** The text of a program of Python or Node.js that stands in the spec or in a ConfigMap, and what leads to one of its lines. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { commandLine } from '../../kube/pod.ts';
import { readIn } from '../../logs/environment-reads.ts';
import { only } from '../../only.ts';
import { configFiles } from '../files/mounted-file.ts';
import { programText } from '../settings/nothing-read.ts';

export interface ProgramCode {
  lines: readonly string[];
  /** The ConfigMap's name and key, and the path; undefined: it stands in the spec. */
  config: { name: string; key: string; path: string } | undefined;
}

export interface CodePlace {
  /** "/app/main.py, line 12 (key main.py of ConfigMap api)", "its command, line 3 of the program". */
  where: string;
  config: ProgramCode['config'];
  /** From 0. */
  at: number;
  quote: string;
  /** The condition that leads there: `if not key:`. */
  condition: string | undefined;
  /** The one variable of the environment that the condition is about. */
  reads: string | undefined;
  /** Only of a variable that is so the condition is true: `if not key:`, `if (key) {`. */
  holds: 'set' | 'unset' | undefined;
  /** Where it is not set, the program takes something else. */
  hasDefault: boolean;
}

export function programCode(subject: Subject, evidence: Evidence): ProgramCode | undefined {
  const inline = programText(subject);
  if (inline !== undefined) return { lines: inline.split('\n'), config: undefined };
  const words = commandLine(subject.container);
  const file = configFiles(subject, evidence).find(({ path }) => /\.(?:py|[cm]?js)$/.test(path) && words.includes(path));
  const text = file && valueOf(file.text);
  return text === undefined ? undefined : { lines: text.split('\n'), config: file };
}

export function codePlace({ lines, config }: ProgramCode, at: number): CodePlace {
  const line = lines[at] as string;
  const opener = /^\s*if\b/.test(line) ? at : openerOf(lines, at);
  const condition = opener === undefined ? undefined : (lines[opener] as string).trim().slice(0, 160);
  const reads = opener === undefined ? undefined : readBy(lines, opener, at);
  return {
    where: config
      ? `${config.path}, line ${at + 1} (key ${config.key} of ConfigMap ${config.name})`
      : `its command${lines.length > 1 ? `, line ${at + 1} of the program` : ''}`,
    config,
    at,
    quote: line.trim().slice(0, 160),
    condition,
    reads,
    holds: condition === undefined ? undefined : holdsOf(condition, lines.slice(0, at)),
    hasDefault: reads !== undefined && lines.slice(0, at + 1).some((one) => takesElse(one, reads)),
  };
}

/** The line that fails, by itself: the variable that it reads, or that a name in it was given. */
export function failingPlace(program: ProgramCode, at: number): CodePlace | undefined {
  const line = program.lines[at];
  if (line === undefined) return undefined;
  const direct = readIn(line);
  const reads = direct.length > 0 ? only(direct) : only(given(line, program.lines.slice(0, at)));
  const hasDefault = reads !== undefined && program.lines.slice(0, at + 1).some((one) => takesElse(one, reads));
  return { ...codePlace(program, at), condition: undefined, reads, hasDefault };
}

const COMMENT = /^\s*(?:#|\/\/)/;
export const isComment = (line: string): boolean => COMMENT.test(line);
export const indentOf = (line: string): number => line.length - line.trimStart().length;

const CONDITION = /^\}?\s*(?:if(?!\s+__name__)|elif|else if|else|except|while|for)\b|\b(?:catch|\.on)\b/;
/** Nothing leads into it but a call. */
const FUNCTION = /^(?:async\s+)?(?:def|class|function|export)\b|=>\s*\{$|^(?:try\b|with\b)|^if\s+__name__\b/;

/** The nearest line above that is less indented and is a condition; what stands in several lines is left for what it stands in. */
function openerOf(lines: readonly string[], at: number): number | undefined {
  let indent = indentOf(lines[at] as string);
  for (let above = at - 1; above >= 0 && indent > 0; above--) {
    const line = lines[above] as string;
    if (line.trim() === '' || COMMENT.test(line) || indentOf(line) >= indent) continue;
    if (CONDITION.test(line.trim())) return above;
    if (FUNCTION.test(line.trim())) return handledIn(lines, line);
    indent = indentOf(line);
  }
  return undefined;
}

/** A function that is called for a signal is entered when that comes, from wherever. */
function handledIn(lines: readonly string[], opener: string): number | undefined {
  const [, name] = /^\s*(?:async\s+)?def\s+(\w+)/.exec(opener) ?? [];
  const at = lines.findIndex(
    (line) => !COMMENT.test(line) && /\b(?:signal\.signal|add_signal_handler)\(/.test(line) && new RegExp(`\\b${name}\\b`).test(line),
  );
  return name === undefined || at < 0 ? undefined : at;
}

/** A loop goes on until something else is so. */
const NEEDS_NONE = /^(?:while|for)\b|^(?:el)?if\s+not\s+\w+\s*:|^(?:else\s+)?if\s*\(\s*!\w+\s*\)/;
const NEEDS_ONE =
  /^(?:el)?if\s+(?:[^:]*\sand\s+)?(\w+)\s*(?::|and\s)|^(?:\}\s*)?(?:else\s+)?if\s*\((?:[^|]*&&)?\s*([\w.]+)\s*(?:&&|\)\s*(?:\{|[a-z]))/;

const READS = /^\s*(?:const |let |var )?(\w+)\s*=\s*(?:os\.)?(?:environ|getenv|process\.env)\b/;

function holdsOf(condition: string, before: readonly string[]): CodePlace['holds'] {
  if (NEEDS_NONE.test(condition)) return 'unset';
  const [, python, node] = NEEDS_ONE.exec(condition) ?? [];
  const name = python ?? node ?? '';
  // What was made of the variable may be true without it.
  const isRead = (line: string) => READS.exec(line)?.[1] === name;
  return name.startsWith('process.env.') || (name !== '' && before.some(isRead)) ? 'set' : undefined;
}

/** Of an `else` the condition is that of its if; of an exception it is what was tried. */
function readBy(lines: readonly string[], opener: number, at: number): string | undefined {
  const line = (lines[opener] as string).trim();
  const indent = indentOf(lines[opener] as string);
  const begins = (form: RegExp) => lines.slice(0, opener).findLastIndex((one) => indentOf(one) === indent && form.test(one.trim()));
  if (/^(?:except\b|\}?\s*catch\b)/.test(line)) {
    const tried = lines.slice(Math.max(0, begins(/^try\b/)), opener).join('\n');
    return only(readIn(tried)) ?? (readIn(tried).length === 0 ? only(given(tried, lines.slice(0, opener))) : undefined);
  }
  const isElse = /^\}?\s*else\s*[:{]/.test(line);
  // What else it does there is not done for want of the variable.
  if (isElse && lines.slice(opener + 1, at).some((one) => one.trim() !== '' && !PRINTS.test(one) && !COMMENT.test(one))) return undefined;
  const condition = isElse ? (lines[begins(/^(?:if|elif)\b/)] ?? '') : line;
  const direct = readIn(condition);
  return direct.length > 0 ? only(direct) : only(given(condition, lines.slice(0, at)));
}

/** environ.get("X", "5"), process.env.X || 5, parseInt(process.env.X, 10) || 5, environ.get("X") or 5, X ? … : 5; not with a text that is empty. */
function takesElse(line: string, name: string): boolean {
  const at = line.indexOf(name);
  const rest = at < 0 ? '' : line.slice(at + name.length);
  return (
    /^["']\s*,\s*(?!""|''|None\b)\S/.test(rest) ||
    /^["']?[\])]{0,2}(?:,\s*\d{1,2}\s*\))?\s*(?:\|\||\?\?|or\b)\s*(?!""|''|None\b|null\b|undefined\b)\S/.test(rest) ||
    /^\s*\?\s[^:]*:\s*\S|\sif\s.{1,200}\selse\s/.test(rest)
  );
}

/** A name of a value: what is called, or has other members than a text or a list has, is none. */
const VALUE =
  /\b[A-Za-z_]\w*\b(?!\s*(?:\(|\.(?!(?:l?strip|rstrip|lower|upper|split|startswith|endswith|is\w{4,9}|length|trim|toLowerCase|toUpperCase|includes|startsWith|endsWith|match|replace)\b)))/g;

/** The variables that names in this text were given. */
function given(text: string, before: readonly string[]): string[] {
  const names = new Set(text.match(VALUE));
  const found = before.flatMap((line) => {
    const [, targets = ''] = /^\s*(?:const |let |var )?([A-Za-z_][\w, ]*?)\s*=(?!=)/.exec(line) ?? [];
    return targets.split(/,\s*/).some((name) => names.has(name)) ? readIn(line) : [];
  });
  return [...new Set(found)];
}

const PRINTS = /\b(?:print|log\w*|console|sys\.std\w{3}|process\.std\w{3}|raise|throw|\w{0,40}(?:Error|Exception)|SystemExit|sys\.exit)\b/;

/** The fixed words that a line prints, without the values between them. */
export function wordsPrinted(line: string): string[] {
  if (!PRINTS.test(line) || COMMENT.test(line)) return [];
  const texts = [...line.matchAll(/"((?:[^"\\]|\\.){3,300})"|'((?:[^'\\]|\\.){3,300})'|`([^`]{3,300})`/g)].map(
    ([, a, b, c]) => a ?? b ?? c ?? '',
  );
  return texts
    .flatMap((text) => text.split(/\$?\{[^}]*\}|%[\w.]{0,6}[sdrf]|\\n/))
    .map((piece) => piece.trim())
    .filter((piece) => /\p{L}{3}/u.test(piece));
}
