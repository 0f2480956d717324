import { endProof } from '../evidence/proof.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { tracedTo } from '../trace/network/dependency.ts';
import { failing } from '../trace/network/failing.ts';
import { type Cause, RUNG } from './cause.ts';

export const dnsPolicy: Cause = {
  id: 'dns-policy',
  title: "the pod does not ask the cluster's DNS servers",
  tier: 'kubernetes',
  covers: ['dep.dns', 'dep.dns-down', 'init.hang'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const traced = tracedTo('cluster-names-unknown', subject, evidence);
    if (!traced) return undefined;
    const {
      connection,
      fault: { service, namespace },
    } = traced;
    const { dnsPolicy: policy = 'ClusterFirst', hostNetwork = false, dnsConfig } = subject.pod.spec;
    const servers = dnsConfig?.nameservers ?? [];
    const right = hostNetwork ? 'ClusterFirstWithHostNet' : 'ClusterFirst';
    const fix = new WorkloadFix(subject, evidence);
    const why =
      policy === 'ClusterFirst'
        ? "with hostNetwork, dnsPolicy ClusterFirst means the node's DNS servers"
        : policy === 'None'
          ? `with dnsPolicy None it asks ${servers.join(', ') || 'nobody'} (dnsConfig.nameservers), in the domains ${dnsConfig?.searches?.join(', ') || 'that it names itself'}`
          : `dnsPolicy ${policy} means the node's DNS servers`;
    return {
      summary: `${failing(subject, connection)}: Service ${service.metadata.name} exists in namespace ${namespace}, but ${why}, where that name is not known`,
      confidence: 'certain',
      object: fix.object('dnsPolicy'),
      proof: [
        connection.proof,
        {
          step: 'get',
          quote: `hostNetwork: ${hostNetwork}, dnsPolicy: ${policy}${servers.length ? `, nameservers ${servers.join(', ')}` : ''}`,
          path: 'spec.dnsPolicy',
        },
        { step: `get svc ${service.metadata.name}`, quote: 'exists' },
        ...endProof(connection, subject),
      ],
      fixes: [fix.patchSpec("ask the cluster's DNS servers", { dnsPolicy: right, ...(policy === 'None' ? { dnsConfig: null } : {}) })],
    };
  },
};
