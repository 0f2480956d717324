/** What the events still say of the pods of a failed Job, which are gone: the controller deletes those that run yet as it gives up. */
import { type Evidence, valueOf } from '../evidence.ts';
import { fixReferences } from '../fixes/references.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { lastSeen } from '../kube/event.ts';
import { timeOf } from '../kube/pod.ts';
import type { Condition, Event, Workload } from '../kube/shapes.ts';
import type { Fix } from '../report.ts';
import type { Subject } from '../subject.ts';
import { requiredBy } from './missing.ts';
import { elsewhere, missingOf } from './references.ts';

/** Reasons of what keeps a container from being started (kubelet events/event.go, scheduler). */
const TROUBLE: readonly string[] = ['Failed', 'FailedMount', 'FailedAttachVolume', 'FailedScheduling', 'FailedCreatePodSandBox'];
/** These only repeat that an image could not be had. */
const ECHO = /^Error: (?:ErrImagePull|ImagePullBackOff)$/;
/** Milliseconds that a pod's last events may come after the Job was given up. */
const AFTER = 60_000;

/** The last of it, of a pod whose container was never started; what it got over is no reason. */
export function startTrouble(job: Workload, failed: Condition, namespace: string, evidence: Evidence): Event | undefined {
  const [from, until] = [timeOf(job.metadata.creationTimestamp), timeOf(failed.lastTransitionTime)];
  if (from === undefined || until === undefined) return undefined;
  const all = valueOf(evidence.list('events', namespace, { fieldSelector: 'involvedObject.kind=Pod' })) ?? [];
  const own = all.filter(
    (event) => isOf(job, event) && lastSeen(event) >= from && lastSeen(event) <= until + AFTER && event.reason !== undefined,
  );
  const started = new Set(own.filter(({ reason }) => reason === 'Started').map(({ involvedObject }) => involvedObject?.uid));
  return own
    .filter(
      ({ reason = '', message = '', involvedObject }) =>
        TROUBLE.includes(reason) && !ECHO.test(message) && !started.has(involvedObject?.uid),
    )
    .sort((a, b) => lastSeen(b) - lastSeen(a))[0];
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
  const one = fixReferences(missing, ({ reference }) => elsewhere(reference.sort, reference.name, namespace, evidence)[0], fix, evidence);
  return [one.restarts ? one : { ...one, command: `${one.command} && ${fix.restartCommand()}`, restarts: true }];
}
