/** When a container began to fail, as far as its pod and the pod's events still tell. */

import type { Subject } from '../../evidence/subject.ts';
import { containerOf, firstSeen } from '../../kube/event.ts';
import { timeOf } from '../../kube/pod.ts';

export interface Onset {
  /** Milliseconds since 1970. */
  at: number;
  what: 'the first crash' | 'the first back-off' | 'this pod was made';
  /** At this time, in milliseconds since 1970, it had certainly not failed yet. */
  well: number;
}

/**
 * The status keeps the last run or two; so the first crash is known exactly where there were no more. Later the kubelet's event tells:
 * the first BackOff comes as the second try is put off (kuberuntime_manager.go doBackOff), one run after the first crash.
 */
export function onsetOf({ pod, container, status, attempt, before, events }: Subject): Onset | undefined {
  const made = timeOf(pod.metadata.creationTimestamp);
  if (made === undefined || !attempt) return undefined;
  const runs = (status?.restartCount ?? 0) + (status?.state?.running ? 0 : 1);
  const only = timeOf(runs <= 1 ? attempt.finishedAt : runs === 2 ? before?.finishedAt : undefined);
  if (only !== undefined) return { at: only, what: 'the first crash', well: only };
  const backOffs = events('BackOff')
    .filter((event) => event.message?.startsWith('Back-off restarting') && containerOf(event) === container.name)
    .map(firstSeen)
    .filter((time) => time >= made);
  const first = Math.min(...backOffs);
  if (!Number.isFinite(first)) return { at: made, what: 'this pod was made', well: made };
  return { at: first, what: 'the first back-off', well: Math.max(made, first - ((attempt.seconds ?? 0) + RESTART) * 1000) };
}

/** Seconds from the end of a run to the start of the next where nothing puts it off, with a margin. */
const RESTART = 5;
