/** What was meant to make a table that a program does not find: a Job of the namespace, or a script that the server's image runs at its first start. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { folderPath } from '../../kube/folder.ts';
import { failureOfJob, isComplete } from '../../kube/job.ts';
import { isOwnedBy, newestOf } from '../../kube/metadata.ts';
import { commandLine } from '../../kube/pod.ts';
import type { Container, Pod, Volume, Workload } from '../../kube/shapes.ts';
import { only } from '../../only.ts';
import { configFiles, type MountedFile, mountedFile } from '../files/mounted-file.ts';
import { sqliteFile } from '../files/sqlite-file.ts';
import type { Setting } from '../settings/settings.ts';
import { makesTable } from '../texts/sql.ts';
import { type DataAnew, dataAnew } from './data-anew.ts';
import { type Server, serverOf, serverSubject } from './server.ts';

export type TableMaker =
  /** `anew`: the database has begun anew since the Job ended. `says`: its own text makes the table; else only its name speaks of migrations. `pod`: the newest of its pods that did not succeed. */
  | { by: 'job'; job: string; says: boolean; state: JobState; pod: Pod | undefined; proof: string; anew?: DataAnew }
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
  const maker = ofJobs(valueOf(jobs) ?? [], table, subject, evidence);
  if (!server || maker === 'pending' || maker?.state !== 'done') return maker;
  const ended = valueOf(jobs)?.find(({ metadata }) => metadata.name === maker.job)?.status?.completionTime;
  const anew = dataAnew(server, ended);
  return anew ? { ...maker, anew } : maker;
}

export type MigrationJob = Extract<TableMaker, { by: 'job' }>;

/** The only Job of the namespace that is called like one that migrates a database. */
export function migrationJob(subject: Subject, evidence: Evidence): MigrationJob | undefined {
  const found = ofJobs(valueOf(evidence.list('jobs', subject.namespace)) ?? [], undefined, subject, evidence);
  return found !== 'pending' && found?.by === 'job' ? found : undefined;
}

/** The Job of that name, and how it fares. */
export function jobNamed(name: string, subject: Subject, evidence: Evidence): MigrationJob | 'pending' | undefined {
  const job = valueOf(evidence.list('jobs', subject.namespace))?.find(({ metadata }) => metadata.name === name);
  return job && stateOf(job, true, subject, evidence);
}

/** A SQLite database, and the Job that makes its tables in a volume of its own at the same path. */
export interface OtherDatabase {
  path: string;
  /** The setting that names it. */
  setting: Setting | undefined;
  /** Undefined: no volume is mounted there. */
  here: MountedFile | undefined;
  job: Workload;
  /** Its own text makes the table. */
  says: boolean;
  maker: Container;
  /** Of the Job. */
  their: Volume;
}

export function databaseOfJob(table: string, subject: Subject, evidence: Evidence): OtherDatabase | 'pending' | undefined {
  const named = sqliteFile(undefined, subject, evidence);
  const path = named?.path;
  if (!named || path === undefined) return undefined;
  const here = mountedFile(path, subject);
  if (here && !here.volume.emptyDir && !here.volume.persistentVolumeClaim) return undefined;
  const jobs = evidence.list('jobs', subject.namespace);
  const maker = jobs.state === 'pending' ? 'pending' : ofJobs(valueOf(jobs) ?? [], table, subject, evidence);
  if (maker === 'pending') return 'pending';
  const job = maker?.by === 'job' ? valueOf(jobs)?.find(({ metadata }) => metadata.name === maker.job) : undefined;
  const spec = job?.spec.template?.spec;
  if (!job || !spec || maker?.by !== 'job') return undefined;
  // The program of the Job finds the file where its own mount has the same path.
  const found = spec.containers.flatMap((container) =>
    (container.volumeMounts ?? []).flatMap(({ name, mountPath, subPath }) => {
      const isThere = here ? folderPath(mountPath) === folderPath(here.mount.mountPath) : path.startsWith(`${folderPath(mountPath)}/`);
      const volume = spec.volumes?.find((one) => one.name === name);
      return isThere && volume && subPath === here?.mount.subPath ? [{ container, volume }] : [];
    }),
  );
  const one = only(found);
  const claim = one?.volume.persistentVolumeClaim?.claimName;
  if (!one || !(one.volume.emptyDir ?? claim) || (claim !== undefined && claim === here?.volume.persistentVolumeClaim?.claimName))
    return undefined;
  return { path, setting: named.setting, here, job, says: maker.says, maker: one.container, their: one.volume };
}

function ofJobs(
  jobs: readonly Workload[],
  table: string | undefined,
  subject: Subject,
  evidence: Evidence,
): MigrationJob | 'pending' | undefined {
  const others = jobs.filter(({ metadata }) => !isOwnedBy(subject.pod, metadata.uid));
  const writing =
    table === undefined ? [] : others.filter((job) => textsOf(job, subject, evidence).some((text) => makesTable(text, table)));
  const called = others.filter(({ metadata, spec }) =>
    MIGRATES.test([metadata.name, ...(spec.template?.spec?.containers ?? []).flatMap(wordsOf)].join(' ')),
  );
  const [job, second] = writing.length ? writing : called;
  return job && !second ? stateOf(job, writing.length > 0, subject, evidence) : undefined;
}

function stateOf(job: Workload, says: boolean, subject: Subject, evidence: Evidence): MigrationJob | 'pending' {
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
  return { by: 'job', job: job.metadata.name, says, state, pod, proof };
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
