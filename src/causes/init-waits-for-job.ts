import { decidedBy, loggedLines } from '../evidence/end.ts';
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { specProof } from '../evidence/proof.ts';
import { isWaiting, type Subject } from '../evidence/subject.ts';
import { secondsRunning } from '../evidence/trouble.ts';
import { settingObject } from '../findings/setting-proof.ts';
import { advised } from '../fixes/fix.ts';
import { letJobRun } from '../fixes/missing-table.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { commandLine } from '../kube/pod.ts';
import { isSlip, nearest } from '../nearest.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import { awaitedWork } from '../trace/network/awaited-work.ts';
import { startText } from '../trace/programs/start-text.ts';
import { JOB_STATES, jobNamed, type MigrationJob, tableMaker } from '../trace/servers/table-maker.ts';
import { settingsOf } from '../trace/settings/settings.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const initWaitsForJob: Cause = {
  id: 'init-waits-for-job',
  title: 'an init container waits for the work of a Job that has failed, or is not there',
  tier: 'environment',
  covers: ['init.hang', 'init.order', 'dep.migration', 'job.backoff-limit'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    if (!isWaiting(subject) || subject.attempt) return undefined;
    const { container, namespace } = subject;
    if (isRefused(subject)) return undefined;
    const absent = absentJob(subject, evidence);
    if (absent) return absent;
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

/** It asks another namespace or cluster, or a variable has the name. */
const ELSEWHERE = /\s(?:-n|--(?:namespace|context|cluster|kubeconfig|server)\b|-s\s+https?:)|\$/;
/** Another number is another version, of which the work is another. */
const digitsOf = (name: string) => name.replace(/\D+/g, ' ').trim();

/** A Job of that name is not there, or not any more. */
function absentJob(subject: Subject, evidence: Evidence): Match | undefined {
  const name = only(awaitedWork(subject, evidence).jobs);
  const jobs = valueOf(evidence.list('jobs', subject.namespace));
  const text = startText(subject, evidence)?.text ?? commandLine(subject.container).join(' ');
  if (name === undefined || !jobs || jobs.some(({ metadata }) => metadata.name === name) || ELSEWHERE.test(text)) return undefined;
  const fix = new WorkloadFix(subject, evidence);
  const near = nearest(
    name,
    jobs.map(({ metadata }) => metadata.name).filter((one) => isSlip(one, name) && digitsOf(one) === digitsOf(name)),
  );
  const told =
    near === undefined ? undefined : only(settingsOf(subject, evidence).filter(({ written }) => written?.split(name).length === 2));
  const renamed =
    told && near
      ? changeSettings(`let it wait for Job ${near}`, [{ setting: told, to: (told.written ?? '').replace(name, near) }], fix)
      : undefined;
  return {
    summary: `init container ${subject.container.name} waits for Job ${name}, and there is none in namespace ${subject.namespace}${near ? `, but ${near}` : '; it is not made yet, or it has ended and was deleted (ttlSecondsAfterFinished, a hook of Helm)'}`,
    confidence: 'certain',
    object: told ? settingObject(told, fix) : fix.containerObject('command'),
    proof: [
      specProof(subject, 'command', commandLine(subject.container).join(' ').slice(0, 300)),
      {
        step: 'get jobs',
        quote:
          jobs
            .map(({ metadata }) => metadata.name)
            .slice(0, 5)
            .join(', ') || 'none',
      },
    ],
    fixes: [renamed ?? advised(`let Job ${name} be there for as long as it is waited for, or take the wait out`)],
  };
}

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
