/**
 * Why the container cannot be created now, in the kubelet's words. The state says it only for a moment where the container has crashed
 * before: the back-off of that crash goes on and hides it (kubelet kuberuntime_manager.go doBackOff), and only the event of the last try tells.
 */

import { eventProof, waitingProof } from '../../evidence/proof.ts';
import type { Subject } from '../../evidence/subject.ts';
import { lastSeen } from '../../kube/event.ts';
import { timeOf } from '../../kube/pod.ts';
import type { Event } from '../../kube/shapes.ts';
import type { Proof } from '../../report.ts';

const CONFIG_ERROR = 'CreateContainerConfigError';

export function heldBack(subject: Subject): { message: string; proof: Proof } | undefined {
  const { status, attempt, events } = subject;
  const { reason, message = '' } = status?.state?.waiting ?? {};
  if (reason === CONFIG_ERROR) return { message, proof: waitingProof(subject) };
  const ended = timeOf(attempt?.finishedAt);
  if (status?.state?.running || ended === undefined) return undefined;
  const [last] = events('Failed', 'Started');
  if (last?.reason !== 'Failed' || !last.message?.startsWith('Error: ') || lastSeen(last) <= ended) return undefined;
  return { message: last.message.slice('Error: '.length), proof: eventProof(last) };
}

/** What the kubelet writes of a container once the pod has its volumes and its sandbox, in this order (kubelet.go SyncPod, kuberuntime_manager.go). */
const AFTER_PLACE = ['Pulling', 'Pulled', 'Created', 'Started', 'BackOff', 'Failed', 'InspectFailed', 'ErrImageNeverPull'];
const BEFORE_START: readonly (string | undefined)[] = [undefined, 'ContainerCreating', 'PodInitializing'];

/** Has the pod got over what an event says of its volumes or its sandbox? An event stays for an hour, and what it tells of may be long past. */
export function isPast(event: Event, { status, attempt, events }: Subject): boolean {
  if (!attempt && !BEFORE_START.includes(status?.state?.waiting?.reason)) return true;
  const seen = lastSeen(event);
  return events(...AFTER_PLACE).some((one) => lastSeen(one) > seen);
}

/** The pod gets no sandbox now: the first one, or another in place of one that it lost with its node or runtime. */
export function withoutSandbox(subject: Subject): Event | undefined {
  const { pod, state, attempt, events } = subject;
  if (state === 'running') return undefined;
  const [event] = events(
    'FailedCreatePodSandBox',
    'NetworkNotReady',
    'FailedPodSandBoxStatus',
    'FailedPrepareDynamicResources',
    'FailedCreatePodContainer',
  );
  const since = Math.max(timeOf(pod.metadata.creationTimestamp) ?? 0, timeOf(attempt?.finishedAt) ?? 0);
  return event && lastSeen(event) >= since && !isPast(event, subject) ? event : undefined;
}
