/** The line of a program of Python, which a ConfigMap brings, that takes an argument by its number, where there are fewer. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { commandLine } from '../../kube/pod.ts';
import type { Fact } from '../../logs/fact.ts';
import { codeInConfig } from '../files/code-in-config.ts';
import { isShell } from './shell-line.ts';

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

const READ = /\bsys\.argv\[(\d)\]/;

export function argvRead({ fields, quote: said }: Fact<'exception'>, subject: Subject, evidence: Evidence): ArgvRead | undefined {
  const code = /\bIndexError: list index out of range\b/.test(said)
    ? codeInConfig((fields as { frame?: string }).frame, subject, evidence)
    : undefined;
  const words = commandLine(subject.container);
  const file = words.indexOf(code?.place.replace(/:\d+$/, '') ?? '');
  const number = Number(READ.exec(code?.quote ?? '')?.[1] ?? 0);
  const given = words.length - file - 1;
  if (!code || file < 0 || words.some(isShell) || number <= given) return undefined;
  const text = valueOf(evidence.object('configmaps', subject.namespace, code.name))?.data?.[code.key] ?? '';
  const names = Array.from({ length: number - given }, (_, at) => nameOf(given + 1 + at, text));
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

/** region = sys.argv[1], interval = float(sys.argv[2]). */
const nameOf = (number: number, text: string): string =>
  new RegExp(`^[ \\t]*(\\w{1,40})\\s*=[^=\\n]*\\bsys\\.argv\\[${number}\\]`, 'm').exec(text)?.[1] ?? `argument_${number}`;
