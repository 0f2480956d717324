import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { endProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { kubectl } from '../fixes/command.ts';
import { look } from '../fixes/fix.ts';
import { pointAt } from '../fixes/hosts.ts';
import { scaleUp } from '../fixes/scale-up.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Workload } from '../kube/shapes.ts';
import { present } from '../present.ts';
import type { Connection } from '../trace/network/connection.ts';
import { tracedTo } from '../trace/network/dependency.ts';
import { failing, selectorText } from '../trace/network/failing.ts';
import type { OfService } from '../trace/network/fault.ts';
import { makersOf } from '../trace/network/makers.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const dependencyScaledDown: Cause = {
  id: 'dependency-scaled-down',
  title: 'the program that it calls has no pods',
  tier: 'environment',
  covers: ['dep.no-endpoints', 'dep.conn-refused', 'dep.dns', 'init.hang'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const traced = tracedTo('selects-nothing', subject, evidence) ?? tracedTo('in-order', subject, evidence);
    if (!traced) return undefined;
    const lacking = lackingMember(traced, evidence);
    if (lacking) return withoutMember(lacking, traced.connection, subject, evidence);
    if (traced.fault.kind === 'in-order') return undefined;
    const {
      connection,
      fault: { service, namespace },
    } = traced;
    const makers = makersOf(service, namespace, evidence) ?? [];
    // Beside one that is to have pods and has none, another with 0 replicas is likely meant to have none (blue and green).
    const wanted = makers.filter(({ workload }) => workload.spec.replicas !== 0);
    const [maker, ...more] = wanted.length > 0 ? wanted : makers;
    if (!maker) return undefined;
    const { name } = service.metadata;
    const { spec, status, metadata } = maker.workload;
    const isZero = spec.replicas === 0;
    const failure = status?.conditions?.find(({ type, status }) => type === 'ReplicaFailure' && status === 'True');
    const why = isZero ? 'is scaled to 0 replicas' : `has no pod${failure?.message ? `: ${failure.message}` : ''}`;
    const fix = new WorkloadFix(subject, evidence);
    const seen = look(`look why ${maker.word} makes no pod`, kubectl(evidence, namespace, ['describe', ...maker.word.split('/')]));
    const madeReady = kubectl(evidence, namespace, ['rollout', 'status', maker.word, '--timeout=120s']);
    return {
      summary: `${failing(subject, connection)}: ${maker.kind} ${metadata.name}, which Service ${name} is for, ${why}${more.length > 0 ? `, nor has ${more.map(({ word }) => word).join(', ')}, which it selects, too` : ''}`,
      confidence: more.length > 0 ? 'likely' : 'certain',
      object: { kind: maker.kind, namespace, name: metadata.name, field: isZero ? 'spec.replicas' : 'status' },
      proof: [
        connection.proof,
        { step: `get svc ${name}`, quote: `selector ${selectorText(service)}: no pod` },
        {
          step: `get ${maker.word.split('/')[0]}`,
          quote: `${maker.word}: replicas ${spec.replicas ?? 1}${failure ? `, ${failure.reason}` : ''}`,
          path: 'spec.replicas',
        },
        ...endProof(connection, subject),
      ],
      decides: 'which of them is to have pods',
      // What keeps it from making one is found where it is refused.
      ...(isZero ? {} : { leadsTo: [{ namespace, name: metadata.name, plural: maker.plural }] }),
      ...(isZero || connection.waits ? {} : { afterwards: `${madeReady} && ${fix.restartCommand()}` }),
      fixes: [isZero ? scaleUp(maker.word, namespace, { again: !connection.waits }, fix) : seen],
    };
  },
};

interface Lacking {
  set: Workload;
  namespace: string;
  member: string;
  /** So many replicas have it. */
  wanted: number;
}

/** A pod of a StatefulSet that is called by its own name, and has a number beyond the last (DNS: POD.SERVICE). */
function lackingMember({ connection, fault }: { connection: Connection; fault: OfService }, evidence: Evidence): Lacking | undefined {
  const [member = '', service] = connection.host.split('.');
  const [, name, number] = /^(.+)-(\d{1,4})$/.exec(member) ?? [];
  if (connection.how !== 'unresolved' || service !== fault.service.metadata.name) return undefined;
  const set = valueOf(evidence.list('statefulsets', fault.namespace))?.find(
    ({ metadata, spec }) => metadata.name === name && spec.serviceName === service,
  );
  const wanted = Number(number) - (set?.spec.ordinals?.start ?? 0) + 1;
  return set && wanted > (set.spec.replicas ?? 1) ? { set, namespace: fault.namespace, member, wanted } : undefined;
}

function withoutMember({ set, namespace, member, wanted }: Lacking, connection: Connection, subject: Subject, evidence: Evidence): Match {
  const { name } = set.metadata;
  const { replicas = 1, ordinals } = set.spec;
  const fix = new WorkloadFix(subject, evidence);
  const first = `${name}-${ordinals?.start ?? 0}`;
  const { fix: pointed } =
    replicas > 0
      ? pointAt(connection.host.replace(member, first), connection, fix, `call ${first}, which is there, if it was scaled down on purpose`)
      : { fix: undefined };
  return {
    summary: `${failing(subject, connection)}: StatefulSet ${name} has no pod ${member}, as it is scaled to ${replicas} ${replicas === 1 ? 'replica' : 'replicas'}${replicas > 0 ? `, ${replicas === 1 ? first : `${first} to ${name}-${(ordinals?.start ?? 0) + replicas - 1}`}` : ''}`,
    confidence: 'certain',
    object: { kind: 'StatefulSet', namespace, name, field: 'spec.replicas' },
    proof: [
      connection.proof,
      { step: 'get sts', quote: `sts/${name}: replicas ${replicas}`, path: 'spec.replicas' },
      ...endProof(connection, subject),
    ],
    fixes: [
      scaleUp(`sts/${name}`, namespace, { again: !connection.waits, isHeadless: !connection.waits, replicas: wanted }, fix),
      ...present(pointed),
    ],
  };
}
