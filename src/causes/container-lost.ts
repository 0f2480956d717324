import { decidedBy } from '../evidence/end.ts';
import { attemptProof, eventProof } from '../evidence/proof.ts';
import { during } from '../evidence/subject.ts';
import { isNetwork } from '../logs/kinds.ts';
import { present } from '../present.ts';
import { withoutSandbox } from '../trace/objects/held-back.ts';
import { type Cause, RUNG } from './cause.ts';

/** Of what is ended from outside: killed, told to stop, which many programs do with 0 and some with 255. */
const BY_SIGNAL = [0, 130, 137, 143, 255];

export const containerLost: Cause = {
  id: 'container-lost',
  title: 'lost with its sandbox, runtime or node; not the program’s fault',
  tier: 'environment',
  covers: ['sig.sandbox-changed', 'node.reboot', 'node.runtime-down'],
  rung: RUNG.pod + 1,

  detect(subject) {
    const { attempt, pod, container } = subject;
    if (!attempt) return undefined;
    // containerd: Unknown with 255 for what it finds dead after its own restart; kubelet: ContainerStatusUnknown for what it cannot find at all.
    const unknown = (attempt.reason === 'Unknown' && attempt.exitCode === 255) || attempt.reason === 'ContainerStatusUnknown';
    const [changed] = during(subject.events('SandboxChanged'), attempt, 30);
    // What keeps it from a new sandbox is the trouble now.
    if ((!unknown && !changed) || withoutSandbox(subject)) return undefined;
    // One's own crash does not change the sandbox; but without a second sign a sandbox event may belong to an earlier run.
    const others = pod.spec.containers.length > 1 && (pod.status.containerStatuses ?? []).every(({ lastState }) => lastState?.terminated);
    // A program that says of what it ended, in an exit of its own, was not lost with its sandbox; that the network was gone it may say.
    const said = decidedBy(subject);
    if (!unknown && !others && said && !isNetwork(said.kind) && !BY_SIGNAL.includes(attempt.exitCode)) return undefined;
    return {
      summary: `container ${container.name} was lost ${changed ? 'as its sandbox was made anew' : 'while its runtime or node was restarted'} on node ${pod.spec.nodeName ?? ''}; its own program did not end it`,
      confidence: unknown || others ? 'certain' : 'likely',
      object: { kind: 'Node', name: pod.spec.nodeName ?? 'unknown' },
      proof: [attemptProof(subject), ...present(changed && eventProof(changed))],
      fixes: [],
      decides: 'whether other pods of the node restarted in the same minute',
    };
  },
};
