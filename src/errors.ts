/** What the program knows how to tell: wrong usage, and a kubectl that failed. Anything else is a bug of ours. */

export class UsageError extends Error {
  override name = 'UsageError';
}

/** Why a call to kubectl gave no answer. */
export const FAILURE_KINDS = [
  'no-kubectl', // not on PATH, not executable, wrong architecture
  'not-found', // the object does not exist
  'forbidden', // the cluster refused: RBAC, admission
  'unauthorized', // credentials expired or wrong
  'credentials', // the kubeconfig's credential plugin is missing or fails
  'configuration', // no such context, unreadable kubeconfig
  'unreachable', // no connection, no such host, TLS
  'throttled', // 429
  'server', // 5xx
  'timeout', // ours or kubectl's
  'stopped', // interrupted, or the run's time was up before it began
  'no-log', // the kubelet has no (more) log of that run
  'unsupported', // this server has no such resource
  'bad-answer', // not JSON, cut off, the wrong kind
  'too-large', // more bytes than asked for
  'other',
] as const;

export type FailureKind = (typeof FAILURE_KINDS)[number];

export interface Failure {
  kind: FailureKind;
  /** kubectl's own words, cleaned, one line. */
  message: string;
  /** For `forbidden`: what is missing, as an RBAC rule names it. */
  needs?: { verb: string; resource: string; group: string; namespace?: string };
}

/** A call that the run cannot do without failed. */
export class KubectlError extends Error {
  override name = 'KubectlError';
  constructor(
    readonly failure: Failure,
    readonly args: readonly string[],
    message: string,
  ) {
    super(message);
  }
}
