import { eventProof } from '../evidence/proof.ts';
import { sandboxFixes } from '../fixes/sandbox.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { lastSeen } from '../kube/event.ts';
import { timeOf } from '../kube/pod.ts';
import { isPast } from '../trace/objects/held-back.ts';
import { sandboxWords } from '../trace/objects/sandbox-words.ts';
import { type Cause, RUNG } from './cause.ts';

export const sandboxFailed: Cause = {
  id: 'sandbox-failed',
  title: "the pod's network or sandbox cannot be set up",
  tier: 'environment',
  covers: ['node.sandbox', 'node.runtime-down'],
  rung: RUNG.place,

  detect(subject, evidence) {
    const { pod, state, attempt, events } = subject;
    if (state === 'running') return undefined;
    const [event] = events('FailedCreatePodSandBox', 'NetworkNotReady', 'FailedPodSandBoxStatus');
    // A pod that has run, and lost its sandbox with its node or runtime, gets a new one.
    const since = Math.max(timeOf(pod.metadata.creationTimestamp) ?? 0, timeOf(attempt?.finishedAt) ?? 0);
    if (!event || lastSeen(event) < since || isPast(event, subject)) return undefined;
    const words = sandboxWords(event.message ?? '');
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: `the pod cannot start on node ${pod.spec.nodeName ?? ''}: ${words.why}`,
      confidence: 'certain',
      object: words.asks ? fix.object(FIELDS[words.asks]) : { kind: 'Node', name: pod.spec.nodeName ?? 'unknown' },
      proof: [eventProof(event)],
      fixes: sandboxFixes(words, fix),
    };
  },
};

const FIELDS = {
  'runtime class': 'runtimeClassName',
  sysctl: 'securityContext.sysctls',
  network: 'metadata.annotations[k8s.v1.cni.cncf.io/networks]',
};
