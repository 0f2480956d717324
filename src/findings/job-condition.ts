/** Causes that a Job's own Failed condition tells. */

import type { Cause } from '../causes/cause.ts';
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, eventProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { scaleUp } from '../fixes/scale-up.ts';
import { asSidecars } from '../fixes/start-first.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { failureOfJob } from '../kube/job.ts';
import type { Event } from '../kube/shapes.ts';
import type { Proof } from '../report.ts';
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
    const { pod, namespace, attempt } = subject;
    const name = pod.metadata.ownerReferences?.find(({ kind }) => kind === 'Job')?.name;
    const job = name === undefined ? undefined : valueOf(evidence.object('jobs', namespace, name));
    const failed = failureOfJob(job);
    if (!job || !failed?.reason || !reasons.includes(failed.reason)) return undefined;
    const proof: [Proof, ...Proof[]] = [
      { step: `get job ${name}`, quote: `${failed.reason}: ${failed.message ?? ''}`, path: 'status.conditions[Failed]' },
    ];
    if (attempt) proof.push(attemptProof(subject));
    const behind = attempt ? undefined : startTrouble(job, failed, namespace, evidence);
    if (behind) proof.push({ ...eventProof(behind), step: `events ${behind.involvedObject?.name}` });
    const seconds = job.spec.activeDeadlineSeconds;
    const still = failed.reason === 'DeadlineExceeded' && !attempt && !behind ? stillRunning(job, failed, namespace, evidence) : undefined;
    if (still) proof.push({ ...eventProof(still.stopped), step: `events ${still.stopped.involvedObject?.name}` });
    const late = failed.reason === 'DeadlineExceeded' && !attempt && !behind && !still;
    const asked = late ? askedAtStart(subject, evidence) : undefined;
    if (asked === 'pending') return undefined;
    if (asked)
      proof.push({
        step: 'get',
        quote: `init container ${asked.by}: ${asked.line}`,
        path: `spec.template.spec.initContainers[${asked.by}]`,
      });
    const isRunning = subject.state === 'running';
    const last = isRunning ? valueOf(subject.currentLog())?.lines.findLast((line) => line.trim() !== '') : undefined;
    if (last) proof.push({ step: 'logs', quote: last });
    const fix = new WorkloadFix(subject, evidence);
    // It ends what it counts as active when it gives up; with OnFailure that is the very pod that fails (pkg/controller/job, deleteActivePods).
    const isEnded =
      failed.reason === 'BackoffLimitExceeded' && !attempt && !behind && job.spec.template?.spec.restartPolicy === 'OnFailure';
    // That the Job gave up is sure, and no reason: that stands in the log of its pod.
    const isUnread = attempt !== undefined && failed.reason !== 'DeadlineExceeded' && subject.log().state === 'gap';
    return {
      summary: `Job ${name} has failed: ${WORDS[failed.reason]}${failed.reason === 'DeadlineExceeded' && seconds ? ` (${seconds})` : ''}${attempt ? '' : behind ? `; ${behindWords(behind)}` : still ? `; ${stillWords(still)}` : isRunning ? '; its pod is being ended' : '; its pods are gone, and their logs with them'}${asked ? `; its init container ${asked.by} asks for Service ${asked.service.name}, which has no ready pod${asked.service.idle ? `: ${asked.service.idle.word} is scaled to 0` : ''}` : ''}${isEnded ? ', as with restartPolicy OnFailure the Job ends its pod when it gives up' : ''}${isUnread ? '; why they fail, their log tells, which could not be read' : ''}`,
      confidence: isUnread ? 'possible' : 'certain',
      ...(isUnread ? { decides: 'what its pod wrote into its log before it ended' } : {}),
      object: {
        kind: 'Job',
        namespace,
        name: job.metadata.name,
        ...(failed.reason === 'DeadlineExceeded' ? { field: 'spec.activeDeadlineSeconds' } : {}),
      },
      proof,
      fixes: behind
        ? startFixes(subject, evidence)
        : still
          ? [asSidecars(still.running, fix)]
          : failed.reason === 'DeadlineExceeded' && seconds
            ? [
                ...(asked?.service.idle
                  ? [scaleUp(asked.service.idle.word, subject.namespace, { again: true, isHeadless: asked.service.isHeadless }, fix)]
                  : []),
                fix.patchJob(`give it more time than ${seconds} s, if it does useful work all that time`, {
                  activeDeadlineSeconds: seconds * 10,
                }),
              ]
            : isEnded
              ? [
                  fix.patchJob('run it once more with restartPolicy Never, which leaves the pods that fail: their logs then tell why', {
                    template: { spec: { restartPolicy: 'Never' } },
                  }),
                ]
              : [],
    };
  },
});

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

const behindWords = ({ involvedObject, message = '' }: Event) =>
  `its pod ${involvedObject?.name}, which is gone, had never started: ${message.trim().slice(0, 300)}`;

const stillWords = ({ running, ended }: StillRunning) =>
  `by then container ${ended.join(', ')} had ended, and ${running.join(', ')} ran on: a pod is over only when all its containers have ended`;
