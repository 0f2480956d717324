/** Why a program has ended with 0 that is started again and again: each reason with what proves it and what ends it. */

import { configMapProof } from '../evidence/proof.ts';
import { dropList, followFix, setCommand } from '../fixes/command-line.ts';
import { advised } from '../fixes/fix.ts';
import { doneBefore } from '../fixes/one-time-work.ts';
import { changeSettings } from '../fixes/settings.ts';
import { withoutOnce } from '../fixes/without-once.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import { commandLine } from '../kube/pod.ts';
import type { Fact } from '../logs/fact.ts';
import { isFault } from '../logs/kinds.ts';
import type { LogReading } from '../logs/reading.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { configFiles } from '../trace/files/mounted-file.ts';
import { lastedLong } from '../trace/programs/clean-end.ts';
import { notFollowing } from '../trace/programs/follows.ts';
import { inputRead } from '../trace/programs/input-read.ts';
import { interpreterOf } from '../trace/programs/interpreters.ts';
import { nothingCalled } from '../trace/programs/nothing-called.ts';
import { oneConnection } from '../trace/programs/one-connection.ts';
import { onlyOnce } from '../trace/programs/only-once.ts';
import { serves } from '../trace/programs/programs.ts';
import { isShell } from '../trace/programs/shell-line.ts';
import { endBound } from '../trace/settings/end-bound.ts';
import { placeOf, variablesOf } from '../trace/settings/settings.ts';
import type { Ended, Reason } from './ending.ts';
import { caseTaken, endedOnPurpose, stopFileLeft, toldOnceByName } from './ends-on-purpose.ts';
import { coroutineNotRun, daemonThreads } from './nothing-waits.ts';
import { overStdio } from './over-stdio.ts';
import { settingObject, settingProof } from './setting-proof.ts';

/** The first that holds. */
export function reasonToEnd(ended: Ended): Reason {
  for (const reason of REASONS) {
    const found = reason(ended);
    if (found) return found;
  }
  return nothingLeft(ended);
}

const asJob = ({ owner }: WorkloadFix): Fix =>
  advised(
    `if it is meant to end, run it as a Job or CronJob; a ${owner.kind} starts it again whenever it ends. If it is meant to go on, it has to stay in the foreground`,
  );

/** Where another container of the pod goes on, it may do its work before that. */
const beforeOrAsJob = (fix: WorkloadFix): Fix => doneBefore(fix) ?? asJob(fix);

function toldToRunOnce({ fix, log }: Ended): Reason | undefined {
  const once = onlyOnce(fix.subject, fix.evidence, log?.lines);
  if (!once) return undefined;
  const { word, what, value, list } = once;
  const setting = once.variable ?? once.last?.start.setting;
  return {
    why: `${word} tells it ${what}${setting ? ` (${placeOf(setting)})` : ''}${value === undefined ? '' : `, and ${value} behind it says nothing to it`}`,
    fixes: [withoutOnce(once, fix), asJob(fix)],
    object: setting ? settingObject(setting, fix) : fix.containerObject(list),
    ...(once.variable ? { proof: settingProof(once.variable, undefined, undefined, fix.subject) } : {}),
    isCertain: word.startsWith('-'),
  };
}

function notToldToFollow({ fix }: Ended): Reason | undefined {
  const follow = notFollowing(fix.subject.container);
  return (
    follow && {
      why: `${follow.program} prints the last lines and ends, as it has no ${follow.option} to follow the file with`,
      fixes: [followFix(follow, fix), asJob(fix)],
      object: fix.containerObject(follow.list),
      isCertain: true,
    }
  );
}

function servesOnce({ fix }: Ended): Reason | undefined {
  const found = oneConnection(fix.subject, fix.evidence);
  if (!found) return undefined;
  const { program, line, again, start } = found;
  const { container } = fix.subject;
  const isProbed = [container.readinessProbe, container.livenessProbe, container.startupProbe].some((probe) => probe && !probe.exec);
  const text = 'start it again after each connection';
  const mended = start
    ? changeSettings(text, [{ setting: start.setting, to: again }], fix)
    : setCommand(fix, text, ['sh', '-c', again], true);
  return {
    why: `${program} takes one connection and ends with it (${line.slice(0, 100)})${isProbed ? '; a probe of the kubelet makes one, too' : ''}`,
    fixes: present(mended),
    object: start ? settingObject(start.setting, fix) : fix.containerObject('command'),
    isCertain: true,
  };
}

function bareShell({ fix }: Ended): Reason | undefined {
  const { command: [shell] = [], stdin, tty } = fix.subject.container;
  if (shell === undefined || !isShell(shell) || commandLine(fix.subject.container).length > 1 || (stdin && tty)) return undefined;
  return {
    why: `its command is a bare shell (${shell}), which ends at once without a terminal`,
    fixes: serves(fix.subject.container) ? [imagesOwn(fix)] : [keptAlive(fix), asJob(fix)],
    object: fix.containerObject('command'),
    isCertain: !lastedLong(fix.subject),
  };
}

const imagesOwn = (fix: WorkloadFix): Fix => dropList(fix, "take command out, so that the image's own program runs", 'command');

/** What runs at once and ends has at most this many seconds. */
const AT_ONCE = 3;

function imageDoesNothing({ fix, log, last }: Ended): Reason | undefined {
  const { container, attempt } = fix.subject;
  if (commandLine(container).length > 0 || serves(container) || !log || last !== undefined || (attempt?.seconds ?? 0) > AT_ONCE)
    return undefined;
  const common = { object: fix.containerObject('command') };
  const interpreter = interpreterOf(container.image ?? '');
  if (!interpreter)
    return {
      ...common,
      why: "the image's own command does nothing by itself; it is most likely a shell, which ends at once without a terminal",
      fixes: [keptAlive(fix), asJob(fix)],
    };
  const why = `neither command nor args name a program, and the image's own command is ${interpreter.words[0]} alone, which ends at once without a terminal`;
  const program = only(configFiles(fix.subject, fix.evidence).filter(({ path }) => interpreter.file.test(path)));
  if (!program) return { ...common, why, fixes: [keptAlive(fix), asJob(fix)] };
  const { name, key, path } = program;
  return {
    ...common,
    why: `${why}; ConfigMap ${name} brings ${path}`,
    fixes: [setCommand(fix, `let it run ${path}, which ConfigMap ${name} brings`, [...interpreter.words, path], true), asJob(fix)],
    proof: configMapProof(name, `key ${key}, mounted as ${path}`),
  };
}

const keptAlive = (fix: WorkloadFix): Fix =>
  setCommand(fix, 'give the container something to do; this keeps it alive', ['sleep', 'infinity'], true);

/** What most programs print that are called without the subcommand that they need. */
const isUsage = (line: string) => /^\s{0,4}usage:(?:\s|$)/i.test(line);

const usageShown = ({ fix, log }: Ended): Reason | undefined =>
  commandLine(fix.subject.container).length === 0 && log?.lines.some(isUsage)
    ? {
        why: 'it is given no arguments, and shows its usage: it wants a subcommand, or options',
        fixes: [advised('say under args what it is to do, as its usage lists it')],
        object: fix.containerObject('command'),
      }
    : undefined;

/** What stands for "without end" is each program's own matter. */
function boundReached({ fix, last }: Ended): Reason | undefined {
  const bound = endBound(last, variablesOf(fix.subject, fix.evidence));
  if (!bound) return undefined;
  const { setting, value } = bound;
  const longer = changeSettings(
    `let a run do a thousand times as much: the kubelet waits ever longer only where runs end within ten minutes`,
    [{ setting, to: String(Number(value) * 1000) }],
    fix,
  );
  return {
    why: `it ends on purpose, as ${placeOf(setting)} lets it do no more than ${value}`,
    fixes: [...present(longer), beforeOrAsJob(fix)],
    object: settingObject(setting, fix),
    proof: settingProof(setting, undefined, undefined, fix.subject),
  };
}

function gaveUp({ fix, log }: Ended): Reason | undefined {
  const complaint = lastWordsOfFault(log);
  return (
    complaint && {
      why: `it gives up, and ends with 0 as if all were well; its last words are: ${complaint.quote.slice(0, 200)}`,
      fixes: [
        advised('see to what it complains of; and let it end with another code than 0 then, so that it is told from one that is done'),
      ],
      object: fix.containerObject('command'),
      decides: 'the settings and input that this message is about',
    }
  );
}

/** An error, or words of one, and nothing behind it. */
function lastWordsOfFault(log: LogReading | undefined): Fact | undefined {
  const fact = log?.decisive;
  if (!log || !fact || !isFault(fact.kind) || NO_FAULT.test(fact.quote) || isAtRest(fact.quote)) return undefined;
  const behind = log.lines.slice(fact.line + 1).filter((line) => line.trim() !== '');
  return behind.length <= BEHIND && !behind.some((line) => DONE.test(line)) ? fact : undefined;
}

const BEHIND = 1;
/** It went on, and says that it is done. */
const DONE = /\b(?:done|finished|complete[ds]?|success\w*|succeeded|ok)\b/i;
const TROUBLE = /error|fail|fatal|exception|refus|denied|invalid|missing|n[o']t\b|cannot|unable|without/i;
const IDLE =
  /\bnothing (?:left |more )?to do\b|\bno (?:more |new |pending )?(?:jobs|tasks|work|messages|items)\b|^\W*(?:exiting|leaving|bye|goodbye)\W*$/i;
/** It ends, and has no trouble to tell of. */
const isAtRest = (quote: string) => (DONE.test(quote) || IDLE.test(quote)) && !TROUBLE.test(quote);
/** It counts what went wrong, and nothing did. */
const NO_FAULT = /\b(?:errors?|failures?|failed)(?: count)?\s?[:=]\s?0\b|\b(?:0|no) (?:errors?|failures?)\b/i;

function inputClosed({ fix }: Ended): Reason | undefined {
  const input = inputRead(fix.subject, fix.evidence);
  if (!input) return undefined;
  const { name, key, line, quote } = input;
  return {
    why: `it reads its standard input (line ${line} of key ${key} of ConfigMap ${name}), which is empty in a container without stdin: true`,
    fixes: [fix.patchContainer('give it a standard input that stays open (stdin: true)', { stdin: true }), beforeOrAsJob(fix)],
    object: fix.containerObject('command'),
    proof: configMapProof(name, `${key}, line ${line}: ${quote}`.slice(0, 200)),
  };
}

function callsNothing({ fix, last }: Ended): Reason | undefined {
  const found = last === undefined ? nothingCalled(fix.subject, fix.evidence) : undefined;
  if (!found) return undefined;
  const { setting, where, why, quote, to } = found;
  const mended = changeSettings(to.what, [{ setting, to: to.text }], fix);
  return {
    why: `nothing in it is run: ${why} (${where})`,
    fixes: present(mended),
    object: settingObject(setting, fix),
    proof: { step: setting.place.kind === 'configmap' ? `get cm ${setting.place.object}` : 'get', quote },
    isCertain: true,
  };
}

function servesByStdio({ fix, last }: Ended): Reason | undefined {
  const stdio = overStdio(last, fix);
  return stdio && { ...stdio, object: fix.containerObject('command') };
}

const nothingLeft = ({ fix }: Ended): Reason => ({
  why: 'it has nothing left to do: a one-shot program, or one that does not stay in the foreground',
  fixes: [beforeOrAsJob(fix)],
  object: fix.containerObject('command'),
});

const REASONS = [
  toldToRunOnce,
  notToldToFollow,
  servesOnce,
  bareShell,
  imageDoesNothing,
  usageShown,
  boundReached,
  caseTaken,
  toldOnceByName,
  stopFileLeft,
  endedOnPurpose,
  gaveUp,
  coroutineNotRun,
  callsNothing,
  daemonThreads,
  inputClosed,
  servesByStdio,
];
