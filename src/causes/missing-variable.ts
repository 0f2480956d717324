import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { fileInKey } from '../findings/file-in-key.ts';
import { advised } from '../fixes/fix.ts';
import { besideOf, filled, giveVariables, type Wanted } from '../fixes/variables.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { type RenamedKey, renamedKey } from '../trace/history/renamed-key.ts';
import { absentWhole } from '../trace/objects/hidden-optional.ts';
import { lackingVariable, maybeElsewhere } from '../trace/programs/lacking-variable.ts';
import { startText } from '../trace/programs/start-text.ts';
import { substitutedIn } from '../trace/programs/substituted.ts';
import { type Meant, meantBy, notReadBeside, unusedOf, variableFor } from '../trace/settings/named-variable.ts';
import { fieldWords } from '../trace/settings/pod-field.ts';
import { placeOf, type Setting, settingsOf, variablesOf } from '../trace/settings/settings.ts';
import { type VariableState, variableState } from '../trace/settings/variable-state.ts';
import { type Hidden, hiddenByEmpty } from '../trace/settings/variables.ts';
import { type Cause, RUNG } from './cause.ts';

export const missingVariable: Cause = {
  id: 'missing-variable',
  title: 'an environment variable that it needs is not set',
  tier: 'kubernetes',
  covers: ['app.missing-env-log', 'cfg.downward'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const lacking = lackingVariable(subject, evidence);
    if (!lacking) return undefined;
    const { fact, code, doubt } = lacking;
    const { container } = subject;
    const variables = variablesOf(subject, evidence);
    const [name, ...others] = namesIn(fact, variables);
    const state = variableState(name, variables, subject, evidence);
    const isLacking = state.isAbsent || state.isEmpty;
    const script = startText(subject, evidence)?.text;
    const renamed = state.isAbsent && others.length === 0 ? renamedKey(name, variables, subject, evidence) : undefined;
    const wanted = wantedOf([name, ...others], variables, renamed, script, subject, evidence);
    const [{ meant, beside }] = wanted as [Wanted];
    const fix = new WorkloadFix(subject, evidence);
    const hides = state.isEmpty && others.length === 0 ? hiddenByEmpty(container, name, state.isGiven) : undefined;
    const inDoubt = isLacking ? maybeElsewhere(fact, script) : undefined;
    // The script's own value goes before one of the spec.
    const command = isLacking && script !== undefined ? commandFor(name, script) : undefined;
    const gives = command ? `: its start script takes it from "${command}", which gave nothing` : '';
    const from = state.isEmpty && state.field ? `: it takes it ${fieldWords(state.field, fix.owner)}` : '';
    const near = state.isAbsent && meant ? meantWords(meant, name, renamed, subject) : '';
    const there = state.isAbsent && beside && !meant ? `; container ${beside.container}, beside it, has it` : '';
    const absent = state.isAbsent && !meant ? absentWhole(subject, evidence) : [];
    const optional =
      absent.length > 0 ? `; ${absent.join(' and ')}, which its envFrom takes where it is there (optional), is not there` : '';
    const whole = state.isAbsent && !meant && !command ? fileInKey(name, variables, fix) : undefined;
    const hidden = hides ? `: env[${hides.index}] has no value, and hides ${hides.by}` : '';
    return {
      summary: `container ${container.name} needs the environment variable ${name}, which ${lackWords(state)}${gives}${from}${othersOf(others, variables)}${near}${there}${optional}${hidden}${whole?.words ?? ''}`,
      confidence: (isLacking || state.confirmed) && !fact.fields.file && !inDoubt && !doubt ? 'certain' : 'likely',
      object: fix.containerObject(`env[${name}]`),
      proof: [
        logProof(subject, fact),
        ...present(code && specProof(subject, 'the line that fails', code)),
        specProof(subject, 'env', variables.map((one) => one.name).join(', ') || 'none'),
        ...present(state.inside?.proof),
        attemptProof(subject),
      ],
      fixes: hides
        ? [unhide(name, hides, fix)]
        : command
          ? [seeCommand(command)]
          : // To give it the value that it has would change nothing.
            state.isSeen && others.length === 0
            ? []
            : [...present(whole?.fix), ...(filled(state.setting, wanted, fix) ?? giveVariables(wanted, fix))],
      decides: fact.fields.file
        ? `whether ${fact.fields.file}, which may set it as well, does so or is to`
        : (inDoubt ?? doubt ?? valueInside(state)),
    };
  },
};

/** The variables that it misses, the one that it names first. */
function namesIn({ fields }: Fact<'variable-missing'>, variables: readonly Setting[]): [string, ...string[]] {
  const spelt = (name: string) => variableFor(name, fields.given, variables);
  return [spelt(fields.name), ...(fields.more?.split(', ') ?? []).map(spelt)];
}

/** What may have been meant for each, and who has it beside. */
function wantedOf(
  names: readonly string[],
  variables: readonly Setting[],
  renamed: RenamedKey | undefined,
  script: string | undefined,
  subject: Subject,
  evidence: Evidence,
): Wanted[] {
  const offered = notReadBeside(names, settingsOf(subject, evidence));
  const otherFor = (name: string): Meant | undefined =>
    meantBy(name, offered, names) ?? unusedOf(name, variables, script) ?? (renamed && { setting: renamed.setting, how: 'near' });
  return names.map((name) => ({
    name,
    meant: variables.some((one) => one.name === name) ? undefined : otherFor(name),
    beside: besideOf(name, subject),
  }));
}

function lackWords({ isEmpty, isSeen, isAbsent, confirmed, entry, setting }: VariableState): string {
  if (isEmpty && setting?.value) return 'holds nothing but blanks';
  if (isEmpty || confirmed === 'empty') return 'is empty';
  if (isAbsent || confirmed === 'unset') return 'is not set';
  if (isSeen && setting)
    return `is missing, it says, though ${placeOf(setting)} has a value: a start script may take it away, or it is read by another name`;
  const { secretKeyRef, configMapKeyRef } = entry?.valueFrom ?? {};
  const source = secretKeyRef ?? configMapKeyRef;
  const kind = secretKeyRef ? 'Secret' : 'ConfigMap';
  return `is missing, it says${source ? `; its spec takes it from key ${source.key} of ${kind} ${source.name}, so that value may be empty` : ''}`;
}

function meantWords({ setting, how }: Meant, name: string, renamed: RenamedKey | undefined, subject: Subject): string {
  const is = how === 'same' ? ', which means the same, is there' : ' is there, and may be what is meant';
  const since =
    setting === renamed?.setting
      ? `: ${renamed.change.manager} changed it at ${renamed.change.time}, and the pods that started before that are well`
      : '';
  return `; ${placeOf(setting)}${prefixed(setting, name, subject)}${is}${since}`;
}

const commandFor = (name: string, script: string): string | undefined =>
  substitutedIn(script).find((one) => one.name === name && one.isAlways)?.command;

const unhide = (name: string, { index, by }: Hidden, fix: WorkloadFix): Fix =>
  fix.patchJson(`take the empty ${name} out, so that ${by.replace(/^env\[.*/, 'the other one')} is read`, [
    { op: 'remove', path: `${fix.containerPath}/env/${index}` },
  ]);

const seeCommand = (command: string): Fix =>
  advised(`see why "${command}" gives nothing in the container; a value in the spec would be overwritten by it`);

const valueInside = ({ name, isSet }: VariableState) =>
  `the value of ${name} inside the container, which its spec ${isSet ? 'sets' : 'may take from envFrom'}`;

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
