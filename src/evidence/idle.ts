/** Why a workload has no pods, where that is as it should be; in words. */
import { isComplete } from '../kube/job.ts';
import type { Plural, Workload } from '../kube/shapes.ts';

export function idleReason(workload: Workload, plural: Plural, hasJobs: boolean): string | undefined {
  const { spec, status } = workload;
  const { name } = workload.metadata;
  if (spec.replicas === 0) return `${name} is scaled to 0 replicas, so it has no pods`;
  if (spec.suspend) return `${name} is suspended, so it makes no pods`;
  if (plural === 'daemonsets' && status?.desiredNumberScheduled === 0)
    return `no node may run a pod of ${name}: none has the labels that it asks for, without a taint that it does not tolerate`;
  if (plural === 'jobs' && isComplete(workload)) return `${name} has completed, and its pods are gone`;
  if (plural === 'cronjobs' && !hasJobs) return `${name} has no Job: none was due yet (schedule ${spec.schedule}), or they are gone`;
  return undefined;
}
