/** What a Job says of itself. */
import { isTrue } from './pod.ts';
import type { Condition, Workload } from './shapes.ts';

/** It has failed, or will have as soon as its pods have ended (batch/v1 JobFailed, JobFailureTarget). */
export function failureOfJob(job: Workload | undefined): Condition | undefined {
  return job?.status?.conditions?.find(({ type, status }) => (type === 'Failed' || type === 'FailureTarget') && status === 'True');
}

export const isComplete = (job: Workload): boolean => isTrue(job, 'Complete');

const CONTROLLERS = {
  'controller-uid': null,
  'batch.kubernetes.io/controller-uid': null,
  'job-name': null,
  'batch.kubernetes.io/job-name': null,
};

/** A merge that takes out of a Job what its controller has written into it, so that it can be made anew (kubernetes pkg/registry/batch/job). */
export const WITHOUT_CONTROLLER = {
  metadata: { labels: CONTROLLERS },
  spec: { selector: null, template: { metadata: { labels: CONTROLLERS } } },
};
