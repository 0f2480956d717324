import { valueOf } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { noSurer, notMemory, probeObject, probeProofs, probeSentence } from '../findings/probe-match.ts';
import { ProbeFix } from '../fixes/probe.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { containersOf } from '../kube/pod.ts';
import { selects } from '../kube/selector.ts';
import { requestsIn } from '../logs/requests.ts';
import type { Fix, Proof } from '../report.ts';
import { type ProbeTrouble, probeTrouble } from '../trace/probes/probe-trouble.ts';
import { type Cause, RUNG } from './cause.ts';

export const probeUnreachable: Cause = {
  id: 'probe-unreachable',
  title: 'no packet of a probe reaches the pod',
  tier: 'environment',
  covers: ['probe.no-route', 'dep.netpol', 'probe.readiness'],
  rung: RUNG.killed,

  detect(subject, evidence) {
    const trouble = probeTrouble(subject, evidence);
    if (!trouble?.failure) return undefined;
    const { probe, failure } = trouble;
    const named = probe.httpGet?.host ?? probe.tcpSocket?.host;
    // On the node's own network that address is the pod's as well, as static pods of the control plane are asked.
    const host = subject.pod.spec.hostNetwork && LOOPBACK.test(named ?? '') ? undefined : named;
    const fix = new WorkloadFix(subject, evidence);
    const why =
      host && ['unreachable', 'refused', 'unknown-host'].includes(failure.sort)
        ? ofHost(host, trouble, fix)
        : failure.sort === 'reset' && isMeshed(subject)
          ? BY_MESH
          : failure.sort === 'unreachable'
            ? noWay(trouble, fix)
            : undefined;
    if (!why) return undefined;
    return {
      summary: probeSentence(trouble, subject, why.words),
      confidence: noSurer(trouble, host ? 'certain' : 'likely'),
      object: probeObject(trouble, fix, ''),
      proof: [...probeProofs(trouble, subject), ...(why.proof ?? [])],
      fixes: why.fixes ?? [new ProbeFix(fix, trouble).drop((words) => `until nodes reach the pod again: take the ${words} out`)],
      ruledOut: notMemory(trouble, subject),
      decides: 'whether a connection from the node to the pod works: routes, firewall, NetworkPolicies, mesh settings',
    };
  },
};

interface Why {
  words: string;
  proof?: Proof[];
  fixes?: Fix[];
}

const LOOPBACK = /^(?:localhost|127\.[\d.]+|::1|0\.0\.0\.0)$/;

function ofHost(host: string, { kind, probe, failure }: ProbeTrouble, fix: WorkloadFix): Why {
  const where =
    failure?.sort === 'unknown-host'
      ? 'which does not know that name'
      : `where ${/^(?:localhost|127\.)/.test(host) ? 'that is the node itself' : 'nothing answers there'}`;
  const handler = probe.httpGet ? { httpGet: { host: null } } : { tcpSocket: { host: null } };
  return {
    words: `asks at the address ${host} instead of the pod's own: the kubelet asks from the node, ${where}`,
    fixes: [fix.patchContainer(`let the ${kind} probe ask the pod itself`, { [`${kind}Probe`]: handler })],
  };
}

const isMeshed = ({ pod }: Subject) => containersOf(pod).some(({ spec: { name } }) => name === 'istio-proxy' || name === 'linkerd-proxy');
const BY_MESH: Why = { words: 'is cut off by the mesh proxy of the pod, which wants mutual TLS' };

function noWay(trouble: ProbeTrouble, { subject, evidence }: WorkloadFix): Why {
  const log = valueOf(trouble.effect === 'killed' ? subject.log() : subject.currentLog());
  // Of a program that hangs the queue of connections fills up, and the kernel drops what comes then (listen(2), tcp_abort_on_overflow).
  if (/timeout|timed out/.test(trouble.detail) && log && requestsIn(log).length > 0)
    return {
      words: 'gets no connection, though it has answered before: it hangs and takes no more of them, or packets are lost on the way',
      fixes: [],
    };
  const barring = (valueOf(evidence.list('networkpolicies', subject.namespace)) ?? []).filter(
    ({ spec }) => selects(spec.podSelector, subject.pod.metadata.labels) && (spec.policyTypes ?? ['Ingress']).includes('Ingress'),
  );
  const policy = barring[0]?.metadata.name;
  // By the API's rule a pod is always reached from its own node (kubernetes.io, Network Policies).
  const barred = policy ? `; NetworkPolicy ${policy} restricts who may reach it, which is not to hold for its own node` : '';
  return {
    words: `gets no connection: there is no way from the node to the pod${barred}`,
    proof: barring.slice(0, 2).map(({ metadata, spec }) => ({
      step: `get netpol ${metadata.name}`,
      quote: `ingress: ${JSON.stringify(spec.ingress ?? [])}`.slice(0, 200),
    })),
  };
}
