/** The one door to the cluster. kubectl.ts opens it for real; recordings, bundles and tests stand in for it. */
import type { Failure } from '../errors.ts';

export interface Limits {
  /** Milliseconds until the child is killed. */
  timeout: number;
  /** Bytes of stdout that are kept; the rest is cut and `cut` is set. */
  bytes: number;
}

/** What came of one call. `stdout` is decoded and cleaned of control characters; both hold even where it failed. */
export interface Answer {
  stdout: string;
  failure?: Failure;
  /** More bytes came than were asked for. */
  cut: boolean;
  exit: number | null;
  /** Milliseconds from start to end. */
  ms: number;
  bytes: number;
}

/** Of a call that came to nothing before kubectl said anything. */
export const unanswered = (failure: Failure): Answer => ({ stdout: '', failure, cut: false, exit: null, ms: 0, bytes: 0 });

/** Runs kubectl with these arguments (the connection's flags are added inside). Never rejects. */
export type Kubectl = (args: readonly string[], limits: Limits) => Promise<Answer>;
