/** The DNS servers of the cluster, between a program and a name that it looks up. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { timeOf } from '../../kube/pod.ts';
import { type Backends, isReady, readySince } from './backends.ts';
import type { Connection } from './connection.ts';
import { usesClusterDns } from './dns-policy.ts';
import type { Fault } from './fault.ts';
import { isDnsBlocked } from './network-policy.ts';

/** Are the cluster's DNS servers those that it asks? */
export function asksCluster({ pod }: Subject, evidence: Evidence): boolean | 'pending' {
  const dns = evidence.object('services', 'kube-system', 'kube-dns');
  if (dns.state === 'pending') return 'pending';
  const { clusterIP, clusterIPs = [] } = valueOf(dns)?.spec ?? {};
  return usesClusterDns(pod, clusterIP ? [clusterIP, ...clusterIPs] : []);
}

/** Names were not looked up: is the way to the DNS servers closed, or are they down? */
export function nameServers(backends: Backends | undefined, connection: Connection, subject: Subject, evidence: Evidence): Fault {
  const of = backends && { service: backends.service, namespace: backends.namespace };
  const blocked = isDnsBlocked(subject, backends?.pods?.filter(isReady) ?? [], connection.port, evidence, backends);
  if (blocked === 'pending') return { kind: 'pending' };
  if (blocked.length > 0) return { kind: 'blocked', blocked, ...of };
  const asks = asksCluster(subject, evidence);
  if (asks === 'pending') return { kind: 'pending' };
  if (!asks) return { kind: 'outside', host: connection.host };
  const servers = evidence.list('pods', 'kube-system', { labelSelector: 'k8s-app=kube-dns' });
  if (servers.state === 'pending') return { kind: 'pending' };
  const found = valueOf(servers) ?? [];
  if (found.length > 0 && !found.some(isReady)) return { kind: 'dns-down', servers: found, ...of };
  const ended = timeOf(subject.attempt?.finishedAt);
  if (ended !== undefined && found.length > 0 && found.map(readySince).every((time) => time === undefined || time > ended))
    return { kind: 'came-later', what: "the cluster's DNS servers (kube-system)", ...of };
  return backends && of ? { kind: 'in-order', backends, ...of } : { kind: 'outside', host: connection.host };
}
