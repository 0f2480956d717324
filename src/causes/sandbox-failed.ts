import { eventProof } from '../evidence/proof.ts';
import { lastSeen } from '../kube/event.ts';
import { timeOf } from '../kube/pod.ts';
import { type Cause, RUNG } from './cause.ts';

export const sandboxFailed: Cause = {
  id: 'sandbox-failed',
  title: "the pod's network or sandbox cannot be set up",
  tier: 'environment',
  covers: ['node.sandbox', 'node.runtime-down'],
  rung: RUNG.place,

  detect({ pod, state, attempt, events }) {
    if (state === 'running' || attempt) return undefined;
    const [event] = events('FailedCreatePodSandBox', 'NetworkNotReady', 'FailedPodSandBoxStatus');
    if (!event || lastSeen(event) < (timeOf(pod.metadata.creationTimestamp) ?? 0)) return undefined;
    const message = event.message ?? '';
    const plugin = message.match(/plugin type="([^"]+)"/)?.[1];
    const handler = message.match(/no runtime for "([^"]+)" is configured/)?.[1];
    const why = handler
      ? `runtime class handler ${handler} is not configured on the node`
      : plugin
        ? `network plugin ${plugin} fails`
        : /no IP addresses available/.test(message)
          ? 'the node has no free pod addresses'
          : 'the runtime cannot create the sandbox';
    return {
      summary: `the pod cannot start on node ${pod.spec.nodeName ?? ''}: ${why}`,
      confidence: 'certain',
      object: { kind: 'Node', name: pod.spec.nodeName ?? 'unknown' },
      proof: [eventProof(event)],
      fixes: [],
    };
  },
};
