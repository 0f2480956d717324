/** The logs of one container, and which of them is that of its last run: the status may be behind. */

import type { Failure } from '../errors.ts';
import { type Attempt, type PlacedContainer, stateOf, timeOf } from '../kube/pod.ts';
import type { Pod } from '../kube/shapes.ts';
import { readLog } from '../logs/read-log.ts';
import type { LogReading } from '../logs/reading.ts';
import type { Evidence, Known } from './evidence.ts';
import { LOG_LINES } from './query.ts';

type Which = 'previous' | 'current';

/** Seconds of a run whose whole log is of its one failure, however long that is: an error at its beginning may have pushed itself out of the end. */
const SHORT = 60;
/** So many lines stand for a log that tells no reason. */
const LAST = 12;

/** A good end, that of timeout(1), and those of SIGILL, SIGABRT, SIGBUS, SIGFPE, SIGKILL and SIGSEGV: no program ends so of an error that it has logged and got over. */
const OF_ANOTHER: ReadonlySet<number> = new Set([0, 124, 132, 134, 135, 136, 137, 139]);

export class ContainerLogs {
  readonly #pod: Pod;
  readonly #container: PlacedContainer;
  readonly #evidence: Evidence;
  readonly #namespace: string;
  readonly #asked: string | undefined;

  constructor(pod: Pod, container: PlacedContainer, evidence: Evidence) {
    this.#pod = pod;
    this.#container = container;
    this.#evidence = evidence;
    this.#namespace = pod.metadata.namespace ?? 'default';
    // The API needs no container's name where the pod has one alone; so the first reading can start before the pod is known.
    this.#asked = pod.spec.containers.length === 1 && container.kind === 'app' ? undefined : container.spec.name;
  }

  read(which: Which): Known<LogReading> {
    return this.#reading(which, this.#evidence.log(this.#namespace, this.#pod.metadata.name, this.#asked, which));
  }

  /** That of the run that ended last; without one, of the container that runs. */
  ofRun(attempt: Attempt | undefined): Known<LogReading> {
    if (!attempt) return this.read('current');
    const known = this.#orOfBefore(this.#orOfNewer(this.#whole(attempt), attempt), attempt);
    const isOfAnother = known.state === 'read' && known.value.survived && OF_ANOTHER.has(attempt.exitCode);
    return isOfAnother ? { state: 'read', value: withoutDecisive(known.value) } : known;
  }

  #reading(part: string, known: Known<string>): Known<LogReading> {
    return readOnce(this.#evidence, `${this.#namespace}/${this.#pod.metadata.name}/${this.#container.spec.name}/${part}`, known);
  }

  /** Of a short run that wrote more than is read of a log, its beginning, where the end does not tell why. */
  #whole({ log: which, seconds = Number.POSITIVE_INFINITY }: Attempt): Known<LogReading> {
    const end = this.read(which);
    const isLong = end.state === 'read' && !tells(end.value) && end.value.lines.length >= LOG_LINES;
    if (!isLong || seconds > SHORT) return end;
    const known = this.#evidence.logStart(this.#namespace, this.#pod.metadata.name, this.#asked, which);
    const start = this.#reading(`${which}/start`, known);
    return start.state === 'pending' || (start.state === 'read' && tells(start.value)) ? start : end;
  }

  /**
   * The node keeps one dead container (kubelet MaxPerPodContainer): where the runtime does not know that of the last run any more, the run
   * that the status tells of as waiting or running has ended meanwhile, and its log is the current one.
   */
  #orOfNewer(known: Known<LogReading>, attempt: Attempt): Known<LogReading> {
    const { status } = this.#container;
    const mayHaveRun = status?.state?.waiting?.reason === 'CrashLoopBackOff' || stateOf(status) === 'running';
    const isGone = known.state === 'gap' && isRemoved(known.failure) && attempt.log === 'previous' && mayHaveRun;
    const newer = isGone ? this.read('current') : known;
    return newer.state === 'gap' ? known : newer;
  }

  /** Where it runs again before the status tells so, the current log is that of the newer run, which may not have said a word yet. */
  #orOfBefore(known: Known<LogReading>, attempt: Attempt): Known<LogReading> {
    const isIt =
      attempt.log !== 'current' || this.#pod.spec.restartPolicy === 'Never' || known.state !== 'read' || isOf(attempt, known.value);
    if (isIt) return known;
    const before = this.read('previous');
    return before.state === 'gap' || (before.state === 'read' && !isOf(attempt, before.value)) ? known : before;
  }
}

/** It tells the reason, and not only what follows from it. */
const tells = ({ decisive }: LogReading): boolean => decisive !== undefined && decisive.phrase !== 'general/consequence';

const readings = new WeakMap<Evidence, Map<string, LogReading>>();

/** A log is read once, whatever number of causes ask for it. */
function readOnce(evidence: Evidence, key: string, known: Known<string>): Known<LogReading> {
  if (known.state !== 'read') return known;
  const memo = readings.get(evidence) ?? new Map<string, LogReading>();
  readings.set(evidence, memo);
  const value = memo.get(key) ?? readLog(known.value);
  memo.set(key, value);
  return { state: 'read', value };
}

const undecided = new WeakMap<LogReading, LogReading>();

function withoutDecisive(log: LogReading): LogReading {
  const value = undecided.get(log) ?? { ...log, decisive: undefined, block: log.lines.filter((line) => line.trim() !== '').slice(-LAST) };
  undecided.set(log, value);
  return value;
}

/** The runtime no longer has the container (kuberuntime GetContainerLogs); a log that cannot be opened is another matter. */
const isRemoved = ({ kind, message }: Failure) => kind === 'no-log' && message.includes('unable to retrieve container logs for ');

/** Was the first line of this log written in that run? The API tells its times in whole seconds, cut off. */
function isOf(attempt: Attempt, { times }: LogReading): boolean {
  const [start, end] = [timeOf(attempt.startedAt), timeOf(attempt.finishedAt)];
  const first = timeOf(times.find((time) => time !== undefined));
  return first !== undefined && first >= (start ?? first) && first < (end ?? first) + 1000;
}
