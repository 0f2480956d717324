/** What was meant to make a table that a program does not find: a Job of the namespace, or a script that the server's image runs at its first start. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { failureOfJob, isComplete } from '../../kube/job.ts';
import { isOwnedBy, newestOf } from '../../kube/metadata.ts';
import { commandLine } from '../../kube/pod.ts';
import type { Container, Pod, Workload } from '../../kube/shapes.ts';
import { configFiles } from '../files/mounted-file.ts';
import { makesTable } from '../texts/sql.ts';
import { type Server, serverOf, serverSubject } from './server.ts';

export type TableMaker =
  /** `says`: its own text makes the table; else only its name speaks of migrations. `pod`: the newest of its pods that did not succeed. */
  | { by: 'job'; job: string; says: boolean; state: JobState; pod: Pod | undefined; proof: string }
  | { by: 'first-start'; server: Server; object: string; key: string; path: string };

export type JobState = 'done' | 'failed' | 'suspended' | 'failing' | 'running';

/** For the end of a sentence. */
export const JOB_STATES: Readonly<Record<JobState, string>> = {
  done: 'has run well, so this may be another database than the one that it worked on',
  failed: 'has failed',
  failing: 'has not succeeded yet: its pods fail',
  running: 'has not ended yet',
  suspended: 'is suspended',
};

/** Folder whose scripts the images of postgres, mysql, mariadb and mongo run, only while the data folder is empty (docker-library/postgres:docker-entrypoint.sh). */
const FIRST_START = '/docker-entrypoint-initdb.d/';
const MIGRATES = /migrat|flyway|liquibase|alembic|prisma|goose|knex|sequelize|\bschema\b|\bseed|db-?init|init-?db|create-?tables?/i;

export function tableMaker(table: string, subject: Subject, evidence: Evidence): TableMaker | 'pending' | undefined {
  const jobs = evidence.list('jobs', subject.namespace);
  const server = serverOf(subject, evidence, ['table-missing']);
  if (jobs.state === 'pending' || server === 'pending') return 'pending';
  const behind = server && serverSubject(server, evidence);
  const script =
    behind &&
    configFiles(behind, evidence).find(({ path, text }) => path.startsWith(FIRST_START) && makesTable(valueOf(text) ?? '', table));
  if (server && script) return { by: 'first-start', server, object: script.name, key: script.key, path: script.path };
  return ofJobs(valueOf(jobs) ?? [], table, subject, evidence);
}

export type MigrationJob = Extract<TableMaker, { by: 'job' }>;

/** The only Job of the namespace that is called like one that migrates a database. */
export function migrationJob(subject: Subject, evidence: Evidence): MigrationJob | undefined {
  const found = ofJobs(valueOf(evidence.list('jobs', subject.namespace)) ?? [], undefined, subject, evidence);
  return found !== 'pending' && found?.by === 'job' ? found : undefined;
}

function ofJobs(
  jobs: readonly Workload[],
  table: string | undefined,
  subject: Subject,
  evidence: Evidence,
): TableMaker | 'pending' | undefined {
  const others = jobs.filter(({ metadata }) => !isOwnedBy(subject.pod, metadata.uid));
  const writing =
    table === undefined ? [] : others.filter((job) => textsOf(job, subject, evidence).some((text) => makesTable(text, table)));
  const called = others.filter(({ metadata, spec }) =>
    MIGRATES.test([metadata.name, ...(spec.template?.spec?.containers ?? []).flatMap(wordsOf)].join(' ')),
  );
  const [job, second] = writing.length ? writing : called;
  if (!job || second) return undefined;
  const pods = evidence.list('pods', subject.namespace);
  if (pods.state === 'pending') return 'pending';
  const pod = newestOf((valueOf(pods) ?? []).filter((one) => one.status.phase !== 'Succeeded' && isOwnedBy(one, job.metadata.uid)));
  const failed = failureOfJob(job);
  const state: JobState = isComplete(job)
    ? 'done'
    : failed
      ? 'failed'
      : job.spec.suspend
        ? 'suspended'
        : job.status?.failed
          ? 'failing'
          : 'running';
  const counts = `succeeded ${job.status?.succeeded ?? 0}, failed ${job.status?.failed ?? 0}`;
  const proof = failed ? `${failed.reason}: ${failed.message ?? ''}` : counts;
  return { by: 'job', job: job.metadata.name, says: writing.length > 0, state, pod, proof };
}

const wordsOf = ({ name, image = '', command = [], args = [] }: Container) => [name, image, ...command, ...args];

/** The files that ConfigMaps put before a Job's containers, and its own command lines. */
function textsOf({ spec }: Workload, { namespace, pod }: Subject, evidence: Evidence): string[] {
  const template = spec.template?.spec;
  return (template?.containers ?? []).flatMap((container) => [
    commandLine(container).join(' '),
    ...configFiles({ container, namespace, pod: { ...pod, spec: { ...template, containers: [container] } } }, evidence).flatMap(
      ({ text }) => valueOf(text) ?? [],
    ),
  ]);
}
