import { valueOf } from '../evidence/evidence.ts';
import { endProof } from '../evidence/proof.ts';
import { restarting } from '../fixes/fix.ts';
import { pointAt } from '../fixes/hosts.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import { tracedTo } from '../trace/network/dependency.ts';
import { failing } from '../trace/network/failing.ts';
import { type Cause, RUNG } from './cause.ts';

export const podNameUnknown: Cause = {
  id: 'pod-name-unknown',
  title: 'it looks for a pod by a name that pods do not have',
  tier: 'kubernetes',
  covers: ['dep.dns', 'init.hang'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const traced = tracedTo('no-pod-name', subject, evidence);
    if (!traced) return undefined;
    const {
      connection,
      fault: { pod, service, headless, namespace },
    } = traced;
    const named = valueOf(evidence.object('services', namespace, service));
    const fix = new WorkloadFix(subject, evidence);
    const right = headless ? `${pod}.${headless}` : named ? service : undefined;
    const pointed = right ? pointAt(right, connection, fix, `call ${right}`) : undefined;
    const where = pointed?.places.length ? ` (${pointed.places.join(', ')})` : '';
    const { clusterIP } = named?.spec ?? {};
    const why =
      named && clusterIP === 'None'
        ? `pod ${pod} does not have its own below Service ${service}: for that, the Service has to select it, and its spec.subdomain (serviceName of a StatefulSet) to be ${service}`
        : named
          ? `Service ${service} has an address of its own (it is not headless), or does not select pod ${pod}`
          : `there is no Service ${service} in namespace ${namespace}`;
    return {
      summary: `${failing(subject, connection)}${where}: pods have names of their own below a headless Service alone, and ${why}${headless ? `; pod ${pod} belongs to headless Service ${headless}` : ''}`,
      confidence: 'certain',
      object: fix.object(pointed?.places[0]),
      proof: [
        connection.proof,
        { step: `get svc ${service}`, quote: named ? `clusterIP ${clusterIP}` : `services "${service}" not found` },
        ...present(headless && { step: `get svc ${headless}`, quote: `clusterIP None, selects pod ${pod}` }),
        ...endProof(connection, subject),
      ],
      fixes: pointed?.fix ? [pointed.fix] : [restarting(`call ${right ?? 'a Service that exists'}`)],
    };
  },
};
