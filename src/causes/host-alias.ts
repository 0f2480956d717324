import { endProof } from '../evidence/proof.ts';
import { type JsonPatch, WorkloadFix } from '../fixes/workload.ts';
import { tracedTo } from '../trace/network/dependency.ts';
import { failing } from '../trace/network/failing.ts';
import type { HostAlias } from '../trace/network/host-alias.ts';
import { leadsToSelf } from '../trace/network/place.ts';
import { type Cause, RUNG } from './cause.ts';

export const hostAlias: Cause = {
  id: 'host-alias',
  title: "the pod's hostAliases lead the name of a Service elsewhere",
  tier: 'kubernetes',
  covers: ['dep.conn-refused', 'dep.timeout', 'dep.localhost'],
  rung: RUNG.confirmed - 1,

  detect(subject, evidence) {
    const traced = tracedTo('host-alias', subject, evidence);
    if (!traced) return undefined;
    const {
      connection,
      fault: { alias, runs, service },
    } = traced;
    const { hostAliases = [] } = subject.pod.spec;
    const fix = new WorkloadFix(subject, evidence);
    const where = leadsToSelf(alias.ip) ? `${alias.ip}, which is the pod itself` : alias.ip;
    return {
      summary: `${failing(subject, connection)}: hostAliases of the pod say that ${alias.hostname} is ${where}; without that entry it is Service ${service.metadata.name}`,
      confidence: runs ? 'certain' : 'likely',
      object: fix.object(`hostAliases[${alias.ip}]`),
      proof: [
        connection.proof,
        { step: 'get', quote: `hostAliases: ${alias.ip} ${alias.hostnames.join(' ')}`, path: `spec.hostAliases[${alias.index}]` },
        { step: `get svc ${service.metadata.name}`, quote: runs ? 'exists, with ready pods' : 'exists' },
        ...endProof(connection, subject),
      ],
      fixes: [fix.patchJson(`take ${alias.hostname} out of hostAliases`, [without(alias, hostAliases.length)])],
      ...(runs ? {} : { decides: `whether Service ${service.metadata.name} answers, to which the name leads without the entry` }),
    };
  },
};

/** The entry goes with its last name, and the list with its last entry. */
function without({ hostname, index, hostnames }: HostAlias, entries: number): JsonPatch {
  const path = hostnames.length > 1 ? `/${index}/hostnames/${hostnames.indexOf(hostname)}` : entries > 1 ? `/${index}` : '';
  return { op: 'remove', path: `/hostAliases${path}` };
}
