import { endProof } from '../evidence/proof.ts';
import { kubectl } from '../fixes/command.ts';
import { changing } from '../fixes/fix.ts';
import { selectThem } from '../fixes/selector.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { labelsText } from '../kube/selector.ts';
import { isReady } from '../trace/network/backends.ts';
import { tracedTo } from '../trace/network/dependency.ts';
import { failing, selectorText } from '../trace/network/failing.ts';
import { makersOf } from '../trace/network/makers.ts';
import { type Cause, RUNG } from './cause.ts';

export const serviceSelector: Cause = {
  id: 'service-selector',
  title: 'the Service that it calls selects no pod',
  tier: 'kubernetes',
  covers: ['dep.no-endpoints', 'dep.conn-refused', 'init.hang'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const traced = tracedTo('selects-caller', subject, evidence) ?? tracedTo('selects-nothing', subject, evidence);
    if (!traced) return undefined;
    const { connection, fault } = traced;
    const { service, namespace, relabelled } = fault;
    const isCaller = fault.kind === 'selects-caller';
    const makers = isCaller ? [] : makersOf(service, namespace, evidence);
    // Pods that are to come, but are not there: scaled-down has these.
    if (makers === undefined || makers.length > 0) return undefined;
    const { name } = service.metadata;
    const fix = new WorkloadFix(subject, evidence);
    const has = relabelled?.differs.map(({ key, has }) => (has === undefined ? `no label ${key}` : `${key}=${has}`)).join(', ');
    const down = relabelled && !isReady(relabelled.pod) ? relabelled.pod : undefined;
    return {
      summary: `${failing(subject, connection)}: Service ${name} selects ${selectorText(service)}${isCaller ? ', which are labels of the very pods that call it' : `, and no pod of namespace ${namespace} has these labels, so it has no endpoints`}${relabelled ? `; pod ${relabelled.pod.metadata.name} has ${has}${down ? ', and is not ready either' : ''}` : ''}`,
      confidence: 'certain',
      object: { kind: 'Service', namespace, name, field: 'spec.selector' },
      proof: [
        connection.proof,
        { step: `get svc ${name}`, quote: `selector ${selectorText(service)}`, path: 'spec.selector' },
        {
          step: 'get pod',
          quote: `pods with these labels: ${isCaller ? subject.pod.metadata.name : 0}${relabelled ? `; ${relabelled.pod.metadata.name}: ${labelsText(relabelled.pod.metadata.labels ?? {})}` : ''}`,
          command: kubectl(evidence, namespace, ['get', 'pod', '-l', selectorText(service)]),
        },
        ...endProof(connection, subject),
      ],
      fixes: [
        relabelled
          ? selectThem(service, namespace, relabelled, fix, { again: !connection.waits })
          : changing(
              `start the program that Service ${name} is for, or correct the selector`,
              kubectl(evidence, namespace, ['edit', 'service', name]),
            ),
      ],
      ...(down ? { next: { namespace, name: down.metadata.name }, ...(connection.waits ? {} : { afterwards: fix.restartCommand() }) } : {}),
    };
  },
};
