/**
 * A command whose output a script of the shell puts into a value, NAME="$(cat FILE)", and which failed: the script goes on with an empty
 * one (POSIX 2.9.1: under `export`, or as an argument, even under `set -e`), and what the program says of that is the consequence.
 */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { Fact } from '../../logs/fact.ts';
import type { LogReading } from '../../logs/reading.ts';
import { type Setting, variablesOf } from '../settings/settings.ts';
import { inHereDocument } from './here-document.ts';
import { mayBeSkipped } from './shell-statements.ts';
import { startText } from './start-text.ts';

export interface Substituted {
  /** The variable that takes it; undefined: it stands among the arguments of a program, or in a text that it is given. */
  name: string | undefined;
  command: string;
  /** It is taken at each start, whatever the variable had before. */
  isAlways: boolean;
}

const COMMAND = /\$\((?!\()([^()`\n]{1,300})\)|`([^`\n]{1,300})`/g;
const ASSIGNED = /(?:^|[\s;&|({])([A-Za-z_]\w{0,80})=["']?[^\s"']{0,200}$/;

/** What only goes into the log. */
const SHOWN = /(?:^|[;&|{(]|\b(?:then|else|do)\s)\s*(?:echo|printf)\s[^;&|]*$/;
const GOES_ON = /^[^;&|]*(?:>|\|(?!\|))/;

export function substitutedIn(script: string): Substituted[] {
  const lines = script.split('\n').map((line) => line.slice(0, 2000));
  const isText = inHereDocument(lines);
  return lines.flatMap((line, at) => {
    if (/^\s*#/.test(line) && !isText(at)) return [];
    return [...line.matchAll(COMMAND)].flatMap((found): Substituted[] => {
      const [before, behind] = [line.slice(0, found.index), line.slice(found.index + found[0].length)];
      const command = (found[1] ?? found[2]) as string;
      if (isText(at)) return [{ name: undefined, command, isAlways: false }];
      const name = ASSIGNED.exec(before)?.[1];
      if (name === undefined && SHOWN.test(before) && !GOES_ON.test(behind)) return [];
      return [{ name, command, isAlways: !mayBeSkipped(before) }];
    });
  });
}

/** The command of a start script that was to give what the fact says. */
export function substitutedFor(fact: Fact, subject: Subject, evidence: Evidence): Substituted | undefined {
  const { path, command } = fact.fields as { path?: string; command?: string };
  const word = fact.kind === 'command-not-found' ? command : path;
  if (!word || !FAILED.has(fact.kind)) return undefined;
  // A variable may stand for the file.
  const isIn = (one: Substituted) =>
    one.command.includes(word) || (path !== undefined && one.command.includes('$') && SAID.test(fact.quote));
  return substitutedIn(startText(subject, evidence)?.text ?? '').find(isIn);
}

const FAILED: ReadonlySet<Fact['kind']> = new Set(['file-missing', 'permission-denied', 'command-not-found']);
/** Tools that print a file, in their own words. */
const SAID = /^(?:cat|head|tail|base64|tr|cut|sed|grep|jq|yq): /;

/** The same container; in its log that decides which came first. */
export function withSubstituted(subject: Subject, evidence: Evidence): Subject {
  const log = valueOf(subject.log());
  const origin = log?.decisive && originOf(log, log.decisive, subject, evidence);
  if (!log || !origin) return subject;
  return {
    ...subject,
    log: () => ({ state: 'read', value: { ...log, decisive: origin, ...(log.decisive && { consequence: log.decisive }) } }),
  };
}

function originOf(log: LogReading, end: Fact, subject: Subject, evidence: Evidence): Fact | undefined {
  if (!OF_EMPTY.has(end.kind)) return undefined;
  return log.facts.find((fact) => {
    const taken = fact === end ? undefined : substitutedFor(fact, subject, evidence);
    return taken !== undefined && isConsequence(end, taken, variablesOf(subject, evidence));
  });
}

const OF_EMPTY: ReadonlySet<Fact['kind']> = new Set(['variable-missing', 'value-invalid', 'auth-failed', 'config-malformed']);
/** In the names of what a server asks of its clients, or a cipher. */
const CREDENTIAL = /PASS|PWD|SECRET|TOKEN|KEY|CRED|AUTH|USER|LOGIN|UR[LI]|DSN|CONN/i;

/** A program that names the variable means that one; of others it has to be a value of that sort, or the only empty one. */
function isConsequence(end: Fact, { name }: Substituted, variables: readonly Setting[]): boolean {
  const { fields } = end as { fields: { name?: string; value?: string } };
  if (end.kind === 'config-malformed') return name === undefined;
  if (end.kind === 'auth-failed') return name === undefined || CREDENTIAL.test(name);
  if (name === undefined || fields.name !== undefined) return fields.name === name;
  return fields.value === '' ? variables.every(({ value }) => value !== '') : fields.value === undefined && CREDENTIAL.test(name);
}
