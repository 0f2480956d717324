import type { Proof } from '../report.ts';
import { type Cause, RUNG } from './cause.ts';

/** status.reason or the DisruptionTarget condition's reason, in words. Sources: kubelet nodeshutdown, preemption; api/core/v1 types.go. */
const WORDS: Record<string, string> = {
  Preempting: 'a critical pod needed its place (preempted by the kubelet)',
  PreemptionByScheduler: 'a pod of higher priority needed its place (preempted by the scheduler)',
  DeletionByTaintManager: 'its node got a taint that it does not tolerate',
  EvictionByEvictionAPI: 'it was evicted through the API, as a drain of its node does',
  DeletionByPodGC: 'its node is gone',
  TerminationByKubelet: 'the kubelet ended it',
  Terminated: 'its node was shut down',
  NodeShutdown: 'its node was shutting down',
  NodeLost: 'its node does not answer',
};

export const podDisrupted: Cause = {
  id: 'pod-disrupted',
  title: 'ended from outside; not the program’s fault',
  tier: 'environment',
  covers: ['sig.term', 'sig.preempted', 'sig.node-shutdown', 'node.not-ready', 'node.reboot'],
  rung: RUNG.pod,

  detect({ pod, attempt }) {
    const target = pod.status.conditions?.find(({ type, status }) => type === 'DisruptionTarget' && status === 'True');
    const reason = [pod.status.reason, target?.reason].find((word) => word !== undefined && word in WORDS);
    if (!reason || pod.status.reason === 'Evicted') return undefined;
    if (pod.status.phase !== 'Failed' && !pod.metadata.deletionTimestamp) return undefined;
    const message = target?.message ?? pod.status.message ?? '';
    const proof: Proof = {
      step: 'get',
      quote: `${reason}: ${message}`,
      path: target ? 'status.conditions[DisruptionTarget]' : 'status.reason',
    };
    return {
      summary: `the pod was ended from outside: ${WORDS[reason]}${attempt ? ` (its container ended with ${attempt.exitCode} by that)` : ''}`,
      confidence: 'certain',
      object: pod.spec.nodeName ? { kind: 'Node', name: pod.spec.nodeName } : { kind: 'Pod', name: pod.metadata.name },
      proof: [proof],
      fixes: [],
    };
  },
};
