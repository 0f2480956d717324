import { valueOf } from '../evidence.ts';
import { kubectl } from '../fixes/command.ts';
import { patchKeys } from '../fixes/keys.ts';
import { runCommands } from '../fixes/object.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { decisiveFact } from '../logs/reading.ts';
import { attemptProof, logProof } from '../proof.ts';
import type { Subject } from '../subject.ts';
import { wrongTable } from '../trace/sql.ts';
import { type Cause, RUNG } from './cause.ts';

export const tableMissing: Cause = {
  id: 'table-missing',
  title: 'the database has no table of that name',
  tier: 'environment',
  covers: ['dep.db-missing', 'dep.migration', 'init.crash'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decisiveFact(valueOf(subject.log()), 'table-missing');
    if (!fact) return undefined;
    const { table } = fact.fields;
    const { container, namespace } = subject;
    const wrong = table === undefined ? undefined : wrongTable(table, subject, evidence);
    const fix = new WorkloadFix(subject, evidence);
    const what = table === undefined ? 'a table that the database does not have' : `table ${table}, which the database does not have`;
    const where = wrong
      ? `: ConfigMap ${wrong.object} key ${wrong.key}, line ${wrong.line} names it${wrong.near ? `, and the table that is made is ${wrong.near}` : ', and nothing there makes it'}`
      : '';
    return {
      summary: `${subject.kind === 'init' ? 'init container' : 'container'} ${container.name} asks for ${what}${where}${wrong ? '' : migrates(subject) ? '; its own migrations do not make it' : '; its migrations have not run on this database, or this is another database'}`,
      confidence: wrong?.near ? 'certain' : 'likely',
      object: wrong
        ? { kind: 'ConfigMap', namespace, name: wrong.object, field: `data[${wrong.key}]` }
        : { kind: fix.owner.kind, namespace, name: fix.owner.name },
      proof: [
        logProof(subject, fact),
        ...(wrong
          ? [
              {
                step: `get cm ${wrong.object}`,
                quote: `${wrong.key} line ${wrong.line}: ${wrong.text.slice(0, 200)}`,
                path: `data[${wrong.key}]`,
              },
            ]
          : []),
        attemptProof(subject),
      ],
      fixes:
        wrong?.corrected && wrong.near
          ? [
              runCommands(
                `write ${wrong.near} for ${table} in ${wrong.key}`,
                [patchKeys(evidence, namespace, { sort: 'ConfigMap', name: wrong.object }, { [wrong.key]: wrong.corrected })],
                fix,
                { again: true },
              ),
            ]
          : wrong
            ? [
                runCommands(
                  `correct line ${wrong.line} of ${wrong.key}`,
                  [kubectl(evidence, namespace, ['edit', 'configmap', wrong.object])],
                  fix,
                  { again: true },
                ),
              ]
            : [
                {
                  text: 'run the migrations against this database, or correct the address of the database',
                  changes: true,
                  restarts: false,
                  asks: [],
                },
              ],
      decides: 'which tables the database has, and which migrations have run on it',
    };
  },
};

const migrates = ({ container, kind }: Subject) =>
  kind === 'init' ||
  /migrat|flyway|liquibase|alembic|goose|prisma/i.test(
    [container.name, container.image ?? '', ...(container.command ?? []), ...(container.args ?? [])].join(' '),
  );
