import { endProof } from '../evidence/proof.ts';
import { kubectl } from '../fixes/command.ts';
import { look } from '../fixes/fix.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { statusWord, timeOf } from '../kube/pod.ts';
import { fellAfter } from '../trace/network/backends.ts';
import { tracedTo } from '../trace/network/dependency.ts';
import { failing } from '../trace/network/failing.ts';
import { type Cause, RUNG } from './cause.ts';

/** A server has said that there is no such name: where none answers, the words are others (getaddrinfo(3): EAI_NONAME, and EAI_AGAIN). */
const ANSWERED = /no such host|ENOTFOUND|Name or service not known|NXDOMAIN/;

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
    const ended = timeOf(subject.attempt?.finishedAt);
    const isNow = connection.waits || servers.some((pod) => !fellAfter(pod, ended));
    const names = servers.slice(0, 3).map((pod) => `${pod.metadata.name} (${statusWord(pod)})`);
    return {
      summary: `${failing(subject, connection)}: ${service ? `Service ${service.metadata.name} exists, but ` : ''}none of the DNS servers in namespace kube-system is ready: ${names.join(', ')}`,
      confidence: isNow && !ANSWERED.test(connection.fact?.quote ?? '') ? 'certain' : 'likely',
      decides: 'whether they answered at the time of the crash',
      object: { kind: 'Pod', namespace: 'kube-system', name: servers[0]?.metadata.name ?? 'coredns' },
      proof: [connection.proof, { step: 'get pod', quote: `k8s-app=kube-dns: ${names.join(', ')}` }, ...endProof(connection, subject)],
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
