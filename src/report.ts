/** What is shown, as data. The JSON form is this very value (docs/report.schema.json): names are a promise. */
import type { FailureKind } from './errors.ts';

export type Confidence = 'certain' | 'likely' | 'possible';
/** Where the fault lies: in the image and program, in the Kubernetes objects, or around them. */
export type Tier = 'container' | 'kubernetes' | 'environment';

export interface ObjectRef {
  kind: string;
  namespace?: string;
  name: string;
  field?: string;
}

/** The cluster's own words (or the API's own value) beside the step that found them. */
export interface Proof {
  step: string;
  quote: string;
  command?: string;
  path?: string;
}

/** What only the user knows: a shell variable that the command takes. */
export interface Asks {
  variable: string;
  what: string;
  secret: boolean;
}

export interface Fix {
  /** What it does, in words; alone where no command can be given. */
  text: string;
  /** Complete: namespace, context, names, numbers; several joined by " && ". */
  command?: string;
  /** Does it change what is in the cluster? A copy that it makes and takes away again does not count. */
  changes: boolean;
  /** Does it restart or replace pods? */
  restarts: boolean;
  asks: Asks[];
}

export interface RuledOut {
  cause: string;
  because: string;
}

/** A part of an object before and after a change, as far as it differs; values as the API gives them, for `after` is what it holds now. */
export interface Difference {
  object: ObjectRef;
  /** What `before` is: `revision 3`, `what was applied`. */
  from: string;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

export interface Finding {
  cause: string;
  title: string;
  tier: Tier;
  /** One sentence or two; names the object and the value; no relative time. */
  summary: string;
  confidence: Confidence;
  object: ObjectRef | null;
  proof: Proof[];
  fixes: Fix[];
  ruledOut: RuledOut[];
  /** Where it is less than certain: the reading that would decide. */
  decides: string | null;
  /** Index path of the victim: "pod/container" that this culprit explains; null for the target itself. */
  explains: string | null;
  /** Of a culprit: NAMESPACE/NAME of its own pod. */
  pod?: string;
  /** Commands outside the cluster, on a machine with Docker or in a pipeline; absent where there are none. */
  checks?: Check[];
  /** What would have kept it from happening, as far as the workload lacks it; absent where there is nothing. */
  prevention?: string[];
  /** What was changed before it began, as far as the objects keep what they were; absent where they do not. */
  differences?: Difference[];
}

export interface Check {
  text: string;
  command: string;
}

export interface ReportGap {
  step: string;
  gap: FailureKind;
  message: string;
  needs: { verb: string; resource: string; group: string } | null;
  command: string;
}

export interface BackOff {
  /** Seconds that the kubelet says it waits now; null where it does not say. */
  seconds: number | null;
  /** RFC 3339; null where it cannot be told. */
  nextTry: string | null;
}

export interface ContainerReport {
  name: string;
  kind: 'init' | 'sidecar' | 'app';
  image: string;
  state: 'waiting' | 'running' | 'terminated' | 'unknown';
  reason: string | null;
  restarts: number;
  exitCode: number | null;
  /** The signal that 128 + n stands for, by name. */
  signal: string | null;
  startedAt: string | null;
  finishedAt: string | null;
  backOff: BackOff | null;
  findings: Finding[];
  /** The last lines of the run that died, without times. */
  log: string[];
}

export interface PodReport {
  /** In a scan of several clusters (--contexts): whose pod it is. */
  context?: string;
  namespace: string;
  name: string;
  owner: string | null;
  /** Who would undo a change made by hand. */
  managedBy: { tool: string; name: string; chart?: string } | null;
  status: string;
  healthy: boolean;
  /** What there is to say where nothing is wrong: old restarts, a slow start. */
  notes: string[];
  /**
   * In a scan: NAMESPACE/NAME of the pod of the same template, in the same trouble, whose findings these are; null where no pod of the
   * kind was looked into, as there are worse ones. Absent: this pod itself was.
   */
  diagnosedAs?: string | null;
  containers: ContainerReport[];
  gaps: ReportGap[];
  /** What `kubectl describe pod` prints; only in the forms that show it (wide, markdown, html). */
  describe?: string;
  events: { type: string; reason: string; message: string; count: number; lastSeen: string | null; container: string | null }[];
}

export interface Verdict {
  cause: string;
  summary: string;
  confidence: Confidence;
  object: ObjectRef | null;
}
export interface StepReport {
  step: string;
  outcome: 'ok' | 'none' | 'gap' | 'skipped';
  note: string | null;
}
export interface CallReport {
  args: string[];
  ms: number;
  exit: number | null;
  bytes: number;
  failure: FailureKind | null;
}
/**
 * Pods with one root; cause null: those for which none was found, or which were not looked into. `pods`: NAMESPACE/NAME, the culprit's own
 * first; of several clusters CONTEXT/NAMESPACE/NAME. `command` opens the full report of the first.
 */
export interface Group {
  cause: string | null;
  summary: string;
  confidence?: Confidence;
  object: ObjectRef | null;
  pods: string[];
  command: string;
}
export function placeOf({ context, namespace, name }: Pick<PodReport, 'context' | 'namespace' | 'name'>): string {
  return `${context === undefined ? '' : `${context}/`}${namespace}/${name}`;
}

/** How far a scan has looked. */
export interface ScanReport {
  /** Pods that were read (those that have completed are not), and in how many namespaces. */
  pods: number;
  namespaces: number;
  /** Pods that are younger than half a minute and have not started yet: neither well nor in trouble. */
  starting: number;
  /** Failed pods that are history: their controller has ready pods again, their Job has completed since. */
  over: number;
  /** Was every pod read? Where not, `gaps` says why. */
  complete: boolean;
}

/** Of --watch: what has become of it. */
export interface Change {
  /** `well`: it was well at the start, and stayed so. `same`, `another`: it still fails, for the same reason or for another one. */
  outcome: 'fixed' | 'well' | 'same' | 'another' | 'broke';
  summary: string;
  /** What was found at the start. */
  before: Verdict | null;
}

/** Of --record: a run that ended. */
export interface AttemptReport {
  pod: string;
  container: string;
  /** 1 for the container's first run in its pod. */
  number: number;
  startedAt: string | null;
  finishedAt: string | null;
  /** How long it ran; null where a time is unknown. */
  seconds: number | null;
  exitCode: number;
  signal: string | null;
  reason: string | null;
  /** What was found of this run alone. */
  cause: string | null;
  summary: string | null;
  /** The line of its log that decided; null: none did, or no log was kept. */
  decisive: string | null;
  /** Memory in use: seconds after its start, bytes. */
  memory: { seconds: number; bytes: number }[];
  /** The end of its log, without times. */
  log: string[];
}

export interface Attempts {
  /** Between which times it was looked at (RFC 3339). */
  from: string;
  until: string;
  seen: AttemptReport[];
  /** Runs that ended, and were gone before they could be read. */
  missed: number;
  /** What comparing them says, a sentence each. */
  conclusions: string[];
  /** How long they lived, from one to the next. */
  trend: 'constant' | 'longer' | 'shorter' | 'irregular' | null;
}

/** Of --catch: a run that was asked while it lived. */
export interface Caught {
  pod: string;
  container: string;
  number: number;
  /** How long after its start the first answer came, in seconds; null where a time is unknown. */
  after: number | null;
  /** What its inside said: which command, and what that means. */
  inside: { command: string; answer: string }[];
  /** Its log from the first line on, at most the last 100. */
  log: string[];
}

export interface Report {
  apiVersion: 'crashloop/v1';
  kind: 'Report';
  verdict: Verdict | null;
  pods: PodReport[];
  groups: Group[];
  /** Of --watch only. */
  change?: Change;
  /** Of --catch only. */
  caught?: Caught;
  /** Of --record only. */
  attempts?: Attempts;
  /** Of a scan only. */
  scan?: ScanReport;
  /** What a scan could not read as a whole, or which of several targets; what is missing of one pod stands with the pod. */
  gaps?: ReportGap[];
  steps: StepReport[];
  calls: CallReport[];
  /** Values replaced because they looked like credentials. */
  redactions: number;
}
