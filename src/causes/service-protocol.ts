import { endProof } from '../evidence/proof.ts';
import { patchObject } from '../fixes/object.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { tracedTo } from '../trace/network/dependency.ts';
import { failing } from '../trace/network/failing.ts';
import { usualPort } from '../trace/network/server-kinds.ts';
import { type Cause, RUNG } from './cause.ts';

export const serviceProtocol: Cause = {
  id: 'service-protocol',
  title: 'the Service has the port for another protocol',
  tier: 'kubernetes',
  covers: ['dep.service-port', 'dep.timeout', 'dep.conn-refused', 'init.hang'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const traced = tracedTo('other-protocol', subject, evidence);
    if (!traced) return undefined;
    const {
      connection,
      fault: { service, namespace, port, index },
    } = traced;
    const { name } = service.metadata;
    const field = `spec.ports[${index}].protocol`;
    const isTcp = usualPort(connection, subject) !== undefined || /\btcp\b/i.test(connection.fact?.quote ?? '');
    return {
      summary: `${failing(subject, connection)}: Service ${name} has port ${port.port} for ${port.protocol} alone (${field}), and it is asked over TCP`,
      confidence: isTcp ? 'certain' : 'likely',
      object: { kind: 'Service', namespace, name, field },
      proof: [
        connection.proof,
        { step: `get svc ${name}`, quote: `port ${port.port}, protocol ${port.protocol}`, path: field },
        ...endProof(connection, subject),
      ],
      fixes: [
        patchObject(
          `let Service ${name} pass on TCP at port ${port.port}`,
          { word: 'service', metadata: service.metadata, namespace },
          [{ op: 'replace', path: `/spec/ports/${index}/protocol`, value: 'TCP' }],
          new WorkloadFix(subject, evidence),
          { again: !connection.waits },
        ),
      ],
      decides: 'which protocol the program speaks',
    };
  },
};
