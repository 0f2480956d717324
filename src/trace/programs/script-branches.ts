/** The commands of a shell script in their order, each with the branch that it stands in. */
import type { Statement } from './shell-statements.ts';

export interface Placed {
  line: number;
  /** Without the then, do or else before it. */
  step: string;
  /** How many are open around it. */
  depth: number;
  /** Of the innermost one that is open: of an if its condition, as long as it is the first branch. */
  condition: string | undefined;
  /** Other in each branch. */
  branch: number;
  /** It is the last statement of the script. */
  isLast: boolean;
  /** The first failure ends the script. */
  errexit: boolean;
}

const OPENS = /^(?:if|for|while|until|case|select)\b/;
const CLOSES = /^(?:(?:fi|done|esac)\b|\}$)/;
const OTHER_BRANCH = /^(?:else|elif)\b/;
/** A || { …; }: a branch for when the command fails, or with && holds. */
const GROUP = /^(.{1,300}?)\s(\|\||&&)\s+\{\s+(.*)$/s;

export const opensBranch = (step: string) => OPENS.test(step);

/** `errexit`: the shell was started with -e. */
export function* placedCommands(statements: readonly Statement[], errexit: boolean): Generator<Placed> {
  const open: (string | undefined)[] = [];
  let stops = errexit;
  let branch = 0;
  for (const [at, { text: whole, line }] of statements.entries()) {
    const [, before, sign, rest] = GROUP.exec(whole) ?? [];
    if (before !== undefined) open.push(sign === '&&' ? before : denied(before));
    const text = rest ?? whole;
    if (/^set\s/.test(text)) stops ||= /\s-[a-z]*e|errexit/.test(text);
    if (CLOSES.test(text) || OTHER_BRANCH.test(text)) branch++;
    if (CLOSES.test(text)) open.pop();
    if (/^(?:fi|done|esac)$/.test(text)) continue;
    if (OTHER_BRANCH.test(text) && open.length > 0) open[open.length - 1] = undefined;
    const step = text.replace(/^(?:then|do|else)(?:\s+|$)/, '');
    if (step === '') continue;
    yield { line, step, depth: open.length, condition: open.at(-1), branch, isLast: at === statements.length - 1, errexit: stops };
    if (OPENS.test(step)) open.push(/^if\s(?!.*(?<!\|)\|(?!\|))/.exec(step) ? step.replace(/^if\s+/, '') : undefined);
  }
}

/** A list of tests, not a single one. */
export const JOINED = /&&|\|\||\s-[ao]\s/;
/** The "no" of a list is written so that it stays one. */
const denied = (condition: string) =>
  JOINED.test(condition) ? `!( ${condition} )` : condition.startsWith('! ') ? condition.slice(2) : `! ${condition}`;
