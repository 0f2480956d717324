import { decidedBy, loggedLines } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { specProof } from '../evidence/proof.ts';
import { isWaiting, type Subject } from '../evidence/subject.ts';
import { secondsRunning } from '../evidence/trouble.ts';
import { letJobRun } from '../fixes/missing-table.ts';
import { commandLine } from '../kube/pod.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import { awaitedWork } from '../trace/network/awaited-work.ts';
import { JOB_STATES, jobNamed, type MigrationJob, tableMaker } from '../trace/servers/table-maker.ts';
import { type Cause, RUNG } from './cause.ts';

export const initWaitsForJob: Cause = {
  id: 'init-waits-for-job',
  title: 'an init container waits for the work of a Job that has failed',
  tier: 'environment',
  covers: ['init.hang', 'init.order', 'dep.migration', 'job.backoff-limit'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    if (!isWaiting(subject) || subject.attempt) return undefined;
    const { container, namespace } = subject;
    if (isRefused(subject)) return undefined;
    const awaited = awaitedJob(subject, evidence);
    if (!awaited) return undefined;
    const { maker, table } = awaited;
    const { job, state, pod, says, proof } = maker;
    if (state === 'done' || state === 'running') return undefined;
    const resume = state === 'suspended' ? letJobRun(maker, subject, evidence) : undefined;
    return {
      summary: `init container ${container.name} waits for ${table === undefined ? `Job ${job}, which` : `table ${table}: Job ${job}, which ${says ? 'makes it' : 'is called like one that makes tables'},`} ${JOB_STATES[state]}`,
      confidence: table === undefined || says ? 'certain' : 'likely',
      object: { kind: 'Job', namespace, name: job },
      proof: [
        specProof(subject, 'command', commandLine(container).join(' ').slice(0, 300)),
        { step: `get job ${job}`, quote: proof },
        {
          step: 'get',
          quote: `running for ${Math.round(secondsRunning(subject.status, evidence))} s`,
          path: `status.initContainerStatuses[${container.name}].state.running`,
        },
      ],
      fixes: present(resume),
      decides: `whether Job ${job} is the one that makes it`,
      ...(pod && state !== 'suspended' ? { leadsTo: [{ namespace, name: pod.metadata.name }] } : {}),
    };
  },
};

/** What it says now is that it does not even come to ask, and that does not pass: no Job would end that. */
function isRefused(subject: Subject): boolean {
  const fact = decidedBy(subject, ...NEVER_ASKED);
  const last = loggedLines(subject).findLastIndex((line) => line.trim() !== '');
  return fact !== undefined && fact.line >= last - 2;
}

const NEVER_ASKED = [
  'name-unresolved',
  'auth-failed',
  'client-refused',
  'request-refused',
  'role-missing',
  'database-missing',
  'rbac-forbidden',
] as const;

interface AwaitedJob {
  maker: MigrationJob;
  table: string | undefined;
}

function awaitedJob(subject: Subject, evidence: Evidence): AwaitedJob | undefined {
  const { tables, jobs } = awaitedWork(subject, evidence);
  const [name, table] = [only(jobs), only(tables)];
  const named = name === undefined ? undefined : jobNamed(name, subject, evidence);
  if (named && named !== 'pending') return { maker: named, table: undefined };
  const maker = table === undefined ? undefined : tableMaker(table, subject, evidence);
  return maker && maker !== 'pending' && maker.by === 'job' ? { maker, table } : undefined;
}
