import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, configMapProof, keyObject, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { changeKey } from '../fixes/change-keys.ts';
import { changing } from '../fixes/fix.ts';
import { afterJob, letJobRun, makeFirst, runScript } from '../fixes/missing-table.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { commandLine } from '../kube/pod.ts';
import { decisiveFact } from '../logs/reading.ts';
import type { Fix, ObjectRef, Proof } from '../report.ts';
import { serverName } from '../trace/servers/server.ts';
import { JOB_STATES, type TableMaker, tableMaker } from '../trace/servers/table-maker.ts';
import { tableRefused } from '../trace/servers/table-refused.ts';
import { type WrongTable, wrongTable } from '../trace/texts/sql.ts';
import { type LaterTable, laterTable } from '../trace/texts/sql-order.ts';
import { type Cause, RUNG } from './cause.ts';

export const tableMissing: Cause = {
  id: 'table-missing',
  title: 'the database has no table of that name',
  tier: 'environment',
  covers: ['dep.db-missing', 'dep.migration', 'init.crash'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const log = valueOf(subject.log());
    const fact = decisiveFact(log, 'table-missing');
    // Then the server has said why (request-refused).
    if (!fact || tableRefused(log)) return undefined;
    const { table, service } = fact.fields;
    const { container } = subject;
    const wrong = table === undefined ? undefined : wrongTable(table, subject, evidence);
    const later = table === undefined || wrong ? undefined : laterTable(table, subject, evidence);
    const maker = table !== undefined && service && !wrong && !later ? tableMaker(table, subject, evidence) : undefined;
    if (maker === 'pending') return undefined;
    const what = table === undefined ? 'a table that the database does not have' : `table ${table}, which the database does not have`;
    const leads = maker?.by === 'job' && maker.state !== 'done' && maker.pod;
    return {
      summary: `${subject.kind === 'init' ? 'init container' : 'container'} ${container.name} asks for ${what}${later ? whyLater(later) : whyOf(wrong, maker, subject)}`,
      confidence: wrong || later || (maker?.by === 'job' && maker.says && maker.anew) ? 'certain' : 'likely',
      object: later ? keyObject(subject.namespace, later.object, later.key) : objectOf(wrong, maker, subject, evidence),
      proof: [
        logProof(subject, fact),
        ...(later ? [configMapProof(later.object, `keys ${later.key}, ${later.maker}`)] : proofsOf(wrong, maker)),
        attemptProof(subject),
      ],
      fixes: [later ? makeFirst(later, subject, evidence) : fixOf(wrong, maker, table, subject, evidence)],
      decides: 'which tables the database has, and which migrations have run on it',
      ...(leads
        ? {
            leadsTo: [{ namespace: subject.namespace, name: leads.metadata.name }],
            afterwards: afterJob(maker as Extract<TableMaker, { by: 'job' }>, subject, evidence),
          }
        : {}),
    };
  },
};

const whyLater = ({ object, key, maker, padded }: LaterTable): string =>
  `: ConfigMap ${object} key ${key} names it, and ${maker}, which makes it, comes later${padded ? ': names are sorted as text, not by their numbers' : ', as files are taken in the order of their names'}`;

function whyOf(wrong: WrongTable | undefined, maker: TableMaker | undefined, subject: Subject): string {
  if (wrong)
    return `: ConfigMap ${wrong.object} key ${wrong.key}, line ${wrong.line} names it, and the table that is made is ${wrong.near}`;
  if (maker?.by === 'job') {
    const { anew } = maker;
    const state = anew
      ? `ended before the database began anew: pod ${anew.pod}, made at ${anew.since}, keeps its data in volume ${anew.volume} (${anew.folder}), an emptyDir, which goes with each pod`
      : JOB_STATES[maker.state];
    return `: Job ${maker.job}, which ${maker.says ? 'makes it' : 'is called like one that makes tables'}, ${state}`;
  }
  if (maker)
    return `: ConfigMap ${maker.object} key ${maker.key} makes it, and ${serverName(maker.server)} runs that only at its first start, while its data folder is empty: the table came into that file later, or the script failed then`;
  return migrates(subject)
    ? '; none of its own migrations has made it before'
    : '; its migrations have not run on this database, or this is another database';
}

function proofsOf(wrong: WrongTable | undefined, maker: TableMaker | undefined): Proof[] {
  if (wrong)
    return [
      { step: `get cm ${wrong.object}`, quote: `${wrong.key} line ${wrong.line}: ${wrong.text.slice(0, 200)}`, path: `data[${wrong.key}]` },
    ];
  if (maker?.by === 'job') return [{ step: `get job ${maker.job}`, quote: maker.proof }];
  return maker ? [{ step: `get pod ${maker.server.pod?.metadata.name}`, quote: `volumeMounts: ${maker.path}` }] : [];
}

function objectOf(wrong: WrongTable | undefined, maker: TableMaker | undefined, subject: Subject, evidence: Evidence): ObjectRef {
  const { namespace } = subject;
  if (wrong) return keyObject(namespace, wrong.object, wrong.key);
  if (maker?.by === 'job') return { kind: 'Job', namespace, name: maker.job };
  if (maker) return keyObject(maker.server.namespace, maker.object, maker.key);
  return new WorkloadFix(subject, evidence).object();
}

function fixOf(
  wrong: WrongTable | undefined,
  maker: TableMaker | undefined,
  table: string | undefined,
  subject: Subject,
  evidence: Evidence,
): Fix {
  if (wrong) {
    const { object: name, key, near, corrected } = wrong;
    return changeKey(`write ${near} for ${table} in ${key}`, { name, key }, corrected, new WorkloadFix(subject, evidence));
  }
  if (maker?.by === 'first-start') return runScript(maker, subject, evidence);
  return (
    (maker && letJobRun(maker, subject, evidence)) ??
    changing('run the migrations against this database, or correct the address of the database')
  );
}

const migrates = ({ container, kind }: Subject) =>
  kind === 'init' ||
  /migrat|flyway|liquibase|alembic|goose|prisma/i.test([container.name, container.image ?? '', ...commandLine(container)].join(' '));
