/** Pods of a workload that are history: replaced by one that is well, or of a Job that came to a good end without them. */

import { BACK_OFF_RESET } from '../evidence/trouble.ts';
import { isComplete } from '../kube/job.ts';
import { isOwnedBy, newestOf } from '../kube/metadata.ts';
import { timeOf } from '../kube/pod.ts';
import type { Plural, Pod, Workload } from '../kube/shapes.ts';
import { readySince } from '../trace/network/backends.ts';

/** Their controllers make a new pod for one that has failed, and leave that one behind. */
export const REPLACED: readonly Plural[] = ['deployments', 'replicasets', 'statefulsets', 'daemonsets', 'replicationcontrollers'];

/** `jobs`: those of a CronJob. */
export function pastPods(plural: Plural, workload: Workload, jobs: readonly Workload[], pods: readonly Pod[], now: number): Pod[] {
  if (REPLACED.includes(plural)) return pods.filter((pod) => isOver(pod, pods, now));
  if (plural === 'jobs') return isComplete(workload) ? pods.filter(({ status }) => status.phase === 'Failed') : [];
  return plural === 'cronjobs' ? podsOfEarlierJobs(jobs, pods) : [];
}

/** What a run of a CronJob failed of says little once a later one has completed. */
export function podsOfEarlierJobs(jobs: readonly Workload[], pods: readonly Pod[]): Pod[] {
  const complete = newestOf(jobs.filter(isComplete));
  const made = timeOf(complete?.metadata.creationTimestamp);
  if (complete === undefined || made === undefined) return [];
  const past = jobs.filter(({ metadata }) => (timeOf(metadata.creationTimestamp) ?? made) < made).map(({ metadata }) => metadata.uid);
  return pods.filter((pod) => isOwnedBy(pod, ...past) || (pod.status.phase === 'Failed' && isOwnedBy(pod, complete.metadata.uid)));
}

/** A failed pod is history where the one that came for it has been ready for twice as long as it lived, or for as long as the kubelet remembers a crash. */
function isOver(pod: Pod, all: readonly Pod[], now: number): boolean {
  const made = timeOf(pod.metadata.creationTimestamp);
  if (pod.status.phase !== 'Failed' || made === undefined) return false;
  return all.some((other) => {
    const [came, ready] = [timeOf(other.metadata.creationTimestamp), readySince(other)];
    if (came === undefined || ready === undefined || came <= made || other.metadata.deletionTimestamp) return false;
    return now - ready > Math.min(2 * (ranFor(pod) ?? came - made) + 10_000, BACK_OFF_RESET * 1000);
  });
}

/** Milliseconds for which its containers ran, where all of that is known. */
function ranFor(pod: Pod): number | undefined {
  const runs = (pod.status.containerStatuses ?? []).map(({ state }) => {
    const [start, end] = [timeOf(state?.terminated?.startedAt), timeOf(state?.terminated?.finishedAt)];
    return start === undefined || end === undefined || end < start ? undefined : end - start;
  });
  return runs.length > 0 && !runs.includes(undefined) ? Math.max(...(runs as number[])) : undefined;
}
