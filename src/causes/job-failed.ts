import { jobCause } from '../findings/job-condition.ts';
import { type Cause, RUNG } from './cause.ts';

export const jobFailed: Cause = jobCause(
  'job-failed',
  'the Job gave up',
  RUNG.code + 2,
  ['job.backoff-limit', 'job.pod-failure-policy', 'job.max-failed-indexes'],
  ['BackoffLimitExceeded', 'PodFailurePolicy', 'MaxFailedIndexesExceeded', 'FailedIndexes'],
);
