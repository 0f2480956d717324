/** What a program that ended with 0 has left, and what a reason for it says. */
import type { WorkloadFix } from '../fixes/workload.ts';
import type { LogReading } from '../logs/reading.ts';
import type { Fix, ObjectRef, Proof } from '../report.ts';

export interface Ended {
  fix: WorkloadFix;
  log: LogReading | undefined;
  /** Its last words. */
  last: string | undefined;
}

export interface Reason {
  /** Behind a colon. */
  why: string;
  fixes: Fix[];
  /** What has to change. */
  object: ObjectRef;
  proof?: Proof;
  isCertain?: boolean;
  decides?: string;
}
