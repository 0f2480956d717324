import { attemptProof, logStep, specProof } from '../evidence/proof.ts';
import { overStdio } from '../findings/over-stdio.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { followFix, setCommand } from '../fixes/command-line.ts';
import { advised } from '../fixes/fix.ts';
import { doneBefore } from '../fixes/one-time-work.ts';
import { rollback } from '../fixes/rollback.ts';
import { changeSettings } from '../fixes/settings.ts';
import { withoutOnce } from '../fixes/without-once.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { isFault } from '../logs/kinds.ts';
import type { LogReading } from '../logs/reading.ts';
import { only } from '../only.ts';
import type { Fix } from '../report.ts';
import { configFiles } from '../trace/files/mounted-file.ts';
import { cleanEnd, lastedLong } from '../trace/programs/clean-end.ts';
import { notFollowing } from '../trace/programs/follows.ts';
import { sentBehind } from '../trace/programs/in-front.ts';
import { inputRead } from '../trace/programs/input-read.ts';
import { onlyOnce } from '../trace/programs/only-once.ts';
import { interpreterOf, serves } from '../trace/programs/programs.ts';
import { isShell } from '../trace/programs/shell-line.ts';
import { type EndBound, endBound } from '../trace/settings/end-bound.ts';
import { placeOf, variablesOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

/** What most programs print that are called without the subcommand that they need. */
const isUsage = (line: string) => /^\s{0,4}usage:(?:\s|$)/i.test(line);
/** What runs at once and ends has at most this many seconds. */
const AT_ONCE = 3;

export const programFinishes: Cause = {
  id: 'program-finishes',
  title: 'the program has done its work and ends, and is started again and again',
  tier: 'kubernetes',
  covers: ['app.exit0-no-foreground'],
  rung: RUNG.fell,

  detect(subject, evidence) {
    const end = cleanEnd(subject);
    const { container, attempt } = subject;
    const { command = [], args = [] } = container;
    if (!end || sentBehind(subject, evidence)) return undefined;
    const lines = end.log?.lines ?? [];
    const fix = new WorkloadFix(subject, evidence);
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:image|command|args)\b/.test(change));
    const once = onlyOnce(subject, evidence, lines);
    const follow = once ? undefined : notFollowing(container);
    const bare =
      command.length > 0
        ? isShell(command[0] ?? '') && [...command, ...args].length === 1 && !(container.stdin && container.tty)
        : args.length === 0 &&
          !serves(container) &&
          end.log !== undefined &&
          lines.every((line) => line.trim() === '') &&
          (attempt?.seconds ?? 0) <= AT_ONCE;
    const isShown = command.length === 0 && args.length === 0 && lines.some(isUsage);
    const job = advised(
      isShown
        ? 'say under args what it is to do, as its usage lists it'
        : `if it is meant to end, run it as a Job or CronJob; a ${fix.owner.kind} starts it again whenever it ends. If it is meant to go on, it has to stay in the foreground`,
    );
    const before = once || bare || isShown || follow ? undefined : doneBefore(fix);
    const fixes: Fix[] = follow ? [followFix(follow, fix)] : [];
    if (once) fixes.push(withoutOnce(once, fix));
    const interpreter = bare && command.length === 0 ? interpreterOf(container.image ?? '') : undefined;
    const program = interpreter && only(configFiles(subject, evidence).filter(({ path }) => interpreter.file.test(path)));
    if (interpreter && program)
      fixes.push(
        setCommand(fix, `let it run ${program.path}, which ConfigMap ${program.name} brings`, [interpreter.program, program.path], true),
      );
    else if (bare) fixes.push(setCommand(fix, 'give the container something to do; this keeps it alive', ['sleep', 'infinity'], true));
    const last = lines.findLast((line) => line.trim() !== '');
    const bound = once || bare || isShown ? undefined : endBound(last, variablesOf(subject, evidence));
    const complaint = once || bare || isShown || bound ? undefined : lastWordsOfFault(end.log);
    const input = once || bare || isShown || follow || bound || complaint ? undefined : inputRead(subject, evidence);
    if (input) fixes.push(fix.patchContainer('give it a standard input that stays open (stdin: true)', { stdin: true }));
    const stdio = once || bare || isShown || bound || complaint || input ? undefined : overStdio(last, fix);
    const longer = bound && runLonger(bound, fix);
    if (longer) fixes.push(longer);
    const why = follow
      ? `${follow.program} prints the last lines and ends, as it has no ${follow.option} to follow the file with`
      : bound
        ? `it ends on purpose, as ${placeOf(bound.setting)} lets it do no more than ${bound.value}`
        : once
          ? `${once.word} tells it ${once.what}${once.last ? ` (${placeOf(once.last.start.setting)})` : ''}${once.value === undefined ? '' : `, and ${once.value} behind it says nothing to it`}`
          : bare
            ? interpreter
              ? `neither command nor args name a program, and the image's own command is ${interpreter.program} alone, which ends at once without a terminal${program ? `; ConfigMap ${program.name} brings ${program.path}` : ''}`
              : `${command.length ? `its command is a bare shell (${command[0]})` : "the image's own command does nothing by itself; it is most likely a shell"}, which ends at once without a terminal`
            : isShown
              ? 'it is given no arguments, and shows its usage: it wants a subcommand, or options'
              : complaint
                ? `it gives up, and ends with 0 as if all were well; its last words are: ${complaint.quote.slice(0, 200)}`
                : input
                  ? `it reads its standard input (line ${input.line} of key ${input.key} of ConfigMap ${input.name}), which is empty in a container without stdin: true`
                  : (stdio?.why ?? 'it has nothing left to do: a one-shot program, or one that does not stay in the foreground');
    return {
      summary: `container ${container.name} ends with exit code 0 (${attempt?.reason ?? 'Completed'}), and its ${fix.owner.kind} starts it again each time: ${why}${attempt?.reason === 'OOMKilled' ? '; a child process of it was killed for want of memory while it ran' : ''}`,
      // What a log that was not read says of its end, nobody knows.
      confidence:
        follow || once?.word.startsWith('-') || (bare && command.length > 0 && !lastedLong(subject))
          ? 'certain'
          : end.log
            ? 'likely'
            : 'possible',
      object:
        (bound ?? once?.last?.start)
          ? settingObject((bound ?? once?.last?.start)?.setting, fix)
          : fix.containerObject(once?.list ?? follow?.list ?? 'command'),
      proof: [
        attemptProof(subject),
        specProof(subject, 'command', [...command, ...args].join(' ') || "the image's own"),
        ...(bound ? [settingProof(bound.setting, undefined, undefined, subject)] : []),
        ...(program ? [{ step: `get cm ${program.name}`, quote: `key ${program.key}, mounted as ${program.path}` }] : []),
        ...(input ? [{ step: `get cm ${input.name}`, quote: `${input.key}, line ${input.line}: ${input.quote}`.slice(0, 200) }] : []),
        ...(last ? [{ step: logStep(subject), quote: last.slice(0, 200) }] : []),
      ],
      fixes: [...(back ? [back.fix] : []), ...fixes, ...(complaint ? [SEE_TO_IT] : (stdio?.fixes ?? [before ?? job]))],
      decides: complaint ? 'the settings and input that this message is about' : 'what the program is meant to do: end, or go on',
    };
  },
};

/** An error, or words of one, and nothing behind it. */
function lastWordsOfFault(log: LogReading | undefined): Fact | undefined {
  const fact = log?.decisive;
  if (!log || !fact || !isFault(fact.kind) || NO_FAULT.test(fact.quote)) return undefined;
  const behind = log.lines.slice(fact.line + 1).filter((line) => line.trim() !== '');
  return behind.length <= BEHIND && !behind.some((line) => DONE.test(line)) ? fact : undefined;
}

const BEHIND = 1;
/** It went on, and says that it is done. */
const DONE = /\b(?:done|finished|complete[ds]?|success\w*|succeeded|ok)\b/i;
/** It counts what went wrong, and nothing did. */
const NO_FAULT = /\b(?:errors?|failures?|failed)(?: count)?\s?[:=]\s?0\b|\b(?:0|no) (?:errors?|failures?)\b/i;

const SEE_TO_IT: Fix = advised(
  'see to what it complains of; and let it end with another code than 0 then, so that it is told from one that is done',
);

/** What stands for "without end" is each program's own matter. */
const runLonger = ({ setting, value }: EndBound, fix: WorkloadFix): Fix | undefined =>
  changeSettings(
    `let a run do a thousand times as much: the kubelet waits ever longer only where runs end within ten minutes`,
    [{ setting, to: String(Number(value) * 1000) }],
    fix,
  );
