/** The line of a program of Python or of a shell script, which a ConfigMap brings, that takes an argument by its number, where there are fewer. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { commandLine } from '../../kube/pod.ts';
import type { Fact } from '../../logs/fact.ts';
import { codeInConfig } from '../files/code-in-config.ts';
import { isShell } from './shell-line.ts';
import { startScript } from './start-script.ts';

export interface ArgvRead {
  /** Of the program: the first argument is 1. */
  number: number;
  given: number;
  /** What the program calls those that are lacking. */
  names: string[];
  place: string;
  /** Of the ConfigMap, and its key. */
  name: string;
  key: string;
  quote: string;
}

/** region, interval = sys.argv[1:] */
const ALL = /^(\w{1,40}(?:,\s*\w{1,40}){1,5})\s*=\s*sys\.argv\[1:\]$/;
const READ = /\bsys\.argv\[(\d)\]/;

export function argvRead({ fields, quote: said }: Fact<'exception'>, subject: Subject, evidence: Evidence): ArgvRead | undefined {
  const wanted = /\bValueError: not enough values to unpack \(expected (\d), got \d\)/.exec(said)?.[1];
  const code =
    wanted !== undefined || /\bIndexError: list index out of range\b/.test(said)
      ? codeInConfig((fields as { frame?: string }).frame, subject, evidence)
      : undefined;
  const words = commandLine(subject.container);
  const file = words.indexOf(code?.place.replace(/:\d+$/, '') ?? '');
  const [, targets = ''] = ALL.exec(code?.quote ?? '') ?? [];
  const number = targets === '' ? Number(READ.exec(code?.quote ?? '')?.[1] ?? 0) : Number(wanted ?? 0);
  const given = words.length - file - 1;
  if (!code || file < 0 || words.some(isShell) || number <= given) return undefined;
  const text = valueOf(evidence.object('configmaps', subject.namespace, code.name))?.data?.[code.key] ?? '';
  const names =
    targets !== ''
      ? targets.split(/\s*,\s*/).slice(given, number)
      : namesOf(given, number, text, (one) => `[^=\\n]*\\bsys\\.argv\\[${one}\\]`);
  return {
    number,
    given,
    names,
    place: code.place,
    name: code.name,
    key: code.key,
    quote: `${code.key}, line ${code.line}: ${code.quote}`,
  };
}

/** NAME() { … } */
const FUNCTION = /^[ \t]*(?:function\s+[\w-]+|[A-Za-z_][\w-]*\s*\(\))/m;

/** $2 of a shell script, which has fewer: POSIX 2.5.1; with `set -u` it ends there. */
export function positionalRead({ fields, quote }: Fact<'argument-missing'>, subject: Subject, evidence: Evidence): ArgvRead | undefined {
  const number = Number(fields.options);
  const script = startScript(subject, evidence);
  if (!script || number <= script.given.length) return undefined;
  const { path, name, key, text } = script;
  // They give it others.
  if (/\bset\s+--|\bshift\b/.test(text)) return undefined;
  const lines = text.split('\n');
  const uses = (line: string) => new RegExp(`\\$(?:${number}(?!\\d)|\\{${number}\\b(?!:?-))`).test(line.replace(/(?:^|\s)#.*$/, ''));
  const said = Number(/: (?:line )?(\d{1,7}): /.exec(quote)?.[1] ?? 0) - 1;
  const at = uses(lines[said] ?? '') ? said : lines.findIndex(uses);
  // A function has arguments of its own.
  if (at < 0 || (FUNCTION.test(text) && /^\s|\(\)/.test(lines[at] as string))) return undefined;
  const given = script.given.length;
  const names = namesOf(given, number, text, (one) => `["']?\\$\\{?${one}\\b`);
  return { number, given, names, place: `${path}:${at + 1}`, name, key, quote: `${key}, line ${at + 1}: ${lines[at]?.trim()}` };
}

/** region = sys.argv[1], interval = float(sys.argv[2]); region=$1, export SIZE="${2}". */
const namesOf = (given: number, number: number, text: string, read: (number: number) => string): string[] =>
  Array.from({ length: number - given }, (_, at) => {
    const one = given + 1 + at;
    return new RegExp(`^[ \\t]*(?:export |local |readonly )?(\\w{1,40})\\s*=\\s*${read(one)}`, 'm').exec(text)?.[1] ?? `argument_${one}`;
  });
