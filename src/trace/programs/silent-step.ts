/**
 * Where a shell script ends and says nothing: commands such as grep and test tell their answer by their exit code alone, others are told to
 * say nothing, and with `set -e` (or as the last command) a failure of theirs ends the script (POSIX sh, set -e); or the script itself
 * ends where a test fails: [ -f x ] || exit 1.
 */
import { decidingTest } from './deciding-test.ts';
import { JOINED, opensBranch, type Placed, placedCommands } from './script-branches.ts';
import { saidBy, statementsOf } from './shell-statements.ts';
import { failing } from './silent-command.ts';

export interface SilentStep {
  /** 1-based, and the statement that ends it. */
  line: number;
  text: string;
  /** Its command and words: grep -c @ FILE. */
  words: string[];
  /** It stands in a substitution, whose answer is used and not tested: count=$(grep -c …). */
  isValue: boolean;
  /** It ends the script with a "yes": if [ -z "$KEY" ]; then exit 1; fi. */
  onYes: boolean;
  /** It has printed what stands before it, and nothing else follows there: the script certainly ended here. */
  isSure: boolean;
  /** The first statement of which it is not known how it fails, which may as well have ended the script. */
  besides: string | undefined;
}

export interface Ended {
  code: number;
  printed: readonly string[];
  /** The shell was started with -e. */
  stopsAtFirst: boolean;
  /** What a command is known to answer. */
  answers?: (words: readonly string[]) => 'yes' | 'no' | undefined;
}

type Step = Omit<SilentStep, 'besides'>;

/** Undefined where no step is found, or more than one. What stands behind the one that is known to end it is never run. */
export function silentStep(script: string, { code, printed, stopsAtFirst, answers = () => undefined }: Ended): SilentStep | undefined {
  const statements = statementsOf(script);
  if (!statements) return undefined;
  let found: Step[] = [];
  let besides: string | undefined;
  let isOver = false;
  let saidBefore: string | undefined;
  /** The branch that is open and has printed something. */
  let saidIn: number | undefined;
  for (const command of placedCommands(statements, stopsAtFirst)) {
    const { step, depth, branch } = command;
    const says = saidBy(step);
    const shown = printed.find((one) => says?.some((form) => form.test(one)));
    if (shown !== undefined) {
      // The branch before, which ends it too, says the same.
      if (shown === saidBefore && found.some(({ isSure }) => isSure)) return undefined;
      saidBefore = shown;
      found = [];
      besides = undefined;
      isOver = false;
      saidIn = depth > 0 ? branch : undefined;
    } else if (says?.length && depth === 0) break;
    // Behind it nothing is run, unless the log shows that it was.
    if (isOver) continue;
    const end = endAt(command, code, branch === saidIn, answers);
    if (end === 'unknown') besides ??= step;
    if (end === undefined || end === 'unknown') continue;
    const answer = answers(end.words);
    if (answer !== undefined && (answer === 'yes') !== end.onYes) continue;
    found = [...(end.isSure ? [] : found), end];
    isOver = answer !== undefined || end.isSure;
  }
  const [first] = found;
  // Programs of which nothing is known mostly end with 1 or 2.
  return first && found.length === 1 ? { ...first, besides: code > 2 ? undefined : besides } : undefined;
}

const EXITS = /\b(?:exit|return)\b/;

/** How a command may have ended the script with this code. `hasSaid`: something was printed in its branch. */
function endAt(
  { line, step, depth, condition, isLast, errexit }: Placed,
  code: number,
  hasSaid: boolean,
  answers: NonNullable<Ended['answers']>,
): Step | 'unknown' | undefined {
  const exit = exitOf(step, depth === 1 ? condition : undefined, answers);
  if (exit) return (exit.code ?? code) === code ? { line, ...exit.when, isValue: false, isSure: hasSaid } : undefined;
  if (opensBranch(step) || (depth > 0 && EXITS.test(step))) return EXITS.test(step) ? 'unknown' : undefined;
  const endsByFailure = code !== 0 && (errexit || (depth === 0 && (isLast || /^exec\s/.test(step))));
  // Within a list, a failure ends nothing.
  if (!endsByFailure || (!isLast && /&&|\|\|/.test(step))) return undefined;
  const command = commandOf(step, code);
  if (command === undefined) return 'unknown';
  return command.how === 'silent'
    ? { line, text: step, words: command.words, isValue: command.isValue, onYes: false, isSure: false }
    : undefined;
}

interface Exit {
  /** Undefined: that of the command before. */
  code: number | undefined;
  when: Pick<SilentStep, 'text' | 'words' | 'onYes'>;
}

/** `exit 3` in an if, and `test … || exit 3`, with the one command that decides it. */
function exitOf(step: string, condition: string | undefined, answers: NonNullable<Ended['answers']>): Exit | undefined {
  const [, command = '', sign, number] = /^(?:(.{1,300}?)\s(&&|\|\|)\s+)?\{?\s*exit(?:\s+(\d{1,3}))?$/s.exec(step) ?? [];
  const text = sign ? command : condition;
  if (text === undefined || text === '' || !/^(?:exit|.*\sexit)\b/s.test(step) || /(?<!\|)\|(?!\|)|\$\(/.test(text)) return undefined;
  const [, list] = /^!\( (.*) \)$/s.exec(text) ?? [];
  const said = sign ? step : `if ${list === undefined ? text : `! { ${list}; }`}; then ${step}`;
  const exit = { code: number === undefined ? undefined : Number(number) };
  if (JOINED.test(text)) {
    const whole = sign === '||' || list !== undefined ? 'no' : 'yes';
    const one = decidingTest(list ?? text, whole, (command) => answers(wordsIn(command)));
    return one && { ...exit, when: { text: said, words: wordsIn(one.text), onYes: one.answer === 'yes' } };
  }
  const [, not, plain = ''] = /^(!\s+)?(.*)$/s.exec(text) ?? [];
  const onYes = (sign === '||') === (not !== undefined);
  return { ...exit, when: { text: said, words: wordsIn(plain), onYes } };
}

const wordsIn = (command: string): string[] => [...(command.replace(/^\(\(/, 'let ').match(/"[^"]*"|'[^']*'|\S+/g) ?? [])];

type Command = { how: 'telling' } | { how: 'silent'; words: string[]; isValue: boolean };

/** Of the command whose exit code the statement has; undefined where it is not known how that fails. */
function commandOf(step: string, code: number): Command | undefined {
  const [, inner] = /^\w+=["']?\$\((.*)\)["']?$/s.exec(step) ?? [];
  if (inner === undefined && /^\w+=\S*$/.test(step)) return { how: 'telling' };
  const list = inner ?? step;
  if (/\|\|/.test(list)) return undefined;
  const last = list.split(/&&/)[0]?.split('|').at(-1)?.trim() ?? '';
  const words = wordsIn(last);
  const how = failing(words, last, code);
  return how === 'silent' ? { how, words, isValue: inner !== undefined } : how && { how };
}
