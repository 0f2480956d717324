import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { restarting } from '../fixes/fix.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fix } from '../report.ts';
import { type Cause, RUNG } from './cause.ts';

export const gpuRefused: Cause = {
  id: 'gpu-refused',
  title: 'it finds no GPU that it can use',
  tier: 'environment',
  covers: ['res.gpu-device'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'gpu-refused');
    if (!fact) return undefined;
    const { container, pod } = subject;
    const { detail = fact.quote, found } = fact.fields;
    const fix = new WorkloadFix(subject, evidence);
    const isOld = /too old|insufficient/.test(detail);
    const asked = Object.entries(container.resources?.limits ?? {}).find(([name]) => /gpu|\/mig-/i.test(name));
    const runtime = pod.spec.runtimeClassName;
    const node = pod.spec.nodeName ?? '';
    // 12040 is CUDA 12.4 (CUDA_VERSION in cuda.h).
    const cuda =
      found && Number(found) >= 1000 ? `${Math.floor(Number(found) / 1000)}.${Math.floor((Number(found) % 1000) / 10)}` : undefined;
    return {
      summary: isOld
        ? `container ${container.name} is built for a newer CUDA than the NVIDIA driver of node ${node} knows${cuda ? `, which is CUDA ${cuda}` : ''} (image ${container.image})`
        : `container ${container.name} finds no GPU that it can use on node ${node}: ${detail}; ${whyNot(asked, runtime, subject)}`,
      confidence: 'likely',
      object: isOld ? fix.containerObject('image') : asked ? fix.object('runtimeClassName') : fix.containerObject('resources.limits'),
      proof: [
        logProof(subject, fact),
        specProof(subject, 'resources.limits', asked ? `${asked[0]}: ${asked[1]}` : 'no GPU'),
        specProof(subject, 'runtimeClassName', runtime ?? 'not set'),
        attemptProof(subject),
      ],
      fixes: [fixOf(isOld, asked !== undefined || isPlugin(subject), runtime, cuda)],
      decides: `what nvidia-smi says on node ${node}, and in a container of this pod`,
    };
  },
};

/** The device plugin's own container asks for none, and sees all by its runtime. */
const isPlugin = ({ container }: Subject) => /device-plugin|dcgm|gpu-feature-discovery|gpu-operator/.test(container.image ?? '');

function whyNot(asked: [string, string] | undefined, runtime: string | undefined, subject: Subject): string {
  if (!asked && !isPlugin(subject)) return 'it asks for none in its limits';
  if (runtime) return `its runtime class is ${runtime}, so the driver of the node is missing or does not fit`;
  return 'no runtimeClassName is set, so what the node takes by default has to be the NVIDIA runtime; else the node has no GPU, or no driver for it';
}

function fixOf(isOld: boolean, asks: boolean, runtime: string | undefined, cuda: string | undefined): Fix {
  if (isOld)
    return restarting(`run an image that is built for CUDA ${cuda ?? 'of that driver'} or older, or bring a newer driver onto the node`);
  if (!asks && runtime === undefined)
    return restarting(
      'let it run where a GPU is: ask for one in its limits (nvidia.com/gpu: 1), or set runtimeClassName: nvidia where the nodes have that runtime, and keep it off nodes without a GPU',
    );
  return restarting(
    runtime
      ? 'install the NVIDIA driver on the node, or let the pod go to a node that has it'
      : 'set runtimeClassName: nvidia, if kubectl get runtimeclass lists it, or make the NVIDIA runtime the default of the node; keep it off nodes without a GPU',
  );
}
