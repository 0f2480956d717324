import { valueOf } from '../evidence/evidence.ts';
import { noSurer, notMemory, probeObject, probeProofs, probeSentence } from '../findings/probe-match.ts';
import { ProbeFix } from '../fixes/probe.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { selects } from '../kube/selector.ts';
import { requestsIn } from '../logs/requests.ts';
import { probeTrouble } from '../trace/probes/probe-trouble.ts';
import { type Cause, RUNG } from './cause.ts';

export const probeUnreachable: Cause = {
  id: 'probe-unreachable',
  title: 'no packet of a probe reaches the pod',
  tier: 'environment',
  covers: ['probe.no-route', 'dep.netpol', 'probe.readiness'],
  rung: RUNG.killed,

  detect(subject, evidence) {
    const trouble = probeTrouble(subject, evidence);
    const { failure, probe } = trouble ?? {};
    const meshed = subject.pod.spec.containers.some(({ name }) => name === 'istio-proxy' || name === 'linkerd-proxy');
    const named = probe?.httpGet?.host ?? probe?.tcpSocket?.host;
    // On the node's own network that address is the pod's as well, as static pods of the control plane are asked.
    const host = subject.pod.spec.hostNetwork && LOOPBACK.test(named ?? '') ? undefined : named;
    if (
      !trouble ||
      !probe ||
      (failure?.sort !== 'unreachable' &&
        !(failure?.sort === 'reset' && meshed) &&
        !((failure?.sort === 'refused' || failure?.sort === 'unknown-host') && host))
    )
      return undefined;
    const policies = valueOf(evidence.list('networkpolicies', subject.namespace)) ?? [];
    const barring = policies.filter(
      ({ spec }) => selects(spec.podSelector, subject.pod.metadata.labels) && (spec.policyTypes ?? ['Ingress']).includes('Ingress'),
    );
    const fix = new WorkloadFix(subject, evidence);
    const probes = new ProbeFix(fix, trouble);
    // Of a program that hangs the queue of connections fills up, and the kernel drops what comes then (listen(2), tcp_abort_on_overflow).
    const log = valueOf(trouble.effect === 'killed' ? subject.log() : subject.currentLog());
    const isHung =
      !host &&
      failure.sort === 'unreachable' &&
      /timeout|timed out/.test(trouble.detail) &&
      log !== undefined &&
      requestsIn(log).length > 0;
    const why = host
      ? `asks at the address ${host} instead of the pod's own: the kubelet asks from the node, ${failure.sort === 'unknown-host' ? 'which does not know that name' : `where ${/^(?:localhost|127\.)/.test(host) ? 'that is the node itself' : 'nothing answers there'}`}`
      : meshed && failure.sort === 'reset'
        ? 'is cut off by the mesh proxy of the pod, which wants mutual TLS'
        : isHung
          ? 'gets no connection, though it has answered before: it hangs and takes no more of them, or packets are lost on the way'
          : `gets no connection: there is no way from the node to the pod${barring.length ? `; NetworkPolicy ${barring[0]?.metadata.name} restricts who may reach it` : ''}`;
    const handler = { ...(probe.httpGet ? { httpGet: { host: null } } : { tcpSocket: { host: null } }) };
    return {
      summary: probeSentence(trouble, subject, why),
      confidence: noSurer(trouble, host ? 'certain' : 'likely'),
      object: probeObject(trouble, fix, ''),
      proof: [
        ...probeProofs(trouble, subject),
        ...barring.slice(0, 2).map(({ metadata, spec }) => ({
          step: `get netpol ${metadata.name}`,
          quote: `ingress: ${JSON.stringify(spec.ingress ?? [])}`.slice(0, 200),
        })),
      ],
      fixes: host
        ? [fix.patchContainer(`let the ${trouble.kind} probe ask the pod itself`, { [`${trouble.kind}Probe`]: handler })]
        : isHung
          ? []
          : [probes.drop((words) => `until nodes reach the pod again: take the ${words} out`)],
      ruledOut: notMemory(trouble, subject),
      decides: 'whether a connection from the node to the pod works: routes, firewall, NetworkPolicies, mesh settings',
    };
  },
};

const LOOPBACK = /^(?:localhost|127\.[\d.]+|::1|0\.0\.0\.0)$/;
