/** Is a container in trouble, and of what kind? Decided by states, times, and progress alone, before any cause is asked. */

import { lastSeen } from '../kube/event.ts';
import { failureOfJob } from '../kube/job.ts';
import { isTrue, timeOf, waitsForOthers } from '../kube/pod.ts';
import type { ContainerStatus, Pod } from '../kube/shapes.ts';
import { beingMade, workOf } from './at-work.ts';
import { type Evidence, valueOf } from './evidence.ts';
import { heldOpen } from './held-open.ts';
import type { Subject } from './subject.ts';
import { idleReasonOf } from './unmade.ts';

export type Trouble =
  | 'cannot-start' // waits for configuration, image, volume, sandbox, or could not be created
  | 'crashing' // its last run ended badly, or ends again and again
  | 'unready' // runs, and does not become ready
  | 'hanging'; // an init container that runs on and on, or what keeps a Job open whose work is done

/** After this many seconds without a crash the kubelet forgets the back-off (kuberuntime MaxContainerBackOff × 2). */
export const BACK_OFF_RESET = 600;
/** Seconds that an init container may run, or a container may take to become ready, before we ask why. */
const PATIENCE = 30;

/** Undefined: no trouble, as far as the states tell. */
export function troubleOf(subject: Subject, evidence: Evidence): Trouble | undefined {
  const { pod, kind, status, state, attempt } = subject;
  // The kubelet makes this phase of the app containers alone: a sidecar's end counts for nothing (kubelet_pods.go getPhase).
  if (idleReasonOf(pod) || pod.status.phase === 'Succeeded' || isEndedWithWork(subject)) return undefined;
  const ends = kind === 'init' || pod.spec.restartPolicy === 'Never' || pod.spec.restartPolicy === 'OnFailure';
  if (isEndedByDeletion(subject) && !isEndedByJob(subject, evidence)) return undefined;
  if (state === 'terminated' && status?.state?.terminated) {
    return status.state.terminated.exitCode === 0 && ends && !(kind === 'app' && isEnded(subject)) ? undefined : 'crashing';
  }
  if (state === 'waiting' || state === 'unknown') {
    if (attempt) return attempt.exitCode === 0 && ends ? undefined : 'crashing';
    return blocked(subject) && !beingMade(subject, evidence) ? 'cannot-start' : undefined;
  }
  if (attempt && !recovered(subject, evidence) && !outlived(subject, evidence)) return 'crashing';
  if (isEndedByJob(subject, evidence)) return 'crashing';
  const ran = secondsRunning(subject.status, evidence);
  if (kind === 'init') return ran >= PATIENCE && !workOf(subject, evidence) ? 'hanging' : undefined;
  if (isUnheard(pod)) return isReadyNode(pod, evidence) ? undefined : 'unready';
  if (heldOpen(subject, evidence)) return 'hanging';
  if (isTrue(pod, 'Ready') || status?.ready || (kind === 'sidecar' && !subject.container.readinessProbe && status?.started))
    return undefined;
  // It has its time yet, and the kubelet ends it; only a probe that gives no result at all is waited for without end.
  if (subject.container.startupProbe && !status?.started) return ran >= PATIENCE && startupErrs(subject) ? 'unready' : undefined;
  // Until its first readiness probe it counts as unready (kubelet prober/worker.go doProbe).
  if (ran < (subject.container.readinessProbe?.initialDelaySeconds ?? 0)) return undefined;
  return ran >= PATIENCE / 2 || readinessFails(subject) ? 'unready' : undefined;
}

/** The node controller has set it unready, as its node is not heard of: what the kubelet said of its containers last still stands there. */
export function isUnheard({ spec, status, metadata }: Pod): boolean {
  const of = (type: string) => status.conditions?.find((one) => one.type === type)?.status;
  const all = [...(status.containerStatuses ?? []), ...(status.initContainerStatuses ?? []).filter(({ state }) => !state?.terminated)];
  return (
    of('Ready') === 'False' &&
    of('ContainersReady') !== 'False' &&
    !metadata.deletionTimestamp &&
    (spec.readinessGates ?? []).length === 0 &&
    all.length > 0 &&
    all.every(({ ready }) => ready)
  );
}

const isReadyNode = ({ spec }: Pod, evidence: Evidence): boolean =>
  isTrue(valueOf(evidence.object('nodes', undefined, spec.nodeName ?? '')) ?? {}, 'Ready');

/** The kubelet or a controller has ended the pod as a whole, and says why; that a container comes to a good end on the way changes nothing. */
const isEnded = ({ pod: { status } }: Subject) => status.phase === 'Failed' && status.reason !== undefined;

/** A sidecar is told to stop when the last app container has ended for good, and killed where it does not listen. */
function isEndedWithWork({ pod, kind, status }: Subject): boolean {
  const end = timeOf(status?.state?.terminated?.finishedAt);
  if (kind !== 'sidecar' || end === undefined || pod.spec.restartPolicy === 'Always') return false;
  const apps = pod.status.containerStatuses ?? [];
  return apps.length > 0 && apps.every(({ state }) => (timeOf(state?.terminated?.finishedAt) ?? Number.POSITIVE_INFINITY) <= end);
}

/**
 * deletionTimestamp is that of the end of its grace (apimachinery BeforeDelete): what ends between the request and then ends by it. Once all
 * has ended, the kubelet deletes it again, without grace; where a finalizer holds it still, that is the time and the grace which stand there.
 */
function isEndedByDeletion({ pod: { metadata, spec }, status }: Subject): boolean {
  const [until, end] = [timeOf(metadata.deletionTimestamp), timeOf(status?.state?.terminated?.finishedAt)];
  const grace = metadata.deletionGracePeriodSeconds || (spec.terminationGracePeriodSeconds ?? 30);
  return until !== undefined && end !== undefined && end >= until - grace * 1000;
}

/** A Job that has failed ends its pods, and waits for them before it says so for good (batch/v1 FailureTarget). */
function isEndedByJob({ pod: { metadata }, namespace, kind }: Subject, evidence: Evidence): boolean {
  const name = metadata.deletionTimestamp ? metadata.ownerReferences?.find((owner) => owner.kind === 'Job')?.name : undefined;
  return name !== undefined && kind === 'app' && failureOfJob(valueOf(evidence.object('jobs', namespace, name))) !== undefined;
}

function blocked({ status, pod, container }: Subject): boolean {
  const reason = status?.state?.waiting?.reason;
  if (waitsForOthers(pod, container, status)) return false;
  if (reason && reason !== 'ContainerCreating' && reason !== 'PodInitializing') return true;
  return pod.status.phase === 'Pending' || pod.status.phase === undefined || pod.status.phase === 'Failed';
}

/** Errored probes never count (kubelet prober/worker.go doProbe). */
function startupErrs({ events }: Subject): boolean {
  return events('Unhealthy').some(({ message }) => message?.includes('Startup probe errored'));
}

function readinessFails({ events }: Subject): boolean {
  return events('Unhealthy')
    .filter(({ message }) => message?.startsWith('Readiness probe'))
    .some((event) => (event.count ?? 1) >= 3);
}

export function secondsRunning(status: ContainerStatus | undefined, evidence: Evidence): number {
  const since = timeOf(status?.state?.running?.startedAt);
  return since === undefined ? 0 : Math.max(0, (evidence.now - since) / 1000);
}

/**
 * Caught running after a crash: has it got over it? It is ready, no liveness probe has failed since it started, and it runs longer
 * already than the run that died (with a margin), or long enough for the kubelet to forget.
 */
export function recovered(subject: Subject, evidence: Evidence): boolean {
  const { status, attempt } = subject;
  const started = timeOf(status?.state?.running?.startedAt);
  if (started === undefined || !attempt) return false;
  if (!status?.ready) return false;
  const ran = secondsRunning(subject.status, evidence);
  return !endsSoon(subject, started) && (ran >= BACK_OFF_RESET || ran > 2 * (attempt.seconds ?? 0) + 10);
}

/** Seconds after which a crash is over, where the program lived for a shorter time before it. */
const OVER = 60;

/**
 * Runs far longer than the run that died, and only its readiness probe fails: the old crash is over, and something else keeps it from
 * being ready.
 */
function outlived(subject: Subject, evidence: Evidence): boolean {
  const { status, attempt, container } = subject;
  const started = timeOf(status?.state?.running?.startedAt);
  if (started === undefined || attempt?.seconds === undefined || !container.readinessProbe || status?.started === false) return false;
  const ran = secondsRunning(status, evidence);
  return ran >= OVER && ran > 3 * attempt.seconds && !endsSoon(subject, started);
}

/** A probe that has the container killed fails since it started. */
function endsSoon({ events }: Subject, started: number): boolean {
  return events('Unhealthy').some((event) => /^(Liveness|Startup) probe/.test(event.message ?? '') && lastSeen(event) > started);
}
