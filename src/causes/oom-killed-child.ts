import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, isPodLimit, logProof, memoryLimit, memoryLimitField, memoryLimitProof } from '../evidence/proof.ts';
import { during, type Subject } from '../evidence/subject.ts';
import { settingProof } from '../findings/setting-proof.ts';
import { raiseMemory } from '../fixes/memory.ts';
import { sizeMeant } from '../fixes/size-meant.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { type Attempt, commandLine } from '../kube/pod.ts';
import type { Fact } from '../logs/fact.ts';
import { decisiveFact, type LogReading } from '../logs/reading.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { limitsInside } from '../trace/inside/inside-limits.ts';
import { killLine } from '../trace/programs/kill-line.ts';
import { shellLine } from '../trace/programs/shell-line.ts';
import { isForShell } from '../trace/programs/start-text.ts';
import { settingsOf, unreadSources } from '../trace/settings/settings.ts';
import { type SizeTold, sizeTold } from '../trace/settings/size-told.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

/** Behind the word of the kill at most so many lines follow, if the program ended of it. */
const LAST_WORDS = 3;

/** Words of a parent that has lost a child, or of a program that got no memory. */
const OF_CHILD =
  /\b(?:child|worker|sub-?process|process(?:es)?|pool|kill(?:ed)?|signal|SIGKILL|SIGCHLD|terminated|died|crashed|exit(?:ed)?|memory|OOM|alloc\w*|fork|pipe|EOF|reset|hung up|137|returned non-zero|-9|status)\b/i;

/** A line of which the shell runs more behind the program, or beside it in a pipe: the exit code is that of the last one (POSIX sh, Pipelines, Lists). */
const goesOnBehind = (line: string) => /[;|\n]/.test(line.trim()) && !/(?:^|[;&|\n])\s*exec\s|\b(?:while|until|for)\b/.test(line);

export const oomKilledChild: Cause = {
  id: 'oom-killed-child',
  title: 'a child process ran into the memory limit',
  tier: 'kubernetes',
  covers: ['res.oom-child'],
  rung: RUNG.killed,

  detect(subject, evidence) {
    const { attempt } = subject;
    if (!attempt) return undefined;
    const log = valueOf(subject.log());
    const killed = decisiveFact(log, 'child-killed');
    // A shell or npm passes its child's 137 on; what tells of a kill has not met with one.
    const isPassedOn =
      killed !== undefined && attempt.reason !== 'OOMKilled' && during(subject.events('Killing'), attempt, 60).length === 0;
    if (attempt.exitCode === 137 && (!isPassedOn || killLine(subject, evidence))) return undefined;
    const counted = attempt.reason === 'OOMKilled';
    if (!counted && (!killed || isOwnTimeout(killed, log))) return undefined;
    const limit = memoryLimit(subject);
    if (!counted && !limit) return undefined; // nothing speaks of memory: who killed the child is open
    const said = log?.decisive;
    // The counter may stem from an earlier kill, while the program says in plain words why it ended this time.
    if (counted && said && !killed && said.kind !== 'exception' && said.kind !== 'fatal-line') return undefined;
    // The counter is the container's own, and starts anew with it: only a kill in the run that goes on now is in it.
    const inside = counted || subject.state !== 'running' ? undefined : limitsInside(subject, evidence);
    const kills = inside?.oomKills ?? 0;
    return childKilled({ attempt, killed, said, counted, limit, kills, inside }, log, subject, evidence);
  },
};

interface Kill {
  attempt: Attempt;
  /** What its log says of a kill. */
  killed: Fact<'child-killed'> | undefined;
  /** What decided its end, by its log. */
  said: Fact | undefined;
  /** The kubelet says OOMKilled of it. */
  counted: boolean;
  limit: string | undefined;
  /** Counted in the run that goes on now. */
  kills: number;
  inside: ReturnType<typeof limitsInside>;
}

function childKilled(kill: Kill, log: LogReading | undefined, subject: Subject, evidence: Evidence): Match {
  const { attempt, killed, said, counted, limit, kills, inside } = kill;
  const { container } = subject;
  const fix = new WorkloadFix(subject, evidence);
  const fact = killed ?? said;
  const size = sizeTold(subject, evidence, limit);
  const isEnd = killed !== undefined && log !== undefined && endsWith(killed, log);
  const wraps = counted && goesOnBehind(shellLine(container)?.line ?? '');
  const isOpen = attempt.exitCode === 0 && !isEnd && !wraps;
  // A script may have killed it.
  const isUnread = !counted && kills === 0 && (unreadSources(subject, evidence).length > 0 || killsItself(subject, evidence));
  // What it says of its end may be that child's death, or a fault of its own beside it.
  const inDoubt = counted && !killed && said !== undefined && !OF_CHILD.test(said.quote);
  const isShown = (attempt.exitCode !== 0 || isEnd) && (counted || kills > 0) && !inDoubt;
  const why = counted
    ? `was killed for want of memory (${isPodLimit(subject) ? "the pod's limit" : 'limit'} ${limit ?? 'none'})`
    : `was killed with SIGKILL, ${isUnread ? 'perhaps' : 'most likely'} for want of memory`;
  return {
    summary: `a child process of container ${container.name} ${why}, and the main process ${endWords(attempt, wraps)}${size?.words ?? ''}`,
    // One that ends well is started again for that alone: then what it ended for is open.
    confidence: isOpen || isUnread ? 'possible' : isShown ? 'certain' : 'likely',
    object: fix.object(memoryLimitField(subject)),
    proof: [
      attemptProof(subject),
      ...present(
        fact && logProof(subject, fact),
        limit && memoryLimitProof(subject, limit),
        size && settingProof(size.setting, undefined, undefined, subject),
        inside && kills > 0 && inside.proof(`memory.events: oom_kill ${kills}`),
      ),
    ],
    fixes: limit ? moreMemory(limit, size, isOpen, fix) : [],
    decides: isOpen
      ? 'whether the main process ended because of the child that was killed, or as it was done: its code, or its log'
      : inDoubt
        ? 'whether it gave up for want of that child, or for the error that it tells of'
        : 'the kernel log of the node, or memory.events in the container while it runs, tells whether it was the memory limit',
  };
}

/** gunicorn ends a worker so that gave no sign of life, and says the same of it (gunicorn/arbiter.py, murder_workers). */
function isOwnTimeout({ quote }: Fact, log: LogReading | undefined): boolean {
  const [, pid] = /\(pid:(\d{1,9})\) was sent SIGKILL/.exec(quote) ?? [];
  return pid !== undefined && (log?.lines ?? []).some((line) => line.includes(`WORKER TIMEOUT (pid:${pid})`));
}

/** `timeout -k 5 30 …`, `kill -9 …`. */
const KILLS =
  /\btimeout(?=\s)[^\n|;&]{0,60}?(?:\s-k|--kill-after|KILL|-9)|\b(?:p?kill|killall)\s[^\n|;&]{0,60}?-(?:s\s*)?(?:9|(?:SIG)?KILL)\b/;
const killsItself = (subject: Subject, evidence: Evidence): boolean =>
  settingsOf(subject, evidence).some((setting) => isForShell(setting) && KILLS.test(setting.value ?? '')) ||
  KILLS.test(commandLine(subject.container).join(' '));

const endsWith = ({ line }: Fact, { lines }: LogReading): boolean =>
  lines.slice(line + 1).filter((one) => one.trim() !== '').length < LAST_WORDS;

function endWords({ exitCode }: Attempt, wraps: boolean): string {
  if (exitCode !== 0) return `gave up with exit code ${exitCode}`;
  return wraps
    ? 'is a shell, which ended with the exit code of its last command, 0'
    : 'went on and ended with exit code 0, as if all were well';
}

function moreMemory(limit: string, size: SizeTold | undefined, isOpen: boolean, fix: WorkloadFix): Fix[] {
  const raised = raiseMemory(fix, limit);
  if (!raised) return [];
  const but = isOpen ? '. That alone does not end the restarts, if the program ends because it is done' : '';
  return [...sizeMeant(size, fix), { ...raised.fix, text: `${raised.fix.text}; or run fewer workers${but}` }];
}
