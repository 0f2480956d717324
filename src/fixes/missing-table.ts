/** Fixes for a table that a database lacks. */

import { type Evidence, valueOf } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { WITHOUT_CONTROLLER } from '../kube/job.ts';
import type { Fix } from '../report.ts';
import type { DataAnew } from '../trace/servers/data-anew.ts';
import { FIRST_DATABASE, FIRST_USER, ROOT_PASSWORD, serverName, serverVariable } from '../trace/servers/server.ts';
import type { OtherDatabase, TableMaker } from '../trace/servers/table-maker.ts';
import type { LaterTable } from '../trace/texts/sql-order.ts';
import { inContainer, kubectl } from './command.ts';
import { advised, changing, restarting } from './fix.ts';
import { patchObject, runCommands } from './object.ts';
import { WorkloadFix } from './workload.ts';

type OfJob = Extract<TableMaker, { by: 'job' }>;
type OfFirstStart = Extract<TableMaker, { by: 'first-start' }>;

/** Until the Job has run well, then the program anew. */
export function afterJob({ job }: OfJob, subject: Subject, evidence: Evidence): string {
  const wait = kubectl(evidence, subject.namespace, ['wait', `job/${job}`, '--for=condition=Complete', '--timeout=120s']);
  return `${wait} && ${new WorkloadFix(subject, evidence).restartCommand()}`;
}

export function letJobRun(maker: OfJob, subject: Subject, evidence: Evidence): Fix | undefined {
  const { job, state } = maker;
  const after = afterJob(maker, subject, evidence);
  if (maker.anew) return runAgain(maker, maker.anew, after, subject, evidence);
  if (state === 'running') return restarting(`wait for Job ${job}, then start it again`, after);
  if (state !== 'suspended') return undefined;
  const resume = kubectl(evidence, subject.namespace, ['patch', 'job', job], ['-p', JSON.stringify({ spec: { suspend: false } })]);
  return restarting(`let Job ${job} run`, `${resume} && ${after}`);
}

/** One that has ended never runs again: it is made anew. */
function runAgain({ job }: OfJob, { volume, pod }: DataAnew, after: string, { namespace }: Subject, evidence: Evidence): Fix {
  const whole = kubectl(
    evidence,
    namespace,
    ['patch', 'job', job, '--dry-run=client', '-o', 'yaml', '--type=merge'],
    ['-p', JSON.stringify(WITHOUT_CONTROLLER)],
  );
  const anew = `${whole} | ${kubectl(evidence, namespace, ['replace', '--force', '-f', '-'])}`;
  return restarting(
    `run Job ${job} again; so that it stays, put a PersistentVolumeClaim in the place of volume ${volume} of ${pod}`,
    `${anew} && ${after}`,
  );
}

/** The work of a Job done in the pod itself, before the program starts, or the Job's claim in place of the volume that it does not know. */
export function doneByJob({ here, job, maker, their }: OtherDatabase, fix: WorkloadFix): Fix | undefined {
  const claim = their.persistentVolumeClaim?.claimName;
  const { pod, container } = fix.subject;
  if (here && claim !== undefined) {
    const index = (pod.spec.volumes ?? []).findIndex(({ name }) => name === here.volume.name);
    const volume = { name: here.volume.name, persistentVolumeClaim: { claimName: claim } };
    return fix.patchJson(`mount claim ${claim} there, as Job ${job.metadata.name} does`, [
      { op: 'replace', path: `/volumes/${index}`, value: volume },
    ]);
  }
  const volumes = (job.spec.template?.spec?.volumes ?? []).filter(({ name }) => name !== their.name);
  const isTaken = (pod.spec.initContainers ?? []).some(({ name }) => name === maker.name) || maker.name === container.name;
  const own = (pod.spec.volumes ?? []).map(({ name }) => name);
  if (!here || isTaken || volumes.some((one) => own.includes(one.name) || !(one.configMap ?? one.secret ?? one.emptyDir))) return undefined;
  const { name, image, imagePullPolicy, command, args, workingDir, env, envFrom, securityContext, resources } = maker;
  const volumeMounts = (maker.volumeMounts ?? []).map((mount) =>
    mount.name === their.name ? { ...mount, name: here.volume.name } : mount,
  );
  const init = { name, image, imagePullPolicy, command, args, workingDir, env, envFrom, securityContext, resources, volumeMounts };
  return fix.patchSpec(`do what Job ${job.metadata.name} does in an init container, with volume ${here.volume.name}`, {
    initContainers: [init],
    ...(volumes.length > 0 ? { volumes } : {}),
  });
}

/** Names that sort as their numbers do. What has run already is known to some tools by its name; these files never got so far. */
export function makeFirst({ object, key, maker, padded }: LaterTable, subject: Subject, evidence: Evidence): Fix {
  const map = valueOf(evidence.object('configmaps', subject.namespace, object));
  const fix = new WorkloadFix(subject, evidence);
  const target = map && { word: 'configmap', metadata: map.metadata, namespace: subject.namespace };
  const isListed = (subject.pod.spec.volumes ?? []).some(({ configMap }) => configMap?.name === object && configMap.items);
  const renamed = Object.entries(padded ?? {}).filter(([from, to]) => from !== to);
  if (!target || map.immutable || isListed || renamed.length === 0) return advised(`give ${maker} a name that sorts before ${key}`);
  const data = Object.fromEntries(
    renamed.flatMap(([from, to]) => [
      [from, null],
      [to, map.data?.[from] ?? ''],
    ]),
  );
  const words = renamed.map(([from, to]) => `${from} as ${to}`).join(', ');
  return patchObject(`call them by numbers of one length: ${words}`, target, { data }, fix, { again: true });
}

/** The script by hand, in the database that the image made at its first start. */
export function runScript({ server, path, key }: OfFirstStart, subject: Subject, evidence: Evidence): Fix {
  const words: Fix = changing(`run ${key} in the database of ${serverName(server)} by hand`);
  const { pod, container, namespace } = server;
  const client = pod && container && /\.sql$/.test(path) && clientOf(server, path);
  if (!client) return words;
  const command = inContainer(evidence, namespace, pod, container, client);
  return runCommands(words.text, [command], new WorkloadFix(subject, evidence), { again: true });
}

const WORD = /^[\w.-]{1,63}$/;

function clientOf(server: OfFirstStart['server'], path: string): string[] | undefined {
  const user = serverVariable(server, FIRST_USER);
  const database = serverVariable(server, FIRST_DATABASE);
  const variables = server.variables.map(({ name = '' }) => name);
  const known = [user, database].every((one) => one === undefined || WORD.test(one.value ?? ''));
  if (!known || !/^[\w./-]+$/.test(path)) return undefined;
  if (variables.some((name) => name.startsWith('POSTGRES'))) {
    const superuser = user?.value ?? 'postgres';
    return ['psql', '-v', 'ON_ERROR_STOP=1', '-U', superuser, '-d', database?.value ?? superuser, '-f', path];
  }
  const root = ROOT_PASSWORD.find((name) => variables.includes(name));
  return root && database?.value
    ? ['sh', '-c', `"$(command -v mariadb || command -v mysql)" -uroot -p"$${root}" ${database.value} < ${path}`]
    : undefined;
}
