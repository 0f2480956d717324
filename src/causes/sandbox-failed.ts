import { eventProof } from '../evidence/proof.ts';
import { sandboxFixes } from '../fixes/sandbox.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { withoutSandbox } from '../trace/objects/held-back.ts';
import { sandboxWords } from '../trace/objects/sandbox-words.ts';
import { type Cause, RUNG } from './cause.ts';

export const sandboxFailed: Cause = {
  id: 'sandbox-failed',
  title: "the pod's network or sandbox cannot be set up",
  tier: 'environment',
  covers: ['node.sandbox', 'node.runtime-down'],
  rung: RUNG.place,

  detect(subject, evidence) {
    const event = withoutSandbox(subject);
    if (!event) return undefined;
    const words = sandboxWords(event.message ?? '');
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: `the pod cannot start on node ${subject.pod.spec.nodeName ?? ''}: ${words.why}`,
      confidence: 'certain',
      object: words.asks ? fix.object(FIELDS[words.asks]) : { kind: 'Node', name: subject.pod.spec.nodeName ?? 'unknown' },
      proof: [eventProof(event)],
      fixes: sandboxFixes(words, fix),
    };
  },
};

const FIELDS = {
  'runtime class': 'runtimeClassName',
  sysctl: 'securityContext.sysctls',
  'user namespace': 'hostUsers',
  'host port': 'containers',
  network: 'metadata.annotations[k8s.v1.cni.cncf.io/networks]',
};
