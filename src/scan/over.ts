/**
 * Failed pods that are history: an evicted pod whose Deployment has ready ones again, the first try of a Job that has completed since, the
 * run of a CronJob after which another went well. They stay in the cluster until something collects them.
 */

import type { Kubectl } from '../cluster/port.ts';
import { readAnswer } from '../cluster/read-answer.ts';
import { listQuery } from '../evidence/query.ts';
import { BACK_OFF_RESET } from '../evidence/trouble.ts';
import { isComplete } from '../kube/job.ts';
import { timeOf } from '../kube/pod.ts';
import type { Workload } from '../kube/shapes.ts';
import type { Fold } from './folds.ts';

/** Of so many namespaces the Jobs are read. */
const NAMESPACES = 6;
const BYTES = 32 * 1024 * 1024;

/** The namespace and name of the Job whose pods these are. */
function jobOf({ endedOf }: Fold): { namespace: string; name: string } | undefined {
  const [namespace, kind, name] = endedOf?.split('/') ?? [];
  return kind === 'Job' && namespace && name ? { namespace, name } : undefined;
}

/** `controllers`: those that have a pod that is ready. What has just failed may fail again, as a container that was just restarted may. */
export async function foldsThatAreOver(
  folds: readonly Fold[],
  controllers: ReadonlySet<string>,
  now: number,
  kubectl: Kubectl,
  timeout: number,
): Promise<Set<Fold>> {
  const spaces = [...new Set(folds.flatMap((fold) => jobOf(fold)?.namespace ?? []))].slice(0, NAMESPACES);
  const jobs = new Map(await Promise.all(spaces.map(async (space) => [space, await jobsIn(space, kubectl, timeout)] as const)));
  return new Set(
    folds.filter((fold) => {
      const job = jobOf(fold);
      if (job) return isJobOver(job.name, jobs.get(job.namespace) ?? []);
      return fold.endedOf !== undefined && controllers.has(fold.endedOf) && now - fold.at > BACK_OFF_RESET * 1000;
    }),
  );
}

async function jobsIn(namespace: string, kubectl: Kubectl, timeout: number): Promise<Workload[]> {
  const query = listQuery('jobs', namespace);
  const known = readAnswer(query, await kubectl(query.args, { timeout, bytes: BYTES }));
  return known.state === 'read' ? (known.value as { items: Workload[] }).items : [];
}

/** Where the Job is not known, nothing is over. */
export function isJobOver(name: string, jobs: readonly Workload[]): boolean {
  const job = jobs.find(({ metadata }) => metadata.name === name);
  if (!job) return false;
  if (isComplete(job)) return true;
  const cron = cronOf(job);
  const made = timeOf(job.metadata.creationTimestamp);
  if (!cron || made === undefined) return false;
  return jobs.some((other) => cronOf(other) === cron && isComplete(other) && (timeOf(other.metadata.creationTimestamp) ?? 0) > made);
}

const cronOf = ({ metadata }: Workload) => metadata.ownerReferences?.find(({ kind }) => kind === 'CronJob')?.uid;
