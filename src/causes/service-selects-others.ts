import { endProof } from '../evidence/proof.ts';
import { kubectl } from '../fixes/command.ts';
import { patchObject } from '../fixes/object.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { labelsText } from '../kube/selector.ts';
import { tracedTo } from '../trace/network/dependency.ts';
import { failing, selectorText } from '../trace/network/failing.ts';
import { type Cause, RUNG } from './cause.ts';

export const serviceSelectsOthers: Cause = {
  id: 'service-selects-others',
  title: 'the Service selects pods of another program, too',
  tier: 'kubernetes',
  covers: ['dep.conn-refused', 'dep.service-port', 'dep.no-endpoints'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const traced = tracedTo('selects-others', subject, evidence);
    if (!traced) return undefined;
    const {
      connection,
      fault: { service, namespace, mixed },
    } = traced;
    const { port, right, others, labels } = mixed;
    const { name } = service.metadata;
    const named = others.slice(0, 3).map(({ metadata }) => metadata.name);
    const list = `${named.join(', ')}${others.length > named.length ? ', …' : ''}`;
    return {
      summary: `${failing(subject, connection)}: Service ${name} selects ${selectorText(service)}, and ${others.length} of its ${right.length + others.length} pods declare no port ${port} (${list}), so a part of the calls ends where nothing listens; by its port, ${right[0]?.metadata.name} is meant`,
      confidence: 'likely',
      object: { kind: 'Service', namespace, name, field: 'spec.selector' },
      proof: [
        connection.proof,
        { step: `get svc ${name}`, quote: `selector ${selectorText(service)}`, path: 'spec.selector' },
        {
          step: 'get pod',
          quote: `declare port ${port}: ${right.map(({ metadata }) => metadata.name).join(', ')}; do not: ${list}`,
          command: kubectl(evidence, namespace, ['get', 'pod', '-l', selectorText(service)]),
        },
        ...endProof(connection, subject),
      ],
      fixes: [
        patchObject(
          `let Service ${name} select ${labelsText(labels)}, too, which only the pods with port ${port} have`,
          { word: 'service', metadata: service.metadata, namespace },
          { spec: { selector: labels } },
          new WorkloadFix(subject, evidence),
          { again: !connection.waits },
        ),
      ],
      decides: `whether pod ${named[0]} listens on ${port}, though it does not say so`,
    };
  },
};
