import { endProof } from '../evidence/proof.ts';
import { kubectl } from '../fixes/command.ts';
import { changing } from '../fixes/fix.ts';
import { patchObject } from '../fixes/object.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import type { Proof } from '../report.ts';
import { tracedTo } from '../trace/network/dependency.ts';
import { failing } from '../trace/network/failing.ts';
import type { WrongTarget } from '../trace/network/target-port.ts';
import { type Cause, RUNG } from './cause.ts';

export const serviceTargetPort: Cause = {
  id: 'service-target-port',
  title: 'the Service sends to a port on which nothing listens',
  tier: 'kubernetes',
  covers: ['dep.service-port', 'dep.conn-refused', 'init.hang'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const traced = tracedTo('target-port', subject, evidence);
    if (!traced) return undefined;
    const {
      connection,
      fault: { service, namespace, wrong },
    } = traced;
    const { name } = service.metadata;
    const { port, index, to, pod, by } = wrong;
    const target = port.targetPort ?? port.port;
    const fix = new WorkloadFix(subject, evidence);
    const operation = { op: 'add' as const, path: `/spec/ports/${index}/targetPort`, value: to };
    return {
      summary: `${failing(subject, connection)}: Service ${name} passes port ${port.port} on to port ${target} of its pods, ${nothing(wrong)}`,
      confidence: by === 'probe' || (by === 'declared' && wrong.listening.length === 0) ? 'likely' : 'certain',
      object: { kind: 'Service', namespace, name, field: `spec.ports[${index}].targetPort` },
      proof: [
        connection.proof,
        { step: `get svc ${name}`, quote: `port ${port.port}, targetPort ${target}`, path: `spec.ports[${index}].targetPort` },
        ...ports(wrong),
        ...endProof(connection, subject),
      ],
      fixes: [
        to === undefined
          ? changing(
              `give Service ${name} the port on which pod ${pod.metadata.name} listens`,
              kubectl(evidence, namespace, ['edit', 'service', name]),
            )
          : patchObject(
              `let Service ${name} send to port ${to}`,
              { word: 'service', metadata: service.metadata, namespace },
              [operation],
              fix,
              { again: !connection.waits },
            ),
      ],
      decides: `on which port pod ${pod.metadata.name} listens`,
    };
  },
};

function nothing({ by, declared, listening, pod }: WrongTarget): string {
  const name = pod.metadata.name;
  if (by === 'name')
    return `but no container of pod ${name} declares a port of that name${declared.length ? ` (it declares ${declared.join(', ')})` : ''}`;
  if (by === 'probe')
    return `where nothing takes connections, though pod ${name} was ready all the time: its readiness probe is answered on ${listening.join(', ')}`;
  return listening.length > 0 ? `but pod ${name} listens on ${listening.join(', ')}` : `but pod ${name} declares ${declared.join(', ')}`;
}

function ports({ by, pod, declared, listening, quote }: WrongTarget): Proof[] {
  const name = pod.metadata.name;
  if (by === 'probe')
    return [
      {
        step: `get pod ${name}`,
        quote: `readinessProbe port: ${listening.join(', ')}, and the pod is ready`,
        path: 'spec.containers[].readinessProbe',
      },
    ];
  return [
    { step: `get pod ${name}`, quote: `containerPort ${declared.join(', ') || 'none declared'}`, path: 'spec.containers[].ports' },
    ...present(quote && { step: `logs ${name}`, quote }),
  ];
}
