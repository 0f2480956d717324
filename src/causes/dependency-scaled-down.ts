import { endProof } from '../evidence/proof.ts';
import { kubectl } from '../fixes/command.ts';
import { look } from '../fixes/fix.ts';
import { scaleUp } from '../fixes/scale-up.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { tracedTo } from '../trace/network/dependency.ts';
import { failing, selectorText } from '../trace/network/failing.ts';
import { makersOf } from '../trace/network/makers.ts';
import { type Cause, RUNG } from './cause.ts';

export const dependencyScaledDown: Cause = {
  id: 'dependency-scaled-down',
  title: 'the program that it calls has no pods',
  tier: 'environment',
  covers: ['dep.no-endpoints', 'dep.conn-refused', 'init.hang'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const traced = tracedTo('selects-nothing', subject, evidence);
    if (!traced) return undefined;
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
