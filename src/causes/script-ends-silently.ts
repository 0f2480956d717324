import { valueOf } from '../evidence/evidence.ts';
import { attemptProof } from '../evidence/proof.ts';
import { settingObject } from '../findings/setting-proof.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Proof } from '../report.ts';
import { configFiles } from '../trace/files/mounted-file.ts';
import { optionsOfShell } from '../trace/programs/shell-line.ts';
import { type SilentStep, silentStep } from '../trace/programs/silent-step.ts';
import { startText } from '../trace/programs/start-text.ts';
import { fileOf, placeOf, settingsOf, variablesOf } from '../trace/settings/settings.ts';
import { lineMeant } from '../trace/texts/line-meant.ts';
import { type Cause, RUNG } from './cause.ts';

export const scriptEndsSilently: Cause = {
  id: 'script-ends-silently',
  title: 'its script ends at a command that answers by its exit code alone',
  tier: 'kubernetes',
  covers: ['app.silent-exit'],
  rung: RUNG.fell + 1,

  detect(subject, evidence) {
    const { attempt, container } = subject;
    const log = valueOf(subject.log());
    if (attempt?.exitCode !== 1 || attempt.reason === 'OOMKilled' || !log || log.decisive) return undefined;
    const start = startText(subject, evidence);
    const options = optionsOfShell([...(container.command ?? []), ...(container.args ?? [])]);
    const files = configFiles(subject, evidence);
    const stopsAtFirst = options.some((word) => /^-\w*e/.test(word) || word === 'errexit');
    const mapOf = (words: readonly string[]) => {
      const file = start && searched(words, start.text, variablesOf(subject, evidence));
      return file === undefined ? undefined : files.find(({ path }) => path === file);
    };
    const findsNothing = (words: readonly string[]) => {
      const map = mapOf(words);
      const content = map && valueOf(map.text);
      const pattern = plainPattern(words);
      return content !== undefined && pattern !== undefined && !content.split('\n').some((line) => pattern.test(line));
    };
    const answers = (words: readonly string[]) => {
      const [program = '', option = '', path = ''] = words;
      const isTest = /^(?:test|\[{1,2})$/.test(program) && /^-[efrs]$/.test(option);
      if (isTest && files.some((one) => one.path === path && valueOf(one.text))) return 'yes';
      return findsNothing(words) ? 'no' : undefined;
    };
    const step = start && silentStep(start.text, log.lines, stopsAtFirst, answers);
    if (!step) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const map = mapOf(step.words);
    const isSeen = findsNothing(step.words);
    const content = map && valueOf(map.text);
    const near = isSeen && content ? lineMeant(plainPattern(step.words)?.source ?? '', content) : undefined;
    const searchedFile = near && settingsOf(subject, evidence).find((setting) => fileOf(setting) === map?.path);
    const rename =
      near && searchedFile
        ? changeSettings(
            `write ${near.to} for ${near.from}, the name in key ${map?.key} that is nearest to it`,
            [{ setting: searchedFile, to: near.text }],
            fix,
          )
        : undefined;
    const at = fileOf(start.setting) === undefined ? placeOf(start.setting) : `${placeOf(start.setting)}, line ${step.line}`;
    const proof: Proof[] = [{ step: 'get', quote: `${at}: ${step.text}` }];
    if (isSeen) proof.push({ step: `get cm ${map?.name}`, quote: `${map?.key}: no line of it matches` });
    return {
      summary: `container ${container.name} ends with 1 and says nothing: the script of ${at} ends at "${step.text.slice(0, 120)}", as ${whyOf(step)}${map ? ` in ${map.path} (key ${map.key} of ConfigMap ${map.name}${near ? `, which has ${near.from}` : ''})` : ''}, which it tells by its exit code alone${step.isValue ? ' (and set -e takes for a failure)' : ''}`,
      confidence: isSeen ? 'certain' : 'likely',
      object: settingObject(searchedFile ?? start.setting, fix),
      proof: [attemptProof(subject), ...proof],
      fixes: rename ? [rename] : fixesOf(step, start.setting, fix),
      decides: 'the script with set -x, which shows each command as it runs',
    };
  },
};

const whyOf = ({ words: [program = ''] }: SilentStep) =>
  /grep$/.test(program) && program !== 'pgrep' ? 'grep finds no line' : `${program} answers no`;

/** A number or text that is taken from it may be empty: the script goes on. What is tested on purpose is left to its author. */
function fixesOf(step: SilentStep, setting: Parameters<typeof settingObject>[0], fix: WorkloadFix) {
  const written = setting?.written;
  const to = step.isValue && written ? written.replace(step.text, () => step.text.replace(/\)(["']?)$/, ' || true)$1')) : undefined;
  const change =
    setting && to !== undefined && to !== written
      ? changeSettings('let it go on where nothing is found', [{ setting, to }], fix)
      : undefined;
  return [
    change ?? {
      text: `see why "${step.text.slice(0, 80)}" does not hold; where it need not, write || true behind it`,
      changes: false,
      restarts: false,
      asks: [],
    },
  ];
}

/** The file that grep is given last, with the variables of the container and the script's own defaults put in. */
function searched(words: readonly string[], script: string, variables: readonly { name: string | undefined; value: string | undefined }[]) {
  const [program = ''] = words;
  const word = /grep$/.test(program) && words.length > 2 ? words.at(-1)?.replace(/^["']|["']$/g, '') : undefined;
  const name = /^\$\{?(\w+)\}?$/.exec(word ?? '')?.[1];
  if (name === undefined) return word?.startsWith('/') ? word : undefined;
  const own = new RegExp(`(?:\\$\\{${name}:?[=-]|^\\s*(?:export\\s+)?${name}=["']?)(/[\\w./-]+)`, 'm').exec(script)?.[1];
  return variables.find((one) => one.name === name)?.value ?? own;
}

/** Options with which grep looks for something else than its first word, or not so. */
const OTHERWISE = /^-(?:\w*[vfiPEFwxL]|-|[ABCDdm]$)/;

/** What grep looks for, where it means the same as a regular expression of JavaScript. */
function plainPattern(words: readonly string[]): RegExp | undefined {
  const text = words
    .slice(1, -1)
    .find((word) => !word.startsWith('-'))
    ?.replace(/^["']|["']$/g, '');
  const isOther = words.some((word) => OTHERWISE.test(word));
  return text === undefined || isOther || !/^\^?[\w @:=,./-]+\$?$/.test(text) ? undefined : new RegExp(text);
}
