/** A slip of the syntax in one line of a program of Python that a ConfigMap brings, where Python's own words leave one way to mend it. */
import { valueOf } from '../evidence/evidence.ts';
import type { Fix } from '../report.ts';
import type { CodeInConfig } from '../trace/files/code-in-config.ts';
import { changeKey } from './change-keys.ts';
import type { WorkloadFix } from './workload.ts';

/** What ends in a colon (docs.python.org/3/reference/compound_stmts.html); without one, with no comment and no text in it. */
const BLOCK = /^\s*(?:async\s+)?(?:if|elif|else|for|while|def|class|try|except|finally|with)\b[^#:"']*$/;
const PAIRS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

export function pythonSlip(said: string, code: CodeInConfig | undefined, fix: WorkloadFix): Fix | undefined {
  const text = code && valueOf(fix.evidence.object('configmaps', fix.subject.namespace, code.name))?.data?.[code.key];
  const lines = text?.split('\n') ?? [];
  const line = code && lines[code.line - 1];
  if (!code || line === undefined) return undefined;
  const open = /SyntaxError: '([([{])' was never closed/.exec(said)?.[1];
  const to = /SyntaxError: expected ':'/.test(said)
    ? BLOCK.exec(line)?.[0].trimEnd().concat(':')
    : open !== undefined
      ? closed(line, lines[code.line] ?? '', open)
      : undefined;
  const quoted = to === undefined && IN_TEXT.test(said) ? otherMarks(line) : undefined;
  const written = to ?? quoted;
  if (written === undefined) return undefined;
  const better = lines.with(code.line - 1, written).join('\n');
  const since = quoted === undefined ? '' : ': only from 3.12 on may the marks of an f-string stand within its braces (PEP 701)';
  return changeKey(`write ${written.trim()} in line ${code.line} of key ${code.key}${since}`, code, better, fix);
}

const IN_TEXT = /SyntaxError: f-string: (?:unmatched|expecting '\}'|unterminated string)/;

/** f"{d["key"]}": to Python before 3.12 the text ends at the second mark. */
function otherMarks(line: string): string | undefined {
  const to = /\bf"/i.test(line)
    ? line.replace(/\{[^{}]{1,200}\}/g, (part) => (part.includes("'") ? part : part.replaceAll('"', "'")))
    : undefined;
  return to === line ? undefined : to;
}

/** A call on one line that lacks one bracket at its end: the next line begins another statement. */
function closed(line: string, next: string, open: string): string | undefined {
  const close = PAIRS[open] as string;
  const plain = line.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""').trimEnd();
  const count = (sign: string) => plain.split(sign).length - 1;
  const indent = (one: string) => one.length - one.trimStart().length;
  const isWhole = !/[,([{#]$|#/.test(plain) && (next.trim() === '' || indent(next) <= indent(line));
  return isWhole && count(open) === count(close) + 1 ? `${line.trimEnd()}${close}` : undefined;
}
