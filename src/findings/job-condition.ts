/** Causes that a Job's own Failed condition tells. */

import type { Cause } from '../causes/cause.ts';
import { decidedBy } from '../evidence/end.ts';
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, eventProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { scaleUp } from '../fixes/scale-up.ts';
import { asSidecars } from '../fixes/start-first.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { failureOfJob } from '../kube/job.ts';
import { secondsBetween } from '../kube/pod.ts';
import type { Condition, Event, Workload } from '../kube/shapes.ts';
import { lastLine } from '../logs/reading.ts';
import { present } from '../present.ts';
import type { Fix, Proof } from '../report.ts';
import { type AskedService, askedService } from '../trace/network/asked-service.ts';
import { startText } from '../trace/programs/start-text.ts';
import { type StillRunning, startFixes, startTrouble, stillRunning } from './job-events.ts';

/** Reasons of a Job's Failed condition (api/batch/v1 types.go), in words. */
const WORDS: Record<string, string> = {
  BackoffLimitExceeded: 'its pods failed more often than backoffLimit allows',
  DeadlineExceeded: 'it ran longer than activeDeadlineSeconds',
  PodFailurePolicy: "a pod's failure matched a rule of its podFailurePolicy",
  MaxFailedIndexesExceeded: 'more indexes failed than maxFailedIndexes allows',
  FailedIndexes: 'some of its indexes failed',
};

/** Late: where a pod is left, its own failure says more. A deadline is the Job's own doing and comes first. */
export const jobCause = (id: string, title: string, rung: number, covers: string[], reasons: string[]): Cause => ({
  id,
  title,
  tier: 'kubernetes',
  covers,
  rung,

  detect(subject, evidence) {
    const given = failedJob(subject, evidence);
    if (!given || !reasons.includes(given.reason) || hasFailedBefore(given, subject)) return undefined;
    const trail = trailOf(given, subject, evidence);
    if (trail === 'pending') return undefined;
    const { attempt } = subject;
    const last = subject.state === 'running' ? lastLine(valueOf(subject.currentLog())?.lines) : undefined;
    // That the Job gave up is sure, and no reason: that stands in the log of its pod.
    const isUnread = attempt !== undefined && !given.isLate && subject.log().state === 'gap';
    return {
      summary: `Job ${given.job.metadata.name} has failed: ${reasonWords(given)}${trailWords(trail, subject)}${hasEndedPod(given, trail, subject) ? ', as with restartPolicy OnFailure the Job ends its pod when it gives up' : ''}${isUnread ? '; why they fail, their log tells, which could not be read' : ''}`,
      confidence: isUnread ? 'possible' : 'certain',
      ...(isUnread ? { decides: 'what its pod wrote into its log before it ended' } : {}),
      object: {
        kind: 'Job',
        namespace: subject.namespace,
        name: given.job.metadata.name,
        ...(given.isLate ? { field: 'spec.activeDeadlineSeconds' } : {}),
      },
      proof: [
        {
          step: `get job ${given.job.metadata.name}`,
          quote: `${given.reason}: ${given.failed.message ?? ''}`,
          path: 'status.conditions[Failed]',
        },
        ...present(attempt && attemptProof(subject)),
        ...trailProofs(trail),
        ...present(last && { step: 'logs', quote: last }),
      ],
      fixes: fixesOf(given, trail, subject, evidence),
    };
  },
});

interface FailedJob {
  job: Workload;
  failed: Condition;
  reason: string;
  /** It ran longer than it may. */
  isLate: boolean;
}

function failedJob({ pod, namespace }: Subject, evidence: Evidence): FailedJob | undefined {
  const name = pod.metadata.ownerReferences?.find(({ kind }) => kind === 'Job')?.name;
  const job = name === undefined ? undefined : valueOf(evidence.object('jobs', namespace, name));
  const failed = failureOfJob(job);
  if (!job || !failed?.reason) return undefined;
  return { job, failed, reason: failed.reason, isLate: failed.reason === 'DeadlineExceeded' };
}

/** What a pod does so many seconds before the Job ends it has nothing to do with that. */
const BEFORE = 2;

/**
 * The time was used up by pods that failed one after the other: what this one said of it is the reason. The Job ends its pods as soon as it
 * has the condition FailureTarget, and has Failed when they are gone (pkg/controller/job/job_controller.go).
 */
function hasFailedBefore({ job, isLate, reason }: FailedJob, subject: Subject): boolean {
  const { attempt } = subject;
  if (!isLate || !attempt?.exitCode || attempt.exitCode > 128 || !decidedBy(subject)) return false;
  const times = (job.status?.conditions ?? []).flatMap((one) => (one.reason === reason && one.lastTransitionTime) || []);
  const since = secondsBetween(attempt.finishedAt, times.sort()[0]);
  return since !== undefined && since > BEFORE;
}

/** What is told of a pod without a run that ended: why it was never started, what of it ran on, or whom it waited for. One of them at most. */
interface Trail {
  behind?: Event | undefined;
  still?: StillRunning;
  asked?: AskedAtStart | undefined;
}

function trailOf({ job, failed, isLate }: FailedJob, subject: Subject, evidence: Evidence): Trail | 'pending' {
  const { attempt, namespace } = subject;
  if (attempt) return {};
  const behind = startTrouble(job, failed, namespace, evidence);
  if (behind || !isLate) return { behind };
  const still = stillRunning(job, failed, namespace, evidence);
  if (still) return { still };
  const asked = askedAtStart(subject, evidence);
  return asked === 'pending' ? 'pending' : { asked };
}

interface AskedAtStart {
  by: string;
  line: string;
  service: AskedService;
}

/** What the first of its init containers that asks for a Service has asked in vain, as far as that is so now. */
function askedAtStart(subject: Subject, evidence: Evidence): AskedAtStart | 'pending' | undefined {
  for (const container of subject.pod.spec.initContainers ?? []) {
    const text = startText({ ...subject, container }, evidence)?.text;
    const service = text === undefined ? undefined : askedService(text, subject, evidence);
    if (service === 'pending') return 'pending';
    if (service && text !== undefined) return { by: container.name, line: text.trim().split('\n')[0]?.slice(0, 200) ?? '', service };
  }
  return undefined;
}

/** It ends what it counts as active when it gives up; with OnFailure that is the very pod that fails (pkg/controller/job, deleteActivePods). */
const hasEndedPod = ({ job, reason }: FailedJob, { behind }: Trail, { attempt }: Subject): boolean =>
  reason === 'BackoffLimitExceeded' && !attempt && !behind && job.spec.template?.spec.restartPolicy === 'OnFailure';

function reasonWords({ job, reason, isLate }: FailedJob): string {
  const seconds = job.spec.activeDeadlineSeconds;
  return `${WORDS[reason]}${isLate && seconds ? ` (${seconds})` : ''}`;
}

function trailWords({ behind, still, asked }: Trail, { attempt, state }: Subject): string {
  if (attempt) return '';
  if (behind)
    return `; its pod ${behind.involvedObject?.name}, which is gone, had never started: ${(behind.message ?? '').trim().slice(0, 300)}`;
  if (still)
    return `; by then container ${still.ended.join(', ')} had ended, and ${still.running.join(', ')} ran on: a pod is over only when all its containers have ended`;
  const pod = state === 'running' ? '; its pod is being ended' : '; its pods are gone, and their logs with them';
  return `${pod}${asked ? askedWords(asked) : ''}`;
}

const askedWords = ({ by, service }: AskedAtStart) =>
  `; its init container ${by} asks for Service ${service.name}, which has no ready pod${service.idle ? `: ${service.idle.word} is scaled to 0` : ''}`;

function trailProofs({ behind, still, asked }: Trail): Proof[] {
  if (asked)
    return [{ step: 'get', quote: `init container ${asked.by}: ${asked.line}`, path: `spec.template.spec.initContainers[${asked.by}]` }];
  const event = behind ?? still?.stopped;
  return event ? [{ ...eventProof(event), step: `events ${event.involvedObject?.name}` }] : [];
}

function fixesOf(given: FailedJob, { behind, still, asked }: Trail, subject: Subject, evidence: Evidence): Fix[] {
  const fix = new WorkloadFix(subject, evidence);
  if (behind) return startFixes(subject, evidence);
  if (still) return [asSidecars(still.running, fix)];
  const seconds = given.job.spec.activeDeadlineSeconds;
  if (given.isLate && seconds) return [...scaledUp(asked, fix), moreTime(seconds, fix)];
  return hasEndedPod(given, { behind }, subject) ? [keepPods(fix)] : [];
}

const scaledUp = (asked: AskedAtStart | undefined, fix: WorkloadFix): Fix[] =>
  asked?.service.idle
    ? [scaleUp(asked.service.idle.word, fix.subject.namespace, { again: true, isHeadless: asked.service.isHeadless }, fix)]
    : [];

const moreTime = (seconds: number, fix: WorkloadFix): Fix =>
  fix.patchJob(`give it more time than ${seconds} s, if it does useful work all that time`, { activeDeadlineSeconds: seconds * 10 });

const keepPods = (fix: WorkloadFix): Fix =>
  fix.patchJob('run it once more with restartPolicy Never, which leaves the pods that fail: their logs then tell why', {
    template: { spec: { restartPolicy: 'Never' } },
  });
