import { decidedBy } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, keyObject, lineProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { changeKey } from '../fixes/change-keys.ts';
import { repairFile } from '../fixes/file-value.ts';
import { advised } from '../fixes/fix.ts';
import { giveVariable } from '../fixes/variables.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { commandLine, containersOf } from '../kube/pod.ts';
import type { Fact } from '../logs/fact.ts';
import { secrecyOf } from '../redact/secret-name.ts';
import type { Fix } from '../report.ts';
import { isForShell } from '../trace/programs/start-text.ts';
import { placeOf, type Setting, settingsOf, variablesOf } from '../trace/settings/settings.ts';
import { sourceOf, UNKNOWN_VARIABLE } from '../trace/texts/config-source.ts';
import { filledIn, isFilledByProgram, type Placeholder, placeholderIn } from '../trace/texts/placeholder.ts';
import { withFile } from '../trace/texts/unnamed-file.ts';
import { type Cause, RUNG } from './cause.ts';

export const placeholderInFile: Cause = {
  id: 'placeholder-in-file',
  title: '${NAME} stands in a mounted file as it is: nobody puts the value of the variable there',
  tier: 'kubernetes',
  covers: ['cfg.bad-value', 'cfg.malformed-file'],
  rung: RUNG.confirmed - 2, // says more than what the program makes of it: a host, a number, a line that it refuses

  detect(subject, evidence) {
    const fact = decidedBy(subject);
    // A program that misses the variable has looked for it: it replaces ${NAME} itself, as Spring does.
    if (!fact || subject.attempt?.exitCode === 0 || fact.kind === 'variable-missing' || MISSED.test(fact.quote)) return undefined;
    const { value = '' } = fact.fields as { value?: string };
    const repeated = placeholderIn(`${fact.quote}\n${value}`, subject, evidence);
    const found = repeated ?? placeholderIn(refusedText(fact, subject, evidence), subject, evidence);
    const { place } = found?.file ?? {};
    if (!found || place?.kind !== 'configmap') return undefined;
    const { text, name, lines, file } = found;
    const [line] = lines;
    const { object, key, path = key } = place;
    const variable = variablesOf(subject, evidence).find((one) => one.name === name);
    // Of several lines nobody knows which, where all that is known is that one of them is wrong.
    if (!variable && lines.length > 1) return undefined;
    // What the start fills from a template reads its own list of names.
    if (isFilledAtStart(subject, evidence)) return undefined;
    // A sum of $USD, the path /${id}: a sign of the file's own language.
    if (!variable && !/^\$\{[A-Z_]/.test(text)) return undefined;
    if (isMeantOtherwise(path, found, fact, repeated !== undefined && !variable)) return undefined;
    const written = (file.written as string).split('\n')[line - 1];
    const fix = new WorkloadFix(subject, evidence);
    const isOwn = !variable && isFilledByProgram(path);
    const why = isOwn
      ? `its program puts variables there itself, and ${has(variable, name)}`
      : `Kubernetes puts no value of a variable into a mounted file; ${has(variable, name)}`;
    return {
      summary: `container ${subject.container.name} reads ${text} as it stands in line${lines.length > 1 ? 's' : ''} ${lines.slice(0, 3).join(', ')} of ${path} (key ${key} of ConfigMap ${object}): ${why}`,
      confidence: repeated && variable ? 'certain' : 'likely',
      object: isOwn ? fix.containerObject(`env[${name}]`) : keyObject(subject.namespace, object, key),
      proof: [logProof(subject, fact), lineProof({ name: object, key }, line, written?.trim()), attemptProof(subject)],
      fixes: isOwn ? giveVariable(name, fix) : [filling(found, place, variable, fix)],
      decides: variable
        ? 'what else the program may refuse in that line'
        : `whether the program puts the values of variables into ${path} itself: then it lacks ${name}`,
    };
  },
};

/** By its own script, or by a container before it. */
const isFilledAtStart = (subject: Subject, evidence: Evidence): boolean =>
  settingsOf(subject, evidence).some((one) => isForShell(one) && /\benvsubst\b/.test(one.value ?? '')) ||
  containersOf(subject.pod).some(({ spec }) => /\benvsubst\b/.test(`${spec.image} ${commandLine(spec).join(' ')}`));

/** Its own words for a variable that it looked for. */
const MISSED =
  /\b(?:undefined|unset|missing|unresolved|undeclared)[^\n]{0,40}\bvariable|\bvariable\b[^\n]{0,120}\b(?:not|missing|undefined|unset|empty)\b/i;
/** The variable is there, or the fault is another one, where the program fills the file itself; loggers and make have properties of their own, Beats miss what is not set, and nginx has variables in small letters. */
const isMeantOtherwise = (path: string, { name }: Placeholder, { phrase }: Fact, isLacking: boolean): boolean =>
  (isFilledByProgram(path) && !isLacking) ||
  /\/(?:(?:log4j2?|logback)[\w.-]*|(?:GNU)?[Mm]akefile|[\w.-]+\.mk)$|beat\.ya?ml$/.test(path) ||
  (/^[a-z]/.test(name) && /nginx/.test(`${phrase} ${path}`));

/** The line of the file that a parser refuses; all of it, where it stumbles over the sign itself and tells no line. What nginx takes for a variable of its own is malformed-config's. */
function refusedText(fact: Fact, subject: Subject, evidence: Evidence): string {
  if ((fact.kind !== 'config-malformed' && fact.kind !== 'config-rejected') || fact.phrase === UNKNOWN_VARIABLE) return '';
  const told = withFile(fact as Fact<typeof fact.kind>, subject, evidence);
  const { text = '', quote = '' } = sourceOf(told, undefined, subject, evidence) ?? {};
  return /'\$'|token \$/.test(fact.quote) ? text : quote;
}

function has(variable: Setting | undefined, name: string): string {
  if (!variable) return `the container has no variable ${name}`;
  if (variable.value === undefined) return `its variable ${name} is from ${placeOf(variable)}`;
  return isSecret(variable) ? `the container has a variable ${name}` : `its variable ${name} is "${variable.value}"`;
}

const isSecret = ({ name = '', value }: Setting): boolean => value === undefined || secrecyOf(name) !== 'none';

/** All of the file whose values are known at once; what a Secret has is for no ConfigMap. */
function filling(
  { text, name, lines: [line], file }: Placeholder,
  { object, key, path = key }: Extract<Setting['place'], { kind: 'configmap' }>,
  variable: Setting | undefined,
  fix: WorkloadFix,
): Fix {
  const whole = file.written as string;
  if (!variable) return repairFile({ name: object, key, path, text: whole, line, quote: text }, text, undefined, fix);
  if (isSecret(variable))
    return advised(`let an init container, or the start of the program, write the file with the value of ${name} (envsubst)`);
  const variables = variablesOf(fix.subject, fix.evidence);
  const filled = filledIn(whole, (one) => variables.find((each) => each.name === one && !isSecret(each))?.value);
  return changeKey(`write the value of ${name} into key ${key}`, { name: object, key }, filled, fix);
}
