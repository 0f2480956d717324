import { attemptProof } from '../evidence/proof.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { tracedTo } from '../trace/network/dependency.ts';
import { addressOf, failing } from '../trace/network/failing.ts';
import { type Cause, RUNG } from './cause.ts';

export const dependencyLate: Cause = {
  id: 'dependency-late',
  title: 'it started before the program that it needs',
  tier: 'environment',
  covers: ['dep.conn-refused', 'dep.no-endpoints', 'dep.db-unreachable', 'dep.dns-down'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const traced = tracedTo('came-later', subject, evidence);
    if (!traced) return undefined;
    const {
      connection,
      fault: { what, changed, service, namespace },
    } = traced;
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: `${failing(subject, connection)}: ${changed ? `${what} was changed after that run had ended, and has ready pods now` : `${what} ${what.includes('servers') ? 'were' : 'was'} ready only after that run had ended`}, so the next try should succeed`,
      confidence: 'likely',
      ...(service ? { object: { kind: 'Service', namespace: namespace ?? subject.namespace, name: service.metadata.name } } : {}),
      proof: [
        connection.proof,
        attemptProof(subject),
        changed
          ? {
              step: `get svc ${service?.metadata.name}`,
              quote: `changed ${changed.time} by ${changed.manager}; the run ended ${subject.attempt?.finishedAt}`,
              path: 'metadata.managedFields',
            }
          : {
              step: 'get pod',
              quote: `${what}: there since a time after ${subject.attempt?.finishedAt ?? 'the crash'}`,
              path: 'status.conditions[Ready].lastTransitionTime',
            },
      ],
      fixes: [
        fix.restart(
          changed
            ? 'start it again now, or leave it to its next try'
            : `start it again now; to wait for ${addressOf(connection)} in the program, or in an init container, keeps it from happening at every start`,
        ),
      ],
      decides: 'whether the next run gets on',
    };
  },
};
