import { attemptProof } from '../evidence/proof.ts';
import { kubectl } from '../fixes/command.ts';
import { look } from '../fixes/fix.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { statusWord } from '../kube/pod.ts';
import { tracedTo } from '../trace/network/dependency.ts';
import { failing } from '../trace/network/failing.ts';
import { type Cause, RUNG } from './cause.ts';

export const dnsUnavailable: Cause = {
  id: 'dns-unavailable',
  title: "the cluster's DNS servers are down",
  tier: 'environment',
  covers: ['dep.dns-down', 'dep.dns', 'init.hang'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const traced = tracedTo('dns-down', subject, evidence);
    if (!traced) return undefined;
    const {
      connection,
      fault: { servers, service },
    } = traced;
    const names = servers.slice(0, 3).map((pod) => `${pod.metadata.name} (${statusWord(pod)})`);
    return {
      summary: `${failing(subject, connection)}: ${service ? `Service ${service.metadata.name} exists, but ` : ''}none of the DNS servers in namespace kube-system is ready: ${names.join(', ')}`,
      confidence: 'certain',
      object: { kind: 'Pod', namespace: 'kube-system', name: servers[0]?.metadata.name ?? 'coredns' },
      proof: [
        connection.proof,
        { step: 'get pod', quote: `k8s-app=kube-dns: ${names.join(', ')}` },
        ...(connection.waits ? [] : [attemptProof(subject)]),
      ],
      fixes: [
        look(
          'every pod that looks up names suffers: get the DNS servers going first',
          kubectl(evidence, 'kube-system', ['describe', 'pod', '-l', 'k8s-app=kube-dns']),
        ),
        ...(connection.waits ? [] : [new WorkloadFix(subject, evidence).restart('then start this one again')]),
      ],
      leadsTo: servers.map(({ metadata }) => ({ namespace: 'kube-system', name: metadata.name })),
    };
  },
};
