/**
 * Why the container cannot be created now, in the kubelet's words. The state says it only for a moment where the container has crashed
 * before: the back-off of that crash goes on and hides it (kubelet kuberuntime_manager.go doBackOff), and only the event of the last try tells.
 */

import { eventProof, waitingProof } from '../../evidence/proof.ts';
import type { Subject } from '../../evidence/subject.ts';
import { lastSeen } from '../../kube/event.ts';
import { timeOf } from '../../kube/pod.ts';
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
