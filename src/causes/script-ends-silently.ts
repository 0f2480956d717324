import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, configMapProof, specProof } from '../evidence/proof.ts';
import { settingObject } from '../findings/setting-proof.ts';
import { advised } from '../fixes/fix.ts';
import { changeSettings } from '../fixes/settings.ts';
import { madeFirst, otherAnswer } from '../fixes/tested-setting.ts';
import { giveVariable } from '../fixes/variables.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import type { Fix, Proof } from '../report.ts';
import { processBeside } from '../trace/programs/process-beside.ts';
import { absentPath, type SilentEnd, silentEnd } from '../trace/programs/silent-end.ts';
import { fileOf, placeOf, settingsOf, variablesOf } from '../trace/settings/settings.ts';
import { lineMeant } from '../trace/texts/line-meant.ts';
import { type Cause, RUNG } from './cause.ts';

export const scriptEndsSilently: Cause = {
  id: 'script-ends-silently',
  title: 'its script ends at a command that fails without a word',
  tier: 'kubernetes',
  covers: ['app.silent-exit'],
  rung: RUNG.fell + 1,

  detect(subject, evidence) {
    const { attempt, container } = subject;
    const end = silentEnd(subject, evidence);
    if (!attempt || !end) return undefined;
    const { start, step, at, file, unfound, variable } = end;
    const fix = new WorkloadFix(subject, evidence);
    const content = file && valueOf(file.text);
    const near = unfound && content ? lineMeant(unfound.source, content) : undefined;
    const searchedFile = near && settingsOf(subject, evidence).find((setting) => fileOf(setting) === file?.path);
    const rename =
      near && searchedFile
        ? changeSettings(
            `write ${near.to} for ${near.from}, the name in key ${file?.key} that is nearest to it`,
            [{ setting: searchedFile, to: near.text }],
            fix,
          )
        : undefined;
    const proof: Proof[] = [{ step: 'get', quote: `${at}: ${step.text}` }];
    if (unfound && file) proof.push(configMapProof(file.name, `${file.key}: no line of it matches`));
    const variables = variablesOf(subject, evidence);
    if (variable) proof.push(specProof(subject, 'env', variables.map(({ name }) => name).join(', ') || 'none'));
    const beside = processBeside(end.command, subject);
    if (beside) proof.push({ step: 'get', quote: 'shareProcessNamespace: not set', path: 'spec.shareProcessNamespace' });
    const besides = step.besides ? `; "${step.besides.slice(0, 80)}" may as well have ended so` : '';
    return {
      summary: `container ${container.name} ends with ${attempt.exitCode}${step.isSure ? '' : ' and says nothing'}: the script of ${at} ends at "${step.text.slice(0, 120)}", as ${whyOf(end)}${file ? ` in ${file.path} (key ${file.key} of ConfigMap ${file.name}${near ? `, which has ${near.from}` : ''})` : ''}${step.isSure ? '' : toldBy(end, attempt.exitCode)}${step.isValue ? ' (and set -e takes for a failure)' : ''}${beside ? `: it sees only the processes of its own container, and ${beside.process} runs in container ${beside.container}` : ''}${besides}`,
      confidence: unfound || variable?.isKnown || end.counts || step.isSure ? 'certain' : step.besides ? 'possible' : 'likely',
      object: beside
        ? fix.object('shareProcessNamespace')
        : variable?.isEmpty
          ? fix.containerObject(`env[${variable.name}]`)
          : settingObject(variable?.setting ?? searchedFile ?? start.setting, fix),
      proof: [attemptProof(subject), ...proof],
      fixes: [...present(beside && shared(fix)), ...(rename ? [rename] : fixesOf(end, fix))],
      decides: 'the script with set -x, which shows each command as it runs',
    };
  },
};

/** Then process 1 is no program of theirs (kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace). */
const shared = (fix: WorkloadFix): Fix =>
  fix.patchSpec('let the containers of the pod see the processes of each other', { shareProcessNamespace: true });

/** Their answer of "no" is no fault of what they are asked: a sum is 0, a file ends without a line break. */
const NO_FAULT = /^(?:let|\(\(|expr|read)/;

function whyOf(end: SilentEnd): string {
  const { step, variable, command: words } = end;
  const absent = absentPath(end);
  const [program = ''] = words;
  if (variable?.compared && variable.setting)
    return `${variable.name}${variable.setting.value === undefined ? '' : ` ("${variable.setting.value}")`} is ${step.onYes ? '' : 'not '}${variable.compared.words}`;
  if (variable) return `${variable.name} is ${!variable.isEmpty ? 'set' : variable.setting ? 'empty' : 'not set'}`;
  if (absent !== undefined) return `${absent} is not there${words.includes('-s') ? ', or empty' : ''}`;
  if (/grep$/.test(program) && program !== 'pgrep') return `grep finds ${step.onYes ? 'a' : 'no'} line`;
  if (/^(?:let|expr)$/.test(program)) return 'what it counts is 0';
  if (program === 'read') return 'read finds no whole line, one with a line break at its end';
  if (program === 'command') return `${words[2]} is ${step.onYes ? '' : 'not '}there`;
  return /^(?:test|\[{1,2}|pgrep|pidof|cmp|diff|false)$/.test(program)
    ? `${program} answers ${step.onYes ? 'yes' : 'no'}`
    : `${program} ${step.onYes ? 'succeeds' : 'fails'}`;
}

const toldBy = ({ variable }: SilentEnd, code: number) =>
  variable ? '' : code === 1 ? ', which it tells by its exit code alone' : `, which its exit code ${code} alone tells`;

/** A number or text that is taken from it may be empty: the script goes on. What is tested on purpose is left to its author. */
function fixesOf(end: SilentEnd, fix: WorkloadFix): Fix[] {
  const {
    step,
    start: { setting },
    variable,
  } = end;
  if (variable?.compared && variable.setting) return [otherAnswer(variable.setting, variable.compared, step.onYes, fix) ?? []].flat();
  if (variable?.isEmpty) return giveVariable(variable.name, fix);
  const emptied =
    variable?.setting &&
    changeSettings(`leave ${placeOf(variable.setting)} empty, if that is meant`, [{ setting: variable.setting, to: '' }], fix);
  if (emptied) return [emptied];
  if (step.words[0] === 'command' && !step.onYes) return [advised(`build the image with ${step.words[2]} in it, or use one that has it`)];
  const made = madeFirst(end, fix);
  if (made) return [made];
  const { written } = setting;
  const goesOn = step.isValue
    ? step.text.replace(/\)(["']?)$/, ' || true)$1')
    : NO_FAULT.test(step.text)
      ? `${step.text} || true`
      : undefined;
  const to = goesOn && written?.split(step.text).length === 2 ? written.replace(step.text, () => goesOn) : undefined;
  const change =
    to !== undefined && to !== written
      ? changeSettings(step.isValue ? 'let it go on where nothing is found' : 'let it go on after that', [{ setting, to }], fix)
      : undefined;
  return [
    change ??
      advised(
        `see why ${whyOf(end)} ("${step.text.slice(0, 80)}")${/\bexit\b/.test(step.text) ? '' : '; where that is fine, write || true behind it'}`,
      ),
  ];
}
