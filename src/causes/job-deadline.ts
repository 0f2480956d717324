import { jobCause } from '../findings/job-condition.ts';
import { type Cause, RUNG } from './cause.ts';

export const jobDeadline: Cause = jobCause(
  'job-deadline',
  'the Job ran longer than it may',
  RUNG.pod,
  ['job.deadline'],
  ['DeadlineExceeded'],
);
