import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { kubectl } from '../fixes/command.ts';
import { look } from '../fixes/fix.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import { type Cause, RUNG } from './cause.ts';

export const migrationFailed: Cause = {
  id: 'migration-failed',
  title: 'a migration of the database failed',
  tier: 'environment',
  covers: ['dep.migration', 'init.crash'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'migration-failed');
    if (!fact) return undefined;
    const { detail, tool, pending } = fact.fields;
    const { container, namespace, pod } = subject;
    const fix = new WorkloadFix(subject, evidence);
    // A lock or a dirty mark is left behind by a run that was cut off, and stays until somebody takes it away.
    const isLeft = /dirty|lock|P3009|failed migration/i.test(fact.quote);
    // Any statement may ask for one, a migration too.
    const isColumn = fact.phrase === 'databases/postgres-column' && tool === undefined;
    return {
      summary: `${subject.kind === 'init' ? 'init container' : 'container'} ${container.name} ${isColumn ? 'asks for a column that the database does not have; its migrations have not run on this database, or this is another database' : pending === undefined ? 'fails in a migration of the database' : 'needs migrations that have not run on its database'}${tool ? ` (${tool})` : ''}: ${detail ?? fact.quote}`,
      confidence: 'likely',
      object: fix.containerObject(),
      proof: [logProof(subject, fact), attemptProof(subject)],
      fixes: [
        look(
          isColumn
            ? 'let the migrations that make it run on this database, correct the one that asks for it too early, or the address of the database'
            : pending !== undefined
              ? `run ${pending} against this database, with this image and its settings (a Job, or an init container before it), or go back to the version that the database is at`
              : isLeft
                ? `an earlier migration was cut off and left its mark: look at the state of the database, and clear the mark with ${tool ? `${tool}'s` : "the tool's"} own command (repair, force, unlock, resolve)`
                : 'correct the migration, or bring the database to the state that it expects',
          kubectl(evidence, namespace, [
            'logs',
            pod.metadata.name,
            '-c',
            container.name,
            ...present(subject.attempt?.log === 'previous' && '--previous'),
            '--tail=40',
          ]),
        ),
      ],
      decides: 'the state of the database, which only its own tools show',
    };
  },
};
