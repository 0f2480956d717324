/** What a program fails at, or waits for, may be on its way: its pods are not ready yet, and nothing is wrong with them. */
import { startOf } from '../../evidence/at-work.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import { type Subject, subjectsOf } from '../../evidence/subject.ts';
import { troubleOf } from '../../evidence/trouble.ts';
import type { Pod } from '../../kube/shapes.ts';
import { tracedFrom } from './dependency.ts';
import { addressOf } from './failing.ts';

/** "pod db-0 is still starting (48 s of at most 300 s)"; undefined where one of them is in trouble, or none of them starts. */
export function stillStarting(pods: readonly Pod[], evidence: Evidence): string | undefined {
  const left = pods.filter(({ metadata }) => !metadata.deletionTimestamp);
  const words = left.map((pod) => startingWords(subjectsOf(pod, evidence), evidence));
  const at = words.findIndex((one) => one !== undefined);
  return at >= 0 && !words.includes(undefined) ? `pod ${left[at]?.metadata.name} is still starting (${words[at]})` : undefined;
}

function startingWords(subjects: readonly Subject[], evidence: Evidence): string | undefined {
  if (subjects.some((one) => troubleOf(one, evidence) !== undefined)) return undefined;
  return subjects.map((one) => startOf(one, evidence)).find((one) => one !== undefined);
}

/** The same, of what this container waits for without end: it has nothing to do but wait. */
export function awaitsStart(subject: Subject, evidence: Evidence): string | undefined {
  const traced = tracedFrom(subject, evidence);
  if (!traced?.connection.waits || (traced.fault.kind !== 'not-ready' && traced.fault.kind !== 'pod-down')) return undefined;
  const words = stillStarting(traced.fault.pods, evidence);
  return words && `container ${subject.container.name} waits for ${addressOf(traced.connection)}: ${words}`;
}
