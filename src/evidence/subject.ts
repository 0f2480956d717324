/** The container under question, with all that belongs to it: what causes look at. */

import { containerOf, lastSeen, ownWords } from '../kube/event.ts';
import {
  type Attempt,
  attemptBefore,
  type ContainerKind,
  containersOf,
  lastAttempt,
  type PlacedContainer,
  stateOf,
  timeOf,
} from '../kube/pod.ts';
import type { Container, ContainerState, ContainerStatus, Event, Pod } from '../kube/shapes.ts';
import type { LogReading } from '../logs/reading.ts';
import { ContainerLogs } from './container-logs.ts';
import type { Evidence, Known } from './evidence.ts';
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
    .map(ownWords)
    .sort((a, b) => lastSeen(b) - lastSeen(a));

  return containersOf(pod)
    .filter(isWanted)
    .map(({ spec, kind, status }) => {
      const attempt = lastAttempt(status);
      const logs = new ContainerLogs(pod, { spec, kind, status }, evidence);
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
        log: () => logs.ofRun(attempt),
        currentLog: () => logs.read('current'),
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
