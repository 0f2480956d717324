/** The container under question, with all that belongs to it: what causes look at. */

import type { Failure } from '../errors.ts';
import { containerOf, lastSeen } from '../kube/event.ts';
import { type Attempt, attemptBefore, type ContainerKind, containersOf, lastAttempt, type PlacedContainer, timeOf } from '../kube/pod.ts';
import type { Container, ContainerState, ContainerStatus, Event, Pod } from '../kube/shapes.ts';
import { readLog } from '../logs/read-log.ts';
import type { LogReading } from '../logs/reading.ts';
import type { Evidence, Known } from './evidence.ts';
import { LOG_LINES } from './query.ts';
import { eventsOfMaker } from './unmade.ts';

export interface Subject {
  pod: Pod;
  namespace: string;
  container: Container;
  kind: ContainerKind;
  status: ContainerStatus | undefined;
  /** The container's state by name; `unknown` before the kubelet has reported one. */
  state: keyof ContainerState | 'unknown';
  /** The last run that ended. */
  attempt: Attempt | undefined;
  /** The run that ended before that, where the status still shows it. */
  before: Attempt | undefined;
  /** The log of `attempt`; of the running container where none has ended yet. Read when it is asked for. */
  log(): Known<LogReading>;
  /** The log of the run that goes on now. */
  currentLog(): Known<LogReading>;
  /** Events of this pod about this container or about no container, newest first; only of `reason`s where some are named. */
  events(...reasons: string[]): Event[];
  /** Could the events be read? Without them, their absence says nothing. */
  eventsKnown: boolean;
}

/** Only a waiting, running or terminated key counts; a broken server may send none. */
export function stateOf(status: ContainerStatus | undefined): Subject['state'] {
  const { waiting, running, terminated } = status?.state ?? {};
  return terminated ? 'terminated' : running ? 'running' : waiting ? 'waiting' : 'unknown';
}

const readings = new WeakMap<Evidence, Map<string, LogReading>>();

/** A log is read once, whatever number of causes ask for it. */
function reading(evidence: Evidence, key: string, known: Known<string>): Known<LogReading> {
  if (known.state !== 'read') return known;
  const memo = readings.get(evidence) ?? new Map<string, LogReading>();
  readings.set(evidence, memo);
  const value = memo.get(key) ?? readLog(known.value);
  memo.set(key, value);
  return { state: 'read', value };
}

/** Seconds of a run whose whole log is of its one failure, however long that is: an error at its beginning may have pushed itself out of the end. */
const SHORT = 60;

/** The runtime no longer has the container (kuberuntime GetContainerLogs); a log that cannot be opened is another matter. */
const isRemoved = ({ kind, message }: Failure) => kind === 'no-log' && message.includes('unable to retrieve container logs for ');

/** Was the first line of this log written in that run? The API tells its times in whole seconds, cut off. */
function isOf(attempt: Attempt, { times }: LogReading): boolean {
  const [start, end] = [timeOf(attempt.startedAt), timeOf(attempt.finishedAt)];
  const first = timeOf(times.find((time) => time !== undefined));
  return first !== undefined && first >= (start ?? first) && first < (end ?? first) + 1000;
}

/** One container of a pod. */
export const subjectNamed = (name: string, pod: Pod, evidence: Evidence): Subject | undefined =>
  subjectsOf(pod, evidence, ({ spec }) => spec.name === name)[0];

/** Containers that are looked at beside one: no real pod has more, and a made-up one must not take for ever. */
const MOST_BESIDE = 40;

/** The others that run beside it: apps and sidecars. */
export function subjectsBeside(
  { pod, container }: Subject,
  evidence: Evidence,
  isWanted: (one: PlacedContainer) => boolean = () => true,
): Subject[] {
  const beside = containersOf(pod).filter((one) => one.kind !== 'init' && one.spec.name !== container.name && isWanted(one));
  const chosen = new Set(beside.slice(0, MOST_BESIDE).map(({ spec }) => spec));
  return subjectsOf(pod, evidence, ({ spec }) => chosen.has(spec));
}

/** Every container of a pod as a subject, or those that are wanted, in the order in which the kubelet starts them. */
export function subjectsOf(pod: Pod, evidence: Evidence, isWanted: (one: PlacedContainer) => boolean = () => true): Subject[] {
  const namespace = pod.metadata.namespace ?? 'default';
  const { name, uid } = pod.metadata;
  const made = eventsOfMaker(pod);
  const known: Known<Event[]> = made ? { state: 'read', value: made } : evidence.events(namespace, name);
  // A mirror pod's events carry the hash of its manifest as uid (kubectl pkg/describe searchEvents).
  const uids = [uid, pod.metadata.annotations?.['kubernetes.io/config.mirror']];
  const own = (known.state === 'read' ? known.value : [])
    .filter(({ involvedObject }) => made || involvedObject?.uid === undefined || uids.includes(involvedObject.uid))
    .sort((a, b) => lastSeen(b) - lastSeen(a));

  return containersOf(pod)
    .filter(isWanted)
    .map(({ spec, kind, status }) => {
      const attempt = lastAttempt(status);
      // The API needs no container's name where the pod has one alone; so the first reading can start before the pod is known.
      const asked = pod.spec.containers.length === 1 && kind === 'app' ? undefined : spec.name;
      const log = (which: 'previous' | 'current') =>
        reading(evidence, `${namespace}/${name}/${spec.name}/${which}`, evidence.log(namespace, name, asked, which));
      const ofRun = (which: 'previous' | 'current') => {
        const end = log(which);
        const isLong = end.state === 'read' && !end.value.decisive && end.value.lines.length >= LOG_LINES;
        if (!isLong || (attempt?.seconds ?? Number.POSITIVE_INFINITY) > SHORT) return end;
        const key = `${namespace}/${name}/${spec.name}/${which}/start`;
        const start = reading(evidence, key, evidence.logStart(namespace, name, asked, which));
        return start.state === 'pending' || (start.state === 'read' && start.value.decisive) ? start : end;
      };
      // The node keeps one dead container (kubelet MaxPerPodContainer): where the runtime does not know that of the last run any more, the run
      // that the status tells of as waiting or running has ended meanwhile, and its log is the current one.
      const mayHaveRun = status?.state?.waiting?.reason === 'CrashLoopBackOff' || stateOf(status) === 'running';
      const orOfNewer = (known: Known<LogReading>) => {
        const isGone = known.state === 'gap' && isRemoved(known.failure) && attempt?.log === 'previous' && mayHaveRun;
        const newer = isGone ? log('current') : known;
        return newer.state === 'gap' ? known : newer;
      };
      // Where it runs again before the status tells so, the current log is that of the newer run, which may not have said a word yet.
      const orOfBefore = (known: Known<LogReading>) => {
        const isIt =
          attempt?.log !== 'current' || pod.spec.restartPolicy === 'Never' || known.state !== 'read' || isOf(attempt, known.value);
        if (isIt) return known;
        const before = log('previous');
        return before.state === 'gap' || (before.state === 'read' && !isOf(attempt, before.value)) ? known : before;
      };
      const about = own.filter((event) => [undefined, spec.name].includes(containerOf(event)));
      return {
        pod,
        namespace,
        container: spec,
        kind,
        status,
        state: stateOf(status),
        attempt,
        before: attemptBefore(status),
        log: () => orOfBefore(orOfNewer(ofRun(attempt?.log ?? 'current'))),
        currentLog: () => log('current'),
        events: (...reasons: string[]) => about.filter(({ reason }) => reasons.length === 0 || reasons.includes(reason ?? '')),
        eventsKnown: known.state === 'read',
      };
    });
}

/** The same container as if no run of it had ended: for what goes on now. */
export const presentOf = (subject: Subject): Subject => ({
  ...subject,
  attempt: undefined,
  before: undefined,
  log: () => subject.currentLog(),
});

/** Events seen while a run went on, or up to so many seconds after it; all of them where its times are unknown. */
export function during(events: readonly Event[], attempt: Attempt | undefined, slack = 2): Event[] {
  const [start, end] = [timeOf(attempt?.startedAt), timeOf(attempt?.finishedAt)];
  if (start === undefined || end === undefined) return [...events];
  return events.filter((event) => lastSeen(event) >= start - slack * 1000 && lastSeen(event) <= end + slack * 1000);
}

/** An init container that runs holds back all that comes after it. */
export const isWaiting = ({ kind, state }: Subject) => kind === 'init' && state === 'running';
