import { pointAtPort } from '../fixes/hosts.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { attemptProof } from '../proof.ts';
import { tracedTo } from '../trace/dependency.ts';
import { failing } from '../trace/failing.ts';
import { RUNG, type Cause } from './cause.ts';

export const servicePort: Cause = {
  id: 'service-port',
  title: 'it calls a port that the Service does not have',
  tier: 'kubernetes',
  covers: ['dep.service-port', 'dep.conn-refused', 'dep.timeout', 'init.hang'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const traced = tracedTo('no-such-port', subject, evidence);
    if (!traced) return undefined;
    const { connection, fault: { service, namespace, ports } } = traced;
    const { name } = service.metadata;
    const numbers = [...new Set(ports.map(({ port }) => port))];
    const fix = new WorkloadFix(subject, evidence);
    const [only] = numbers;
    const pointed = only !== undefined && numbers.length === 1 ? pointAtPort(only, connection, fix, `call port ${only} of ${name}`) : undefined;
    const where = pointed?.places.length ? ` (${pointed.places.join(', ')})` : '';
    return {
      summary: `${failing(subject, connection)}: Service ${name} has no port ${connection.port}${where}; it has ${numbers.join(', ')}`,
      confidence: 'certain',
      object: { kind: fix.owner.kind, namespace: subject.namespace, name: fix.owner.name, ...(pointed?.places[0] ? { field: pointed.places[0] } : {}) },
      proof: [
        connection.proof,
        { step: `get svc ${name}`, quote: `ports ${ports.map((one) => `${one.port}${one.name ? ` (${one.name})` : ''}`).join(', ')}; namespace ${namespace}`, path: 'spec.ports' },
        ...(connection.waits ? [] : [attemptProof(subject)]),
      ],
      fixes: [pointed?.fix ?? { text: `call ${name} at port ${numbers.join(' or ')}: where the program takes the port from is not in its pod spec`, changes: true, restarts: true, asks: [] }],
    };
  },
};
