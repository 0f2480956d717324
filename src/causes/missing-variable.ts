import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { advised } from '../fixes/fix.ts';
import { besideOf, filled, giveVariables, type Wanted } from '../fixes/variables.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { decisiveFact, type LogReading } from '../logs/reading.ts';
import { renamedKey } from '../trace/history/renamed-key.ts';
import { variableInside } from '../trace/inside/inside-variable.ts';
import { cleanEnd } from '../trace/programs/clean-end.ts';
import { guardedVariable } from '../trace/programs/guarded-variable.ts';
import { setsVariable } from '../trace/programs/shell-variables.ts';
import { startText } from '../trace/programs/start-text.ts';
import { substitutedIn } from '../trace/programs/substituted.ts';
import { isModelOfData } from '../trace/settings/model-of-data.ts';
import { meantBy, notReadBeside, unusedOf, variableFor } from '../trace/settings/named-variable.ts';
import { nothingRead } from '../trace/settings/nothing-read.ts';
import { fieldBehind, fieldWords } from '../trace/settings/pod-field.ts';
import { placeOf, type Setting, settingsOf, variablesOf } from '../trace/settings/settings.ts';
import { givenByEnvFrom, hiddenByEmpty, variableOf } from '../trace/settings/variables.ts';
import { type Cause, RUNG } from './cause.ts';

export const missingVariable: Cause = {
  id: 'missing-variable',
  title: 'an environment variable that it needs is not set',
  tier: 'kubernetes',
  covers: ['app.missing-env-log', 'cfg.downward'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const read = nothingRead(subject, evidence);
    const log = valueOf(subject.log());
    const warned = log && warnedOf(log, subject);
    const fact = decisiveFact(log, 'variable-missing') ?? read?.fact ?? warned ?? guardedVariable(subject, evidence);
    if (!fact || (log && isModelOfData(fact, log))) return undefined;
    const { container, namespace } = subject;
    const variables = variablesOf(subject, evidence);
    const names = [fact.fields.name, ...(fact.fields.more?.split(', ') ?? [])].map((name) =>
      variableFor(name, fact.fields.given, variables),
    );
    const name = names[0] as string;
    const variable = variableOf(container, name);
    const given = givenByEnvFrom(container, name, namespace, evidence);
    const own = variables.find((one) => one.name === name);
    const field = own && fieldBehind(own, subject);
    const isSet = variable !== undefined && (variable.valueFrom !== undefined || (variable.value ?? '') !== '');
    const empty = (variable !== undefined && !isSet) || ((!variable || field !== undefined) && own?.value === '');
    const absent = !variable && given.state === 'read' && !given.value;
    const inside = absent || empty ? undefined : variableInside(name, subject, evidence);
    const confirmed = inside?.own && inside.is !== 'set' ? inside.is : undefined;
    const offered = notReadBeside(names, settingsOf(subject, evidence));
    const script = startText(subject, evidence)?.text;
    const renamed = absent && names.length === 1 ? renamedKey(name, variables, subject, evidence) : undefined;
    const wanted = names.map(
      (one): Wanted => ({
        name: one,
        meant: isIn(one, variables)
          ? undefined
          : (meantBy(one, offered, names) ?? unusedOf(one, variables, script) ?? (renamed && { setting: renamed.setting, how: 'near' })),
        beside: besideOf(one, subject),
      }),
    );
    const [{ meant, beside }] = wanted as [Wanted];
    const fix = new WorkloadFix(subject, evidence);
    const hides = empty && names.length === 1 ? hiddenByEmpty(container, name, valueOf(given) === true) : undefined;
    const source = variable?.valueFrom?.secretKeyRef ?? variable?.valueFrom?.configMapKeyRef;
    const from = source
      ? `; its spec takes it from key ${source.key} of ${variable?.valueFrom?.secretKeyRef ? 'Secret' : 'ConfigMap'} ${source.name}, so that value may be empty`
      : '';
    const how = empty || confirmed === 'empty' ? 'is empty' : absent || confirmed === 'unset' ? 'is not set' : `is missing, it says${from}`;
    const near =
      absent && meant
        ? `; ${placeOf(meant.setting)}${prefixed(meant.setting, name, subject)}${meant.how === 'same' ? ', which means the same, is there' : ' is there, and may be what is meant'}${meant.setting === renamed?.setting ? `: ${renamed.change.manager} changed it at ${renamed.change.time}, and the pods that started before that are well` : ''}`
        : '';
    const there = absent && beside && !meant ? `; container ${beside.container}, beside it, has it` : '';
    const more = othersOf(names.slice(1), variables);
    const inDoubt = absent || empty ? maybeElsewhere(fact, script) : undefined;
    // The script's own value goes before one of the spec.
    const command =
      (absent || empty) && script !== undefined
        ? substitutedIn(script).find((one) => one.name === name && one.isAlways)?.command
        : undefined;
    return {
      summary: `container ${container.name} needs the environment variable ${name}, which ${how}${command ? `: its start script takes it from "${command}", which gave nothing` : ''}${empty && field ? `: it takes it ${fieldWords(field, fix.owner)}` : ''}${more}${near}${there}${hides ? `: env[${hides.index}] has no value, and hides ${hides.by}` : ''}`,
      confidence: (absent || empty || confirmed) && !fact.fields.file && !inDoubt && fact !== warned ? 'certain' : 'likely',
      object: fix.containerObject(`env[${name}]`),
      proof: [
        logProof(subject, fact),
        ...(read?.code ? [specProof(subject, 'the line that fails', read.code)] : []),
        specProof(subject, 'env', variables.map((one) => one.name).join(', ') || 'none'),
        ...(inside ? [inside.proof] : []),
        attemptProof(subject),
      ],
      fixes: hides
        ? [
            fix.patchJson(`take the empty ${name} out, so that ${hides.by.replace(/^env\[.*/, 'the other one')} is read`, [
              { op: 'remove', path: `${fix.containerPath}/env/${hides.index}` },
            ]),
          ]
        : command
          ? [advised(`see why "${command}" gives nothing in the container; a value in the spec would be overwritten by it`)]
          : (filled(own, wanted, fix) ?? giveVariables(wanted, fix)),
      decides: fact.fields.file
        ? `whether ${fact.fields.file}, which may set it as well, does so or is to`
        : inDoubt
          ? inDoubt
          : fact === warned
            ? `whether it ends for want of ${name}: it calls that no error`
            : `the value of ${name} inside the container, which its spec ${isSet ? 'sets' : 'may take from envFrom'}`,
    };
  },
};

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
function maybeElsewhere({ fields: { name }, phrase, quote }: Fact<'variable-missing'>, script: string | undefined): string | undefined {
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

/** A program that checks all of its variables at once lists those that it refuses along with those that it misses. */
function othersOf(names: readonly string[], variables: readonly Setting[]): string {
  // A value that is not read, as of a Secret, is there.
  const isRefused = (name: string) => variables.some((one) => one.name === name && one.value !== '');
  const [absent, refused] = [names.filter((name) => !isRefused(name)), names.filter(isRefused)];
  return `${absent.length > 0 ? `, and ${absent.join(', ')} too` : ''}${refused.length > 0 ? `; it refuses what ${refused.join(', ')} ${refused.length > 1 ? 'have' : 'has'}, too` : ''}`;
}

/** The key is called as the program wants it, and envFrom gives the variable another name. */
function prefixed({ name: variable, place }: Setting, wanted: string, { container }: Subject): string {
  const prefix = 'key' in place && place.key === wanted && variable?.endsWith(wanted) ? variable.slice(0, -wanted.length) : '';
  return prefix !== '' && container.envFrom?.some((one) => one.prefix === prefix)
    ? `, before whose name envFrom puts the prefix ${prefix},`
    : '';
}

const isIn = (name: string, variables: readonly Setting[]) => variables.some((one) => one.name === name);
