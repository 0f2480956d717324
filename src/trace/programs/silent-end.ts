/** The step at which a container's start script ended without a word, and what is known of what it tests. */
import { decidedBy } from '../../evidence/end.ts';
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import { hasOwnMessage } from '../../evidence/own-message.ts';
import type { Subject } from '../../evidence/subject.ts';
import { commandLine } from '../../kube/pod.ts';
import { type ConfigFile, configFiles } from '../files/mounted-file.ts';
import { fileOf as fileOfSetting, placeOf, type Setting, variablesOf } from '../settings/settings.ts';
import { optionsOfShell } from './shell-line.ts';
import { setsVariable, withValues } from './shell-variables.ts';
import { type SilentStep, silentStep } from './silent-step.ts';
import { type StartText, startText } from './start-text.ts';
import { type Comparison, testedVariable } from './tested-variable.ts';

/** Seconds within which a script is done with its tests. */
const LONG = 10;

export interface SilentEnd {
  start: StartText;
  step: SilentStep;
  /** "command[2]", "ConfigMap web key start.sh, line 3". */
  at: string;
  /** Its words, without an exec before them. */
  command: readonly string[];
  /** The file of a ConfigMap that grep searches, and the form that no line of it has, where that is seen. */
  file: ConfigFile | undefined;
  unfound: RegExp | undefined;
  /** The file that it tests for, with the variables of the container put in. */
  path: { path: string; not: boolean } | undefined;
  /** It tests this variable; `isKnown`: and its value shows what that answers; `isEmpty`: it ends where that is not set, or empty; or with `compared`, where it is not so. */
  variable:
    | { name: string; setting: Setting | undefined; isEmpty: boolean; isKnown: boolean; compared: Comparison | undefined }
    | undefined;
  /** It counts up from 0: the number of before is its answer, and bash takes 0 for a "no" (bash(1), Compound Commands). */
  counts: boolean;
}

export function silentEnd(subject: Subject, evidence: Evidence): SilentEnd | undefined {
  return decidedBy(subject) || subject.attempt?.exitCode === 0 ? undefined : scriptEnd(subject, evidence);
}

/** The test of a variable after which the script itself ends with 0, as one that has nothing to do. */
export function plannedEnd(subject: Subject, evidence: Evidence): SilentEnd | undefined {
  const end = subject.attempt?.exitCode === 0 ? scriptEnd(subject, evidence) : undefined;
  return end?.variable && (end.variable.isKnown || end.step.isSure) ? end : undefined;
}

/** The same where the script itself said, before it ended, what only its authors understand. */
export function saidEnd(subject: Subject, evidence: Evidence): SilentEnd | undefined {
  const end = decidedBy(subject)?.kind === 'fatal-line' && subject.attempt?.exitCode ? scriptEnd(subject, evidence) : undefined;
  return end?.step.isSure ? end : undefined;
}

/** What it tests for is not there, and that ended it. */
export const absentPath = ({ path, step }: SilentEnd): string | undefined => (path?.not === step.onYes ? path.path : undefined);

function scriptEnd(subject: Subject, evidence: Evidence): SilentEnd | undefined {
  const { attempt, container } = subject;
  const log = valueOf(subject.log());
  if (!attempt) return undefined;
  const code = attempt.exitCode;
  // From 126 on it is the shell, or a signal.
  if ((code > 125 && code !== 127) || attempt.reason === 'OOMKilled' || !log) return undefined;
  if (hasOwnMessage(attempt.message, log)) return undefined;
  const start = startText(subject, evidence);
  if (!start) return undefined;
  const script: Script = { text: start.text, variables: variablesOf(subject, evidence), files: configFiles(subject, evidence) };
  const stopsAtFirst = optionsOfShell(commandLine(container)).some((word) => /^-\w*e/.test(word) || word === 'errexit');
  const step = silentStep(start.text, { code, printed: log.lines, stopsAtFirst, answers: (words) => answerOf(words, script) });
  // A program that may as well have ended so has run by then.
  if (!step || (step.besides && (attempt.seconds ?? 0) > LONG)) return undefined;
  const { words } = step;
  return {
    start,
    step,
    at: fileOfSetting(start.setting) === undefined ? placeOf(start.setting) : `${placeOf(start.setting)}, line ${step.line}`,
    command: words[0] === 'exec' ? words.slice(1) : words,
    file: searchedFile(words, script),
    unfound: unfoundIn(words, script),
    counts: countsFromZero(words, start.text),
    path: testedFile(words, script),
    variable: variableIn(step, script),
  };
}

/** A start script, and what its container gives it. */
interface Script {
  text: string;
  variables: readonly Setting[];
  files: readonly ConfigFile[];
}

/** What a command of the script is known to answer. */
function answerOf(words: readonly string[], script: Script): 'yes' | 'no' | undefined {
  const tested = testedFile(words, script);
  if (tested && script.files.some((one) => one.path === tested.path && valueOf(one.text))) return tested.not ? 'no' : 'yes';
  if (unfoundIn(words, script) || countsFromZero(words, script.text)) return 'no';
  return testedVariable(words, script.text, script.variables)?.answer;
}

function variableIn({ words, onYes }: SilentStep, { text, variables }: Script): SilentEnd['variable'] {
  const tested = testedVariable(words, text, variables);
  return (
    tested && {
      name: tested.name,
      setting: variables.find(({ name }) => name === tested.name),
      isEmpty: (tested.ofEmpty === 'yes') === onYes,
      isKnown: tested.answer !== undefined,
      compared: tested.compared,
    }
  );
}

function searchedFile(words: readonly string[], script: Script): ConfigFile | undefined {
  const path = searched(words, script);
  return path === undefined ? undefined : script.files.find((one) => one.path === path);
}

/** What grep looks for, where the file that it searches is seen to have no line with it. */
function unfoundIn(words: readonly string[], script: Script): RegExp | undefined {
  const content = valueOf(searchedFile(words, script)?.text ?? { state: 'absent' });
  const pattern = plainPattern(words);
  return content !== undefined && pattern && !content.split('\n').some((line) => pattern.test(line)) ? pattern : undefined;
}

/** ((n++)) or let n++, where n=0 is the only value that the script gives it. */
function countsFromZero([program, word = '', ...more]: readonly string[], script: string): boolean {
  const name = program === 'let' && more.every((one) => /^\)*$/.test(one)) ? /^["']?([A-Za-z_]\w*)\+\+["')]*$/.exec(word)?.[1] : undefined;
  const given = name === undefined ? [] : [...script.matchAll(new RegExp(`(?:^|[\\s;])${name}=["']?([^\\s;"']*)`, 'g'))];
  return given.length === 1 && /^0*$/.test(given[0]?.[1] ?? '');
}

/** [ -f /etc/app/app.conf ], [ ! -s "$CONFIG" ]: the file that is to be there. */
function testedFile(words: readonly string[], { text: script, variables }: Script): SilentEnd['path'] {
  if (words.length > 6) return undefined;
  const given = (name: string) => (setsVariable(name, script) ? undefined : variables.find((one) => one.name === name)?.value);
  const text = withValues(words.join(' '), given);
  const [, not, path] = /^(?:test|\[{1,2}) (! )?-[defrs] "?(\/[\w./-]+)"?(?: \]{1,2})?$/.exec(text) ?? [];
  return path === undefined ? undefined : { path, not: not !== undefined };
}

/** The file that grep is given last, with the variables of the container and the script's own defaults put in. */
function searched(words: readonly string[], { text: script, variables }: Script): string | undefined {
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
