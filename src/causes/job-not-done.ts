import { escaped } from '../escaped.ts';
import { decidedBy, loggedLines } from '../evidence/end.ts';
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, logStep } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { afterJob, letJobRun } from '../fixes/missing-table.ts';
import { isOwnedBy } from '../kube/metadata.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import { JOB_STATES, jobNamed } from '../trace/servers/table-maker.ts';
import { type Cause, RUNG } from './cause.ts';

/** What it says last, with the lines of a trace around it. */
const LAST = 4;

export const jobNotDone: Cause = {
  id: 'job-not-done',
  title: 'it wants the work of a Job, which has failed',
  tier: 'environment',
  covers: ['job.backoff-limit', 'dep.migration'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const { attempt, container, namespace } = subject;
    if (!attempt?.exitCode) return undefined;
    const said = jobSpokenOf(subject, evidence);
    const job = said && jobNamed(said.job, subject, evidence);
    if (!said || !job || job === 'pending' || job.state === 'done' || job.state === 'running') return undefined;
    const resume = job.state === 'suspended' ? letJobRun(job, subject, evidence) : undefined;
    return {
      summary: `container ${container.name} gives up with exit code ${attempt.exitCode}, in its own words: ${said.line.slice(0, 200)}; Job ${job.job} ${JOB_STATES[job.state]}`,
      confidence: 'likely',
      object: { kind: 'Job', namespace, name: job.job },
      proof: [
        { step: logStep(subject), quote: said.line.slice(0, 300) },
        { step: `get job ${job.job}`, quote: job.proof },
        attemptProof(subject),
      ],
      fixes: present(resume),
      decides: `whether it is the work of Job ${job.job} that it lacks`,
      ...(job.pod && job.state !== 'suspended'
        ? { leadsTo: [{ namespace, name: job.pod.metadata.name }], afterwards: afterJob(job, subject, evidence) }
        : {}),
    };
  },
};

const ABOUT = /\bjobs?\b/i;
/** It misses the work, and does not tell of a Job that it makes, or of the queue that it works on. */
const LACKS =
  /\b(?:not|no|never|missing|first|failed|failing|incomplete|wait(?:ed|ing|s)?|before|until|absent|empty|lacks?|needs?|requires?|expect(?:s|ed)?)\b|n't\b/i;
const MAKES =
  /already exists|\bforbidden\b|\b(?:not|n't|failed to|unable to) (?:create|start|schedule|submit|patch|delete|enqueue|add)\b|\bcannot (?:create|start|schedule|submit|patch|delete)/i;

interface Spoken {
  job: string;
  line: string;
}

/** job/seed, job "seed", the seed job: the only Job of the namespace that its last words name. */
function jobSpokenOf(subject: Subject, evidence: Evidence): Spoken | undefined {
  const spoken = loggedLines(subject).flatMap((line, at) => (line.trim() === '' ? [] : [{ line, at }]));
  // What ended it, where that is said behind, and of something else, is the reason.
  const end = decidedBy(subject);
  const lines = spoken
    .slice(-LAST)
    .filter(
      ({ line, at }) => ABOUT.test(line) && LACKS.test(line) && !MAKES.test(line) && !(end && end.line > at && !ABOUT.test(end.quote)),
    )
    .map(({ line }) => line);
  if (lines.length === 0) return undefined;
  const jobs = (valueOf(evidence.list('jobs', subject.namespace)) ?? []).filter(({ metadata }) => !isOwnedBy(subject.pod, metadata.uid));
  return only(
    jobs.flatMap(({ metadata: { name } }): Spoken[] => {
      const form = new RegExp(
        `\\bjobs?(?:\\.batch)?(?:/| )["'\`]?${escaped(name)}(?![\\w-])|(?<![\\w-])${escaped(name)}["'\`]? job\\b`,
        'i',
      );
      const line = lines.findLast((one) => form.test(one));
      return line === undefined ? [] : [{ job: name, line: line.trim() }];
    }),
  );
}
