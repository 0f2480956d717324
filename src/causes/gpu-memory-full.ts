import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import { advised } from '../fixes/fix.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import { type Cause, RUNG } from './cause.ts';

export const gpuMemoryFull: Cause = {
  id: 'gpu-memory-full',
  title: 'the memory of its GPU is too small for it, or is in use',
  tier: 'environment',
  covers: ['res.gpu-device'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'gpu-memory');
    if (!fact) return undefined;
    const { wanted, free, total } = fact.fields;
    const { container, pod } = subject;
    const node = pod.spec.nodeName;
    const asked = Object.entries(container.resources?.limits ?? {}).find(([name]) => /gpu|\/mig-/i.test(name));
    const back = rollback(subject, evidence);
    const sizes = [
      wanted ? `it wants ${wanted}${fact.phrase === 'native/gpu-memory-torch' ? ' more' : ''}` : undefined,
      total ? `the GPU has ${total}` : undefined,
      free ? `of which ${free}${/\d$/.test(free) ? ' GiB' : ''} is free` : undefined,
    ].filter((one) => one !== undefined);
    return {
      summary: `the program in container ${container.name} gets no more memory on its GPU${node ? ` (node ${node})` : ''}${sizes.length > 0 ? `: ${sizes.join(', ')}` : ''}; the limits of the container are no help, as that memory is the card's own`,
      confidence: 'likely',
      object: new WorkloadFix(subject, evidence).containerObject(asked ? 'resources.limits' : 'args'),
      proof: [
        logProof(subject, fact),
        specProof(subject, 'resources.limits', asked ? `${asked[0]}: ${asked[1]}` : 'no GPU'),
        ...present(back?.proof),
        attemptProof(subject),
      ],
      fixes: [
        ...present(back?.fix),
        advised(
          fact.phrase === 'native/gpu-memory-blocks'
            ? 'give it more of the card (a larger --gpu-memory-utilization), or less to hold (a smaller or quantised model, a smaller --max-model-len); or end what else runs on that GPU'
            : fact.phrase === 'native/gpu-memory-vllm'
              ? 'end what else runs on that GPU, let the pod go to one that nobody else uses, or give it a smaller --gpu-memory-utilization, if its model fits into that'
              : 'let it take less (a smaller or quantised model, smaller batches, a shorter context), let it go to a GPU with more memory or to several, or end what else runs on that GPU',
        ),
      ],
      decides: `what nvidia-smi says on node ${node ?? ''} of the memory of the GPU, and of the processes that use it`,
    };
  },
};
