/** What the node was at when the run ended, where the way it ended leaves the node open. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { lastSeen } from '../../kube/event.ts';
import { timeOf } from '../../kube/pod.ts';
import type { Proof } from '../../report.ts';

/** Milliseconds around the end of the run. */
const NEAR = 120_000;
/** The kubelet's own events about its node (pkg/kubelet/events/event.go), the node controller's, and those of eviction. */
const REASONS: readonly string[] = [
  'Starting',
  'Rebooted',
  'NodeNotReady',
  'SystemOOM',
  'EvictionThresholdMet',
  'NodeHasDiskPressure',
  'NodeHasInsufficientMemory',
  'NodeHasInsufficientPID',
  'ContainerGCFailed',
  'KubeletSetupFailed',
];
const MOST = 3;

/** Killed from outside with no mark of its own limit, lost, or evicted: the node may have had a part in it. */
function isOpen({ attempt, pod }: Subject): boolean {
  // Its own limits need no node (pkg/kubelet/eviction/helpers.go nodeLowMessageFmt).
  if (pod.status.reason === 'Evicted') return /The node was low on resource/.test(pod.status.message ?? '');
  if (!attempt) return false;
  if (attempt.reason === 'ContainerStatusUnknown' || (attempt.reason === 'Unknown' && attempt.exitCode === 255)) return true;
  return attempt.exitCode === 137 && attempt.reason !== 'OOMKilled';
}

export function nodeWords(subject: Subject, evidence: Evidence): Proof[] {
  const { pod, attempt } = subject;
  const name = pod.spec.nodeName;
  if (!name || !isOpen(subject)) return [];
  const node = valueOf(evidence.object('nodes', undefined, name));
  const events = valueOf(evidence.events('default', name, 'Node')) ?? [];
  const ended =
    timeOf(attempt?.finishedAt) ?? timeOf(pod.status.conditions?.find(({ type }) => type === 'DisruptionTarget')?.lastTransitionTime);
  const isNear = (time: number | undefined) => ended !== undefined && time !== undefined && Math.abs(time - ended) <= NEAR;
  const conditions = (node?.status?.conditions ?? []).filter(
    ({ type, status, lastTransitionTime }) =>
      (type === 'Ready' ? status !== 'True' : type.endsWith('Pressure') && status === 'True') || isNear(timeOf(lastTransitionTime)),
  );
  return [
    ...conditions.map(({ type, status, lastTransitionTime, message }) => ({
      step: `get node ${name}`,
      quote: `${type}=${status} since ${lastTransitionTime ?? 'a time that is not told'}${message ? `: ${message}` : ''}`,
      path: 'status.conditions',
    })),
    ...events
      .filter((event) => REASONS.includes(event.reason ?? '') && isNear(lastSeen(event)))
      .map((event) => ({
        step: 'events Node',
        quote: `${event.reason}: ${event.message?.trim() ?? ''}, at ${new Date(lastSeen(event)).toISOString().replace('.000Z', 'Z')}`,
      })),
  ].slice(0, MOST);
}
