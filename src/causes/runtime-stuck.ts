import { kubectl } from '../fixes/command.ts';
import { restarting } from '../fixes/fix.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { startFailure } from '../trace/programs/start-failure.ts';
import { type Cause, RUNG } from './cause.ts';

export const runtimeStuck: Cause = {
  id: 'runtime-stuck',
  title: 'the container runtime does not get a container created in time',
  tier: 'environment',
  covers: ['img.create-error', 'node.runtime-down'],
  rung: RUNG.start,

  detect(subject, evidence) {
    const started = startFailure(subject);
    if (started?.failure.sort !== 'reserved' && started?.failure.sort !== 'deadline') return undefined;
    const { container, pod, namespace } = subject;
    const reserved = started.failure.sort === 'reserved';
    const { owner } = new WorkloadFix(subject, evidence);
    const remove = kubectl(evidence, namespace, ['delete', 'pod', pod.metadata.name]);
    return {
      summary: `container ${container.name} cannot be created on node ${pod.spec.nodeName ?? ''}: ${reserved ? 'an earlier try to create it still goes on inside the runtime, which holds its name' : 'the runtime did not answer in time'}; the node or its disk is overloaded or stuck`,
      confidence: 'likely',
      object: { kind: 'Node', name: pod.spec.nodeName ?? '' },
      proof: [started.proof],
      // A bare pod would not come back.
      fixes: owner.kind === 'Pod' ? [] : [restarting('let a new pod be made, with a new name and perhaps on another node', remove)],
      decides: `the load and the disk of node ${pod.spec.nodeName ?? ''}, and the log of its runtime`,
    };
  },
};
