/** Diagnoses → the Report. */

import type { Evidence, Gap } from '../evidence/evidence.ts';
import { managerOf } from '../evidence/manager.ts';
import { ownerOf } from '../evidence/owner.ts';
import { describeQuery } from '../evidence/query.ts';
import type { Subject } from '../evidence/subject.ts';
import { secondsRunning } from '../evidence/trouble.ts';
import { kubectl } from '../fixes/command.ts';
import { waitOf } from '../kube/back-off.ts';
import { containerOf, lastSeen, timesSeen } from '../kube/event.ts';
import { containersOf, lastAttempt, statusWord, timeOf } from '../kube/pod.ts';
import type { Pod } from '../kube/shapes.ts';
import { signalOf } from '../kube/signals.ts';
import type { CallReport, ContainerReport, PodReport, Report, ReportGap, StepReport } from '../report.ts';
import type { SubjectDiagnosis } from './diagnose.ts';
import { healthNotes } from './notes.ts';

/** Lines of the dead run's log that the report keeps. */
const LOG_TAIL = 20;

export interface PodDiagnosis {
  pod: Pod;
  containers: SubjectDiagnosis[];
}

export function buildReport(diagnoses: readonly PodDiagnosis[], evidence: Evidence, calls: CallReport[]): Report {
  const pods = diagnoses.map(({ pod, containers }) => podReport(pod, containers, evidence));
  const first = pods.flatMap(({ containers }) => containers).flatMap(({ findings }) => findings.slice(0, 1))[0];
  const verdict = first ? { cause: first.cause, summary: first.summary, confidence: first.confidence, object: first.object } : null;
  return {
    apiVersion: 'crashloop/v1',
    kind: 'Report',
    verdict,
    pods,
    groups: [],
    steps: stepsOf(diagnoses, evidence, calls),
    calls,
    redactions: 0,
  };
}

function podReport(pod: Pod, containers: readonly SubjectDiagnosis[], evidence: Evidence): PodReport {
  const owner = ownerOf(pod, evidence);
  const manager = managerOf(owner.object?.metadata);
  const [first] = containers;
  const healthy = containers.every(({ trouble }) => trouble === undefined);
  return {
    namespace: pod.metadata.namespace ?? 'default',
    name: pod.metadata.name,
    owner: owner.kind === 'Pod' ? null : `${owner.kind}/${owner.name}`,
    managedBy: manager ?? null,
    status: statusWord(pod),
    healthy,
    notes: healthNotes(pod, containers, evidence),
    containers: worstFirst(containers).map(containerReport),
    gaps: gapsOf(pod, evidence),
    ...describedIn(evidence, pod),
    events: (first?.subject.events() ?? []).slice(0, 40).map((event) => ({
      type: event.type ?? '',
      reason: event.reason ?? '',
      message: event.message ?? '',
      count: timesSeen(event),
      lastSeen: rfc3339(lastSeen(event)),
      container: containerOf(event) ?? null,
    })),
  };
}

const SEVERITY = { crashing: 0, 'cannot-start': 1, hanging: 2, unready: 3 } as const;

/** Those in trouble before those without; a culprit before its victim; a crash before what merely waits; the sure before the unsure. */
function worstFirst(containers: readonly SubjectDiagnosis[]): SubjectDiagnosis[] {
  const weight = ({ trouble, findings, isVictim }: SubjectDiagnosis) =>
    (trouble ? SEVERITY[trouble] : 9) * 10 +
    (isVictim ? 40 : 0) +
    (findings.length === 0 ? 5 : findings[0]?.confidence === 'possible' ? 3 : 0);
  return [...containers].sort((a, b) => weight(a) - weight(b));
}

function containerReport({ subject, trouble, findings }: SubjectDiagnosis): ContainerReport {
  const { container, kind, status, state, attempt } = subject;
  const wait = waitOf(status);
  const log = trouble && attempt ? subject.log() : undefined;
  return {
    name: container.name,
    kind,
    image: container.image ?? '',
    state,
    reason: status?.state?.waiting?.reason ?? status?.state?.terminated?.reason ?? null,
    // A count that is none, of an API server that is none, is no reason to break our own promise.
    restarts: Math.max(0, Math.trunc(status?.restartCount ?? 0)),
    exitCode: attempt?.exitCode ?? null,
    signal: attempt ? (signalOf(attempt.exitCode) ?? null) : null,
    startedAt: rfc3339(timeOf(attempt?.startedAt)),
    finishedAt: rfc3339(timeOf(attempt?.finishedAt)),
    backOff: wait ? { seconds: wait.seconds, nextTry: rfc3339(wait.nextTry) } : null,
    findings,
    log: log?.state === 'read' ? log.value.lines.slice(-LOG_TAIL) : [],
  };
}

/** The text of `kubectl describe`, where it was asked for. */
function describedIn(evidence: Evidence, { metadata: { namespace, name } }: Pod): { describe?: string } {
  const known = evidence.peek(describeQuery(namespace ?? 'default', name));
  return known.state === 'read' ? { describe: known.value } : {};
}

/** A log that there cannot be, as no run has ended, is no gap; nor is one whose container had to be named first. */
function gapsOf(pod: Pod, evidence: Evidence): ReportGap[] {
  const containers = containersOf(pod);
  const ran = containers.some(({ status }) => lastAttempt(status));
  /** A run that has just ended has its log as the current one yet; that there is no earlier one hides nothing. */
  const isCurrent = ({ step, args }: Gap) => {
    const name = /[?&]container=([^&]+)/.exec(args.at(-1) ?? '')?.[1];
    const asked =
      name === undefined ? containers.filter(({ kind }) => kind === 'app') : containers.filter(({ spec }) => spec.name === name);
    return step === 'logs --previous' && asked.length > 0 && asked.every(({ status }) => lastAttempt(status)?.log === 'current');
  };
  const isNone = (gap: Gap) =>
    gap.step.startsWith('logs') &&
    (!ran || isCurrent(gap) ? gap.failure.kind === 'no-log' : /container name must be specified/.test(gap.failure.message));
  return evidence
    .gaps()
    .filter((gap) => !isNone(gap))
    .map(({ step, failure, args }) => ({
      step,
      gap: failure.kind,
      message: failure.message,
      needs: failure.needs ? { verb: failure.needs.verb, resource: failure.needs.resource, group: failure.needs.group } : null,
      command: kubectl(evidence, undefined, args),
    }));
}

/** The six steps of the sequence, and what came of each. */
function stepsOf(diagnoses: readonly PodDiagnosis[], evidence: Evidence, calls: CallReport[]): StepReport[] {
  const gaps = evidence.gaps();
  const subject =
    diagnoses.flatMap(({ containers }) => containers).find(({ trouble }) => trouble)?.subject ?? diagnoses[0]?.containers[0]?.subject;
  const gap = (step: string) => gaps.find((one) => one.step === step);
  const attempt = lastAttempt(subject?.status);
  const outcome = (step: string): StepReport => {
    const missing = gap(step);
    return { step, outcome: missing ? 'gap' : 'ok', note: missing ? missing.failure.kind : null };
  };
  const events = outcome('events');
  const logs =
    attempt?.log === 'current'
      ? { ...outcome('logs'), step: 'logs --previous', note: gap('logs') ? 'no log' : 'of the run that just ended' }
      : outcome('logs --previous');
  const running = subject?.state === 'running' ? secondsRunning(subject.status, evidence) : 0;
  const skipped = running
    ? 'no question that only the inside can answer'
    : evidence.wishes().length > 0
      ? 'not running; --catch waits for it'
      : 'not running';
  const execRan = calls.some(({ args }) => args[0] === 'exec') || evidence.executed().length > 0 || gap('exec') !== undefined;
  return [
    outcome('get'),
    events.outcome === 'ok'
      ? { step: 'describe', outcome: 'ok', note: null }
      : { step: 'describe', outcome: 'gap', note: 'without events' },
    attempt || subject?.state === 'running' ? logs : { step: 'logs --previous', outcome: 'none', note: 'no run has ended' },
    { step: 'exitCode', outcome: attempt ? 'ok' : 'none', note: attempt ? String(attempt.exitCode) : 'no run has ended' },
    events.outcome === 'ok' ? { ...events, note: sinceOf(subject) } : events,
    execRan ? withLacking(outcome('exec'), evidence.lacking()) : { step: 'exec', outcome: 'skipped', note: skipped },
  ];
}

function withLacking(step: StepReport, programs: readonly string[]): StepReport {
  return programs.length === 0 ? step : { ...step, note: `${step.note ? `${step.note}; ` : ''}the image has no ${programs.join(', ')}` };
}

function sinceOf(subject: Subject | undefined): string | null {
  const seen = (subject?.events() ?? []).map(lastSeen).filter(Boolean);
  return seen.length ? `since ${rfc3339(Math.floor(Math.min(...seen) / 1000) * 1000)}` : 'none kept';
}

function rfc3339(time: number | undefined): string | null {
  return time ? new Date(time).toISOString().replace('.000Z', 'Z') : null;
}
