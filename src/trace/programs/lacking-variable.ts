/** The variable for want of which a program ended, by its own words. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { Fact } from '../../logs/fact.ts';
import { decisiveFact, type LogReading } from '../../logs/reading.ts';
import { isModelOfData } from '../settings/model-of-data.ts';
import { nothingRead } from '../settings/nothing-read.ts';
import { cleanEnd } from './clean-end.ts';
import { emptiedCommand } from './emptied-command.ts';
import { emptiedWord } from './emptied-word.ts';
import { guardedVariable } from './guarded-variable.ts';
import { setsVariable } from './shell-variables.ts';

export interface LackingVariable {
  fact: Fact<'variable-missing'>;
  /** The line that reads it, where the log does not have that. */
  code: string | undefined;
  /** What is not known of that: it tells the want and calls it no error; several may be meant. */
  doubt: string | undefined;
}

export function lackingVariable(subject: Subject, evidence: Evidence): LackingVariable | undefined {
  const log = valueOf(subject.log());
  const found = saidLacking(log, subject, evidence) ?? emptiedCommand(subject, evidence) ?? emptiedWord(subject, evidence);
  return !found || OF_ANSWER.test(found.fact.quote) || (log && isModelOfData(found.fact, log)) ? undefined : found;
}

/** By its own words, or by those of what it met in its place. */
function saidLacking(log: LogReading | undefined, subject: Subject, evidence: Evidence): LackingVariable | undefined {
  const read = nothingRead(subject, evidence);
  const warned = log && warnedOf(log, subject);
  const fact = decisiveFact(log, 'variable-missing') ?? read?.fact ?? warned ?? guardedVariable(subject, evidence);
  return (
    fact && {
      fact,
      code: read?.code,
      doubt: fact === warned ? `whether it ends for want of ${fact.fields.name}: it calls that no error` : undefined,
    }
  );
}

/** A server says it of itself (requests' HTTPError, axios' AxiosError and the like, with what it answered). */
const OF_ANSWER =
  /\b[45]\d\d (?:Server|Client) Error\b|\b(?:status(?: code)?|HTTP(?:\/[\d.]{1,3})?|answered|responded with|response):? ?[45]\d\d\b/i;

/** The last words of a program: without the variable it has nothing to do, and it calls that no error. */
function warnedOf(log: LogReading, subject: Subject): Fact<'variable-missing'> | undefined {
  const spoken = log.lines.flatMap((line, at) => (line.trim() === '' ? [] : [at])).slice(-2);
  const isOwn = cleanEnd(subject) !== undefined || [1, 2, 78].includes(subject.attempt?.exitCode ?? -1);
  const says = log.decisive && log.decisive.kind !== 'fatal-line';
  if (says || !isOwn || !LEAVES.test(log.lines[spoken.at(-1) ?? 0] ?? '')) return undefined;
  return log.facts.findLast((fact): fact is Fact<'variable-missing'> => fact.kind === 'variable-missing' && spoken.includes(fact.line));
}

const LEAVES =
  /\b(?:nothing to \w+|no (?:work|jobs?|tasks?)\b|exit(?:s|ing)?\b|quit(?:s|ting)?\b|stop(?:s|ping|ped)\b|shutting down|giv(?:es|ing) up|abort(?:s|ing|ed)?\b|terminat(?:es|ing)\b)/i;

/** What the spec does not show: a script that gives it, a property that belongs into a file as well, a model of data that is none of settings. */
export function maybeElsewhere(
  { fields: { name }, phrase, quote }: Fact<'variable-missing'>,
  script: string | undefined,
): string | undefined {
  if (script !== undefined && (setsVariable(name, script) || READS_FILE.test(script)))
    return `the value of ${name} that its start script gives the program: it sets variables itself, or reads them from a file`;
  if (phrase.startsWith('java/') && /[a-z]/.test(name)) return `whether the property ${name} is to stand in a file of the program`;
  const [, model = ''] = phrase === 'python/pydantic-missing' ? (/validation errors? for (\w{1,80})/.exec(quote) ?? []) : [];
  return model.length > 1 && !/settings|conf|env|param|option|secret/i.test(model)
    ? `whether ${model} takes its fields from variables, or is given data`
    : undefined;
}

/** What a shell takes into its own variables. */
const READS_FILE = /(?:^|[\s;&|(])(?:\.|source)\s+["']?[\w./$~{-]|\bset -a\b|\bexport \$\(|\beval\b/m;
