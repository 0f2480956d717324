import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { StartFailure } from '../trace/programs/start-failure.ts';
import { startFailure } from '../trace/programs/start-failure.ts';
import { type Cause, RUNG } from './cause.ts';

/** In words, what the runtime said; undefined for what has a cause of its own. */
function reason(failure: StartFailure): string | undefined {
  if (failure.sort === 'device') return `the node has no device ${failure.path}`;
  if (failure.sort === 'hook') return `a hook of the runtime failed: ${failure.why}`;
  if (failure.sort === 'other') return `the runtime says: ${failure.why.slice(0, 200)}`;
  return undefined;
}

export const startRefused: Cause = {
  id: 'start-refused',
  title: 'the runtime cannot create or start the container',
  tier: 'environment',
  covers: [
    'img.start-error-device',
    'img.start-error-hook',
    'img.hook-error',
    'img.create-error',
    'img.start-error-mount',
    'res.gpu-device',
  ],
  // The cause of last resort among those of the start: memory, permissions and mounts have their own.
  rung: RUNG.start + 5,

  detect(subject, evidence) {
    const started = startFailure(subject);
    const why = started && reason(started.failure);
    if (!started || !why) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const back = rollback(subject, evidence);
    return {
      summary: `container ${subject.container.name} cannot start on node ${subject.pod.spec.nodeName ?? ''}: ${why}`,
      confidence: started.failure.sort === 'other' ? 'likely' : 'certain',
      object: fix.containerObject(),
      proof: [started.proof, ...(back ? [back.proof] : [])],
      fixes: back
        ? [back.fix]
        : started.failure.sort === 'hook' && /nvidia-container-cli/.test(started.failure.why)
          ? [
              {
                text: `make nvidia-smi work on node ${subject.pod.spec.nodeName ?? ''} (its NVIDIA driver), or keep this off nodes without a GPU`,
                changes: true,
                restarts: false,
                asks: [],
              },
            ]
          : [],
      decides: "the runtime's own log on the node",
    };
  },
};
