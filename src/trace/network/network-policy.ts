/**
 * Whether NetworkPolicies let a packet pass. A pod that any policy selects in a direction is closed in it, apart from what one of
 * these policies allows (kubernetes.io/docs/concepts/services-networking/network-policies). The network plugin decides whether they
 * are enforced at all.
 */

import { type Evidence, type Known, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { labelsText, selects } from '../../kube/selector.ts';
import type { NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort, Pod } from '../../kube/shapes.ts';
import { present } from '../../present.ts';
import { type Backends, declaredPorts, portOf, targetPortOf } from './backends.ts';
import { inBlock } from './ip-block.ts';
import { nearestRule, type RuleCompared } from './nearest-rule.ts';
import { isAddress } from './place.ts';
import { workloadLabels } from './selector-mismatch.ts';

export interface Blocked {
  direction: 'Ingress' | 'Egress';
  namespace: string;
  /** Those that close the pod in this direction; none of them allows the hop. */
  policies: NetworkPolicy[];
  /** The pod that they select. */
  pod: Pod;
  /** In words: "port 6379 of app=redis". */
  what: string;
  /** The rule that would let it pass. */
  rule: object;
  /** The rule that was meant for it, and what that lacks, in words. */
  near?: string | undefined;
}

interface End {
  namespace: string;
  labels: Record<string, string>;
  ip: string | undefined;
  pod: Pod | undefined;
}

/** Policies that stop this pod from reaching others on a port of a Service (or, without `backends`, of these pods or this address). */
export function blockedBy(
  subject: Subject,
  pods: readonly Pod[],
  port: number | undefined,
  backends: Backends | undefined,
  evidence: Evidence,
  address?: string,
): Blocked[] | 'pending' {
  const [target] = pods;
  if (!target && !address) return [];
  const here = evidence.list('networkpolicies', subject.namespace);
  const namespace = target?.metadata.namespace ?? subject.namespace;
  const there = target ? evidence.list('networkpolicies', namespace) : here;
  if (here.state === 'pending' || there.state === 'pending') return 'pending';
  const service = backends && port !== undefined ? portOf(backends.service, port) : undefined;
  const number = service && target ? targetPortOf(service, target) : port;
  const source = endOf(subject.pod);
  const end = target ? endOf(target) : outside(address);
  const out = closed(here, 'Egress', subject.pod, source, end, number, 'TCP', evidence);
  const into = target ? closed(there, 'Ingress', target, source, end, number, 'TCP', evidence) : OPEN;
  if (out === 'pending' || into === 'pending') return 'pending';
  const labels = backends?.service.spec.selector ?? (target ? workloadLabels(target) : {});
  const from = { labels: workloadLabels(subject.pod), namespace: subject.namespace };
  const apart = namespace !== subject.namespace;
  const to = target ? [peerOf(labels, namespace, apart)] : blockOf(end.ip);
  const ports = number === undefined ? {} : { ports: [{ port: number, protocol: 'TCP' }] };
  const where = `${number === undefined ? '' : `port ${number} of `}${target ? words(labels) : address}`;
  return present<Blocked>(
    out.policies.length && {
      direction: 'Egress',
      namespace: subject.namespace,
      ...out,
      pod: subject.pod,
      what: `to ${where}`,
      rule: { ...(to.length ? { to } : {}), ...ports },
    },
    into.policies.length &&
      target && {
        direction: 'Ingress',
        namespace,
        ...into,
        pod: target,
        what: `from ${words(from.labels)} to ${where}`,
        rule: { from: [peerOf(from.labels, from.namespace, apart)], ...ports },
      },
  );
}

/** Pods of these labels as a rule names them; where they are in another namespace, by that too. */
const peerOf = (labels: Record<string, string>, namespace: string, apart: boolean) => ({
  ...(apart ? { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } } : {}),
  podSelector: { matchLabels: labels },
});

const blockOf = (ip: string | undefined) => (ip === undefined ? [] : [{ ipBlock: { cidr: `${ip}/${ip.includes(':') ? 128 : 32}` } }]);

/** Is the way to the cluster's DNS servers closed? If so, all that is closed on the way to these pods as well. */
export function isDnsBlocked(
  subject: Subject,
  pods: readonly Pod[],
  port: number | undefined,
  evidence: Evidence,
  backends?: Backends,
): Blocked[] | 'pending' {
  const policies = evidence.list('networkpolicies', subject.namespace);
  if (policies.state === 'pending') return 'pending';
  const servers: End = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' }, ip: undefined, pod: undefined };
  const out = closed(policies, 'Egress', subject.pod, endOf(subject.pod), servers, 53, 'UDP', evidence);
  if (out === 'pending') return out;
  if (out.policies.length === 0) return [];
  const hop = blockedBy(subject, pods, port, backends, evidence);
  if (hop === 'pending') return hop;
  // Without peers: DNS caches on the node are not in kube-system.
  const rule = {
    ports: [
      { port: 53, protocol: 'UDP' },
      { port: 53, protocol: 'TCP' },
    ],
  };
  return [
    { direction: 'Egress', namespace: subject.namespace, ...out, pod: subject.pod, what: 'to the DNS servers (port 53)', rule },
    ...hop,
  ];
}

const words = (labels: Record<string, string>) => labelsText(labels) || 'the pod';
const endOf = (pod: Pod): End => ({
  namespace: pod.metadata.namespace ?? 'default',
  labels: pod.metadata.labels ?? {},
  ip: pod.status.podIP,
  pod,
});

/** No pod: an address, or a name outside the cluster. */
const outside = (address: string | undefined): End => ({
  namespace: '',
  labels: {},
  ip: address !== undefined && isAddress(address) ? address : undefined,
  pod: undefined,
});

interface Closed {
  policies: NetworkPolicy[];
  near?: string | undefined;
}
const OPEN: Closed = { policies: [] };

/** The policies that close a pod in a direction; none where one of them lets this pass. */
function closed(
  known: Known<NetworkPolicy[]>,
  direction: 'Ingress' | 'Egress',
  pod: Pod,
  source: End,
  target: End,
  port: number | undefined,
  protocol: string,
  evidence: Evidence,
): Closed | 'pending' {
  // Pods on the host's network are the node to most plugins.
  if (pod.spec.hostNetwork) return OPEN;
  const own = (valueOf(known) ?? []).filter(
    ({ spec }) => typesOf(spec).includes(direction) && selects(spec.podSelector ?? {}, pod.metadata.labels),
  );
  const other = direction === 'Egress' ? target : source;
  const compared: RuleCompared[] = [];
  for (const policy of own) {
    const home = policy.metadata.namespace ?? source.namespace;
    const rules =
      direction === 'Egress'
        ? (policy.spec.egress ?? []).map(({ to, ports }) => ({ peers: to, ports }))
        : (policy.spec.ingress ?? []).map(({ from, ports }) => ({ peers: from, ports }));
    for (const { peers, ports } of rules) {
      const isPort = allowsPort(ports, port, protocol, target.pod);
      const answers = (peers ?? []).map((peer) => allowsPeer(peer, other, home, evidence));
      if (isPort && answers.includes('pending')) return 'pending';
      const isPeer = answers.length === 0 || answers.includes(true);
      if (isPort && isPeer) return OPEN;
      compared.push({ policy: policy.metadata.name, peers, port: isPort, peer: isPeer, ports: portsOf(ports, protocol) });
    }
  }
  return { policies: own, near: nearestRule(compared, other, own[0]?.metadata.namespace ?? source.namespace, evidence) };
}

const typesOf = ({ policyTypes, egress }: NetworkPolicy['spec']) => policyTypes ?? (egress ? ['Ingress', 'Egress'] : ['Ingress']);

const portsOf = (ports: readonly NetworkPolicyPort[] = [], protocol: string) =>
  ports
    .map(
      (one) =>
        `${one.port ?? 'any'}${one.endPort ? `-${one.endPort}` : ''}${(one.protocol ?? 'TCP') === protocol ? '' : `/${one.protocol ?? 'TCP'}`}`,
    )
    .join(', ');

/** An unknown port may be any. */
function allowsPort(
  ports: readonly NetworkPolicyPort[] | undefined,
  port: number | undefined,
  protocol: string,
  pod: Pod | undefined,
): boolean {
  if (!ports?.length) return true;
  return ports.some((one) => {
    if ((one.protocol ?? 'TCP') !== protocol) return false;
    if (one.port === undefined || port === undefined) return true;
    if (typeof one.port === 'number') return port === one.port || (one.endPort !== undefined && port >= one.port && port <= one.endPort);
    return !pod || declaredPorts(pod).some(({ name, port: number }) => name === one.port && number === port);
  });
}

function allowsPeer(
  { podSelector, namespaceSelector, ipBlock }: NetworkPolicyPeer,
  { namespace, labels, ip }: End,
  home: string,
  evidence: Evidence,
): boolean | 'pending' {
  // An address that is not known may be within.
  if (ipBlock) return ip === undefined || inBlock(ip, ipBlock);
  if (namespace === '') return false;
  if (!namespaceSelector) return namespace === home && selects(podSelector, labels);
  if (podSelector && !selects(podSelector, labels)) return false;
  const known = evidence.object('namespaces', undefined, namespace);
  if (known.state === 'pending') return 'pending';
  // Labels that cannot be read may be the right ones.
  return known.state !== 'read' || selects(namespaceSelector, known.value.metadata.labels ?? {});
}
