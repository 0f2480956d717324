/** The branch that a start script takes of a case on a variable of the container, where the script ends with it. */
import { escaped } from '../../escaped.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { lastLine } from '../../logs/reading.ts';
import { type Setting, variablesOf } from '../settings/settings.ts';
import { variableState } from '../settings/variable-state.ts';
import { saidBy, statementsOf } from './shell-statements.ts';
import { setsVariable } from './shell-variables.ts';
import { type StartText, startText } from './start-text.ts';

export interface CaseBranch {
  start: StartText;
  name: string;
  /** Undefined where the spec gives it no such variable. */
  setting: Setting | undefined;
  value: string;
  /** As it is written: "check", "*". */
  label: string;
  /** 1-based line of the script. */
  line: number;
  /** Its last words are among what was printed. */
  isSaid: boolean;
  /** It ends behind them, and runs nothing. */
  givesUp: boolean;
  /** The labels of the branches that hand over to a program; where some of these do not tell it to run once, of them. */
  others: string[];
  /** All labels that are words. */
  known: string[];
}

/** Patterns of other branches, and what stands in brackets or quotes, are left alone. */
const CASE = /^[ \t]*case[ \t]+"?\$\{?([A-Za-z_]\w*)(?::?-([\w.-]*))?\}?"?[ \t]+in[ \t]*\n([\s\S]*?)^[ \t]*esac\b(.*)$/m;
const BRANCH = /^[ \t]*\(?((?:[\w.-]+|\*)(?:[ \t]*\|[ \t]*(?:[\w.-]+|\*))*)\)/;
const ONCE = /--(?:once|one-?shot|dry-run|version|help|check)\b/;

/** `printed`: what it has printed. */
export function caseBranch(printed: readonly string[], subject: Subject, evidence: Evidence): CaseBranch | undefined {
  const start = startText(subject, evidence);
  const [whole = '', name, otherwise = '', body = ''] = CASE.exec(start?.text ?? '') ?? [];
  if (!start || name === undefined || setsVariable(name, start.text)) return undefined;
  const { setting, isAbsent } = variableState(name, variablesOf(subject, evidence), subject, evidence);
  const value = setting?.value ?? (isAbsent ? otherwise : undefined);
  if (value === undefined) return undefined;
  if (isFollowed(start.text, whole)) return undefined;
  const branches = branchesIn(body);
  // The first that matches is taken; what a pattern matches is not looked at.
  const taken = branches.find(({ label, labels }) => label === '' || labels.some((one) => one === value || one === '*'));
  if (!taken?.label || EXEC.test(taken.commands) || !hasEnded(taken.commands, printed)) return undefined;
  const handing = branches.filter((one) => one !== taken && startsProgram(one.commands));
  const lasting = handing.filter(({ commands }) => !ONCE.test(commands));
  return {
    start,
    name,
    setting,
    value,
    label: taken.label,
    line: lineOf(taken.label, start.text),
    isSaid: isSaid(stepsOf(taken.commands), printed),
    givesUp: givesUp(stepsOf(taken.commands)),
    known: wordsOf(branches),
    others: wordsOf(lasting.length > 0 ? lasting : handing),
  };
}

interface Branch {
  /** As it is written; empty where it is no word. */
  label: string;
  labels: string[];
  commands: string;
}

/** More than comments stands behind it, and goes on. */
const isFollowed = (script: string, whole: string): boolean =>
  script
    .slice(script.indexOf(whole) + whole.length)
    .replace(/^[ \t]*#.*$/gm, '')
    .trim() !== '';

const branchesIn = (body: string): Branch[] =>
  body.split(/;;/).flatMap((text) => {
    const lines = text.split('\n');
    const first = lines.findIndex((one) => one.trim() !== '' && !/^\s*#/.test(one));
    if (first < 0) return [];
    const label = BRANCH.exec(lines[first] ?? '')?.[1];
    if (label === undefined) return { label: '', labels: [], commands: '' };
    const commands = lines.slice(first).join('\n').replace(BRANCH, '');
    return { label, labels: label.split('|').map((one) => one.trim()), commands };
  });

const wordsOf = (branches: readonly Branch[]) => branches.flatMap(({ labels }) => labels.filter((one) => one !== '*'));

const lineOf = (label: string, script: string) =>
  script.split('\n').findIndex((one) => new RegExp(`^[ \\t]*\\(?${escaped(label)}\\)`).test(one)) + 1;

const EXEC = /(?:^|[\n;&|])\s*exec\s/;
const SAYS_OR_ENDS = /^(?:echo|printf|exit|true|:|cat)\b/;

/** It hands over to a program, or ends with one. */
const startsProgram = (commands: string): boolean => {
  const last = statementsOf(commands)?.at(-1)?.text;
  return EXEC.test(commands) || (last !== undefined && !SAYS_OR_ENDS.test(last));
};

/** It does nothing but print and end, or its last words are those that this branch prints last. */
function hasEnded(commands: string, printed: readonly string[]): boolean {
  const steps = stepsOf(commands);
  return (steps.length > 0 && steps.every((step) => SAYS_OR_ENDS.test(step))) || isSaid(steps, printed);
}

const givesUp = (steps: readonly string[]): boolean =>
  steps.slice(steps.findLastIndex((step) => saidBy(step) !== undefined)).every((step) => SAYS_OR_ENDS.test(step));

const stepsOf = (commands: string): string[] => (statementsOf(commands) ?? []).map(({ text }) => text);

function isSaid(steps: readonly string[], printed: readonly string[]): boolean {
  const said = steps.flatMap((step) => saidBy(step) ?? []).at(-1);
  const last = lastLine(printed);
  return said !== undefined && last !== undefined && said.test(last);
}
