/** What the events still say of the pods of a failed Job, which are gone: the controller deletes those that run yet as it gives up. */
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { fixReferences } from '../fixes/references.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { containerOf, lastSeen } from '../kube/event.ts';
import { timeOf } from '../kube/pod.ts';
import type { Condition, Event, Workload } from '../kube/shapes.ts';
import type { Fix } from '../report.ts';
import { requiredBy } from '../trace/objects/missing.ts';
import { missingOf, sourceFor } from '../trace/objects/missing-references.ts';

/** Reasons of what keeps a container from being started (kubelet events/event.go, scheduler). */
const TROUBLE: readonly string[] = ['Failed', 'FailedMount', 'FailedAttachVolume', 'FailedScheduling', 'FailedCreatePodSandBox'];
/** These only repeat that an image could not be had. */
const ECHO = /^Error: (?:ErrImagePull|ImagePullBackOff)$/;
/** Milliseconds that a pod's last events may come after the Job was given up. */
const AFTER = 60_000;

/** The last of it, of a pod whose container was never started; what it got over is no reason. */
export function startTrouble(job: Workload, failed: Condition, namespace: string, evidence: Evidence): Event | undefined {
  const own = podEvents(job, failed, namespace, evidence);
  const started = new Set(own.filter(({ reason }) => reason === 'Started').map(({ involvedObject }) => involvedObject?.uid));
  return own
    .filter(
      ({ reason = '', message = '', involvedObject }) =>
        TROUBLE.includes(reason) && !ECHO.test(message) && !started.has(involvedObject?.uid),
    )
    .sort((a, b) => lastSeen(b) - lastSeen(a))[0];
}

/** What its pods' events tell, from its creation until it was given up. */
function podEvents(job: Workload, failed: Condition, namespace: string, evidence: Evidence): Event[] {
  const [from, until] = [timeOf(job.metadata.creationTimestamp), timeOf(failed.lastTransitionTime)];
  if (from === undefined || until === undefined) return [];
  const all = valueOf(evidence.list('events', namespace, { fieldSelector: 'involvedObject.kind=Pod' })) ?? [];
  return all.filter(
    (event) => isOf(job, event) && lastSeen(event) >= from && lastSeen(event) <= until + AFTER && event.reason !== undefined,
  );
}

export interface StillRunning {
  /** Containers that ran when the Job was given up, and those that had ended before. */
  running: string[];
  ended: string[];
  stopped: Event;
}

/**
 * As a Job is given up, the kubelet stops what runs yet of its pod, and says so of each container (kuberuntime_container.go killContainer);
 * of one that has ended it says nothing. Undefined where all ran, or the events do not tell.
 */
export function stillRunning(job: Workload, failed: Condition, namespace: string, evidence: Evidence): StillRunning | undefined {
  const own = podEvents(job, failed, namespace, evidence);
  const [stopped] = own
    .filter(({ reason, message }) => reason === 'Killing' && message?.startsWith('Stopping container '))
    .sort((a, b) => lastSeen(b) - lastSeen(a));
  if (!stopped) return undefined;
  const of = (word: string) =>
    own
      .filter(({ reason, involvedObject }) => reason === word && involvedObject?.uid === stopped.involvedObject?.uid)
      .map((event) => containerOf(event));
  const [started, killed] = [of('Started'), of('Killing')];
  const names = (job.spec.template?.spec.containers ?? []).map(({ name }) => name).filter((name) => started.includes(name));
  const [running, ended] = [names.filter((name) => killed.includes(name)), names.filter((name) => !killed.includes(name))];
  return running.length > 0 && ended.length > 0 ? { running, ended, stopped } : undefined;
}

/** A Job's pods are named NAME-SUFFIX, those of an Indexed one NAME-INDEX-SUFFIX (kubernetes pkg/controller/job). */
function isOf({ metadata: { name } }: Workload, { involvedObject }: Event): boolean {
  const pod = involvedObject?.name ?? '';
  return pod.startsWith(`${name}-`) && /^(?:\d+-)?[a-z\d]{5}$/.test(pod.slice(name.length + 1));
}

/** What is missing yet is made, and the Job anew. */
export function startFixes(subject: Subject, evidence: Evidence): Fix[] {
  const { pod, namespace } = subject;
  const missing = valueOf(missingOf(requiredBy(pod), namespace, evidence)) ?? [];
  if (missing.length === 0) return [];
  const fix = new WorkloadFix(subject, evidence);
  const one = fixReferences(missing, ({ reference }) => sourceFor(reference, namespace, evidence), fix);
  return [one.restarts ? one : { ...one, command: `${one.command} && ${fix.restartCommand()}`, restarts: true }];
}
