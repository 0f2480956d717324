/** What is shown, as data. The JSON form is this very value (docs/report.schema.json): names are a promise. */
import type { FailureKind } from './errors.ts';

export type Confidence = 'certain' | 'likely' | 'possible';
/** Where the fault lies: in the image and program, in the Kubernetes objects, or around them. */
export type Tier = 'container' | 'kubernetes' | 'environment';

export interface ObjectRef { kind: string; namespace?: string; name: string; field?: string }

/** The cluster's own words (or the API's own value) beside the step that found them. */
export interface Proof { step: string; quote: string; command?: string; path?: string }

/** What only the user knows: a shell variable that the command takes. */
export interface Asks { variable: string; what: string; secret: boolean }

export interface Fix {
  /** What it does, in words; alone where no command can be given. */
  text: string;
  /** Complete: namespace, context, names, numbers; several joined by " && ". */
  command?: string;
  /** Does it change the cluster? */
  changes: boolean;
  /** Does it restart or replace pods? */
  restarts: boolean;
  asks: Asks[];
}

export interface RuledOut { cause: string; because: string }

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
  namespace: string;
  name: string;
  owner: string | null;
  managedBy: { tool: string; name: string } | null;
  status: string;
  healthy: boolean;
  /** What there is to say where nothing is wrong: old restarts, a slow start. */
  notes: string[];
  containers: ContainerReport[];
  gaps: ReportGap[];
  events: { type: string; reason: string; message: string; count: number; lastSeen: string | null; container: string | null }[];
}

export interface Verdict { cause: string; summary: string; confidence: Confidence; object: ObjectRef | null }
export interface StepReport { step: string; outcome: 'ok' | 'none' | 'gap' | 'skipped'; note: string | null }
export interface CallReport { args: string[]; ms: number; exit: number | null; bytes: number; failure: FailureKind | null }
export interface Group { cause: string; summary: string; object: ObjectRef | null; pods: string[]; command: string }

export interface Report {
  apiVersion: 'crashloop/v1';
  kind: 'Report';
  verdict: Verdict | null;
  pods: PodReport[];
  groups: Group[];
  steps: StepReport[];
  calls: CallReport[];
  /** Values replaced because they looked like credentials. */
  redactions: number;
}
