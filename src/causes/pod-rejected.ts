import { rejectionFixes } from '../fixes/rejection.ts';
import type { Proof } from '../report.ts';
import { type Cause, RUNG } from './cause.ts';

export const podRejected: Cause = {
  id: 'pod-rejected',
  title: 'the kubelet refused the pod',
  tier: 'environment',
  covers: ['res.admit-out-of', 'res.gpu-device', 'perm.apparmor'],
  rung: RUNG.pod,

  detect(subject, evidence) {
    const { pod } = subject;
    // pkg/kubelet/lifecycle/predicate.go and cm/devicemanager: the node changed its mind after the scheduler had chosen it.
    const isRefused = REASONS.test(pod.status.reason ?? '') || pod.status.message?.startsWith('Pod was rejected: ');
    if (pod.status.phase !== 'Failed' || !isRefused) return undefined;
    const proof: Proof = { step: 'get', quote: `${pod.status.reason}: ${(pod.status.message ?? '').trim()}`, path: 'status.reason' };
    return {
      summary: `node ${pod.spec.nodeName ?? ''} refused the pod: ${pod.status.message?.replace(/^Pod was rejected: /, '').trim() || pod.status.reason}`,
      confidence: 'certain',
      object: { kind: 'Node', name: pod.spec.nodeName ?? 'unknown' },
      proof: [proof],
      fixes: rejectionFixes(subject, evidence),
    };
  },
};

/** Kubelets before 1.29 do not put "Pod was rejected: " before their words. An extended resource has dots and a slash in its name. */
const REASONS =
  /^(?:OutOf[\w./-]+|Node(?:Affinity|Name|Ports)|TaintToleration|Un(?:expectedAdmissionError|expectedPredicateFailureType|knownReason)|AppArmor|SysctlForbidden|PodOS(?:NotSupported|SelectorNodeLabelDoesNotMatch)|InvalidNodeInfo|InitContainerRestartPolicyForbidden|TopologyAffinityError|SMTAlignmentError)$/;
