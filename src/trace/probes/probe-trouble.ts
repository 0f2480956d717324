/** Did a probe end the last run, or does one keep the container from becoming ready? Decided by the kubelet's events and the times. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { BACK_OFF_RESET, secondsRunning } from '../../evidence/trouble.ts';
import { firstSeen, lastSeen, timesSeen } from '../../kube/event.ts';
import { timeOf } from '../../kube/pod.ts';
import { fieldOf, graceOf, lifetimeFits, type ProbeKind } from '../../kube/probe.ts';
import type { Event, Probe } from '../../kube/shapes.ts';
import type { Confidence, Proof } from '../../report.ts';
import { type ProbeFailure, probeEvent } from './probe-failure.ts';
import { probeSuspected } from './probe-suspected.ts';

export interface ProbeTrouble {
  kind: ProbeKind;
  probe: Probe;
  /** Killed: it ended the last run. Unready: it fails, and the container never becomes ready (or started). */
  effect: 'killed' | 'unready';
  /** Certain where the kubelet says of that very run that the probe ended it. */
  confidence: Confidence;
  killing: Event | undefined;
  /** The failure that was seen last before the kill; undefined where no event tells it. */
  unhealthy: Event | undefined;
  failure: ProbeFailure | undefined;
  /** Its words, without "Liveness probe failed:". */
  detail: string;
  /** Where no event is left: what says in the log that the probe failed. */
  hint?: Proof;
}

/** kuberuntime_manager.go computePodActions; computeInitContainerActions has the other words for sidecars. */
const KILLING = /^(?:Container|Init container) .{1,300} failed (liveness|startup) probe(?:, will be restarted)?$/;
/** Seconds by which events and states may differ: both are cut to whole seconds. */
const SLACK = 2000;

export function probeTrouble(subject: Subject, evidence: Evidence): ProbeTrouble | undefined {
  return killed(subject) ?? probeSuspected(subject) ?? unready(subject, evidence);
}

function killed(subject: Subject): ProbeTrouble | undefined {
  const { attempt, container } = subject;
  if (!attempt || attempt.reason === 'StartError') return undefined;
  const [killing] = subject.events('Killing').filter(({ message }) => KILLING.test(message ?? ''));
  if (!killing) return undefined;
  const kind = KILLING.exec(killing.message ?? '')?.[1] as ProbeKind;
  const probe = container[fieldOf(kind)];
  const confidence = probe && ofThisRun(killing, subject, probe);
  if (!confidence || (attempt.reason === 'OOMKilled' && !outlivedKernel(subject, killing, probe))) return undefined;
  return { kind, probe, effect: 'killed', confidence, killing, ...failureBefore(subject, kind, lastSeen(killing), true) };
}

/**
 * OOMKilled is said of a run in which the kernel has killed any process of it, at any time (containerd counts the events of the cgroup).
 * The main process outlived that kill where it fell at the very end of the grace period that began with the kubelet's SIGTERM. Of one that
 * ended sooner nobody knows: a probe that failed too is then taken for a consequence.
 */
function outlivedKernel({ attempt, pod }: Subject, killing: Event, probe: Probe): boolean {
  const [grace, end] = [graceOf(probe, pod) * 1000, timeOf(attempt?.finishedAt)];
  if (attempt?.exitCode !== 137 || end === undefined || grace < 2 * SLACK) return false;
  return Math.abs(end - lastSeen(killing) - grace) <= SLACK;
}

/** A probe that ended an earlier run than the last one, which ended in another way. */
export function killBefore(subject: Subject): (ProbeTrouble & { killing: Event }) | undefined {
  const start = timeOf(subject.attempt?.startedAt);
  const killing = subject
    .events('Killing')
    .find((event) => KILLING.test(event.message ?? '') && start !== undefined && lastSeen(event) < start - SLACK);
  const kind = KILLING.exec(killing?.message ?? '')?.[1] as ProbeKind | undefined;
  const probe = kind && subject.container[fieldOf(kind)];
  return killing && probe
    ? { kind, probe, effect: 'killed', confidence: 'likely', killing, ...failureBefore(subject, kind, lastSeen(killing), true) }
    : undefined;
}

/**
 * The kubelet counts equal events up and keeps the first and the last time, so the kill of this very run may be one between them; and
 * it drops events of an old loop (client-go record: a burst of 25, then one in 5 minutes), so an earlier kill still tells what goes on.
 */
function ofThisRun(killing: Event, { attempt, pod, status }: Subject, probe: Probe): Confidence | undefined {
  const [start, end] = [timeOf(attempt?.startedAt), timeOf(attempt?.finishedAt)];
  if (start === undefined || end === undefined) return 'likely';
  const inside = (time: number) => time >= start - SLACK && time <= end + SLACK;
  const [first, last, times] = [firstSeen(killing), lastSeen(killing), timesSeen(killing)];
  if (inside(last) || inside(first)) return 'certain';
  const running = timeOf(status?.state?.running?.startedAt);
  // One kill before this run and one after it; those between stand for it.
  if (first < start && last > end) return times >= 3 || times > (status?.restartCount ?? 0) ? 'certain' : 'likely';
  if (first > end) return running !== undefined && lifetimeFits(attempt, probe, pod) ? 'likely' : undefined;
  return lifetimeFits(attempt, probe, pod) ? 'likely' : undefined;
}

/** Of a container that runs now. Readiness failures beside a crash are only its echo. */
function unready(subject: Subject, evidence: Evidence): ProbeTrouble | undefined {
  const { status, state, attempt, container } = subject;
  if (state !== 'running' || status?.ready || subject.kind === 'init') return undefined;
  if (attempt && secondsRunning(status, evidence) < BACK_OFF_RESET) return undefined;
  const started = status?.started ?? !container.startupProbe;
  const since = timeOf(status?.state?.running?.startedAt) ?? 0;
  for (const kind of started ? (['readiness'] as const) : (['startup'] as const)) {
    const probe = container[fieldOf(kind)];
    if (!probe) continue;
    const seen = failureBefore(subject, kind, Number.POSITIVE_INFINITY, false);
    if (!seen.unhealthy || lastSeen(seen.unhealthy) < since - SLACK) continue;
    // A startup probe that has its time yet is no trouble, unless it gives no result at all.
    if (kind === 'startup' && probeEvent(seen.unhealthy.message)?.result !== 'errored') continue;
    return { kind, probe, effect: 'unready', confidence: 'certain', killing: undefined, ...seen };
  }
  return undefined;
}

/** The failure nearest to the kill: of those whose time span holds it, the most frequent. */
function failureBefore(
  subject: Subject,
  kind: ProbeKind,
  time: number,
  countingOnly: boolean,
): Pick<ProbeTrouble, 'unhealthy' | 'failure' | 'detail'> {
  const found = subject.events('Unhealthy', 'ProbeWarning').flatMap((event) => {
    const said = probeEvent(event.message);
    return said?.kind === kind && (said.result === 'failed' || !countingOnly) ? [{ event, said }] : [];
  });
  const distance = (event: Event) =>
    firstSeen(event) <= time + SLACK ? Math.max(0, time - lastSeen(event)) : firstSeen(event) - time + 3_600_000;
  const [best] = found.sort(
    (a, b) => distance(a.event) - distance(b.event) || timesSeen(b.event) - timesSeen(a.event) || lastSeen(b.event) - lastSeen(a.event),
  );
  return { unhealthy: best?.event, failure: best?.said.failure, detail: best?.said.detail ?? '' };
}
