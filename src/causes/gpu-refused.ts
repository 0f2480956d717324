import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { settingProof } from '../findings/setting-proof.ts';
import { dropVariable } from '../fixes/command-line.ts';
import { restarting } from '../fixes/fix.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import type { Fix, ObjectRef } from '../report.ts';
import { placeOf, type Setting, variablesOf } from '../trace/settings/settings.ts';
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
    const asked = Object.entries(container.resources?.limits ?? {}).find(([name]) => /gpu|\/mig-/i.test(name));
    const runtime = pod.spec.runtimeClassName;
    const node = pod.spec.nodeName ?? '';
    const variables = variablesOf(subject, evidence).filter(({ place }) => place.kind === 'env');
    const image = ofImage(detail, found, node, fix);
    const hiding = image || !(asked ?? runtime) ? undefined : variables.find((one) => hides(one, Number(asked?.[1])));
    const { words, object, fixes } = image ?? (hiding ? hidden(hiding, detail, fix) : unseen(asked, runtime, detail, node, fix));
    return {
      summary: `container ${container.name} ${words}`,
      confidence: hiding ? 'certain' : 'likely',
      object,
      proof: [
        logProof(subject, fact),
        ...present(hiding && settingProof(hiding, undefined, undefined, subject)),
        specProof(subject, 'resources.limits', asked ? `${asked[0]}: ${asked[1]}` : 'no GPU'),
        specProof(subject, 'runtimeClassName', runtime ?? 'not set'),
        attemptProof(subject),
      ],
      fixes,
      decides: `what nvidia-smi says on node ${node}, and in a container of this pod`,
    };
  },
};

interface Why {
  words: string;
  object: ObjectRef;
  fixes: Fix[];
}

/** The GPU is there, and the image is made for another one, another driver, or none. */
function ofImage(detail: string, found: string | undefined, node: string, fix: WorkloadFix): Why | undefined {
  const { image } = fix.subject.container;
  const why = (words: string, advice: string): Why => ({ words, object: fix.containerObject('image'), fixes: [restarting(advice)] });
  // 12040 is CUDA 12.4 (CUDA_VERSION in cuda.h).
  const cuda =
    found && Number(found) >= 1000 ? `${Math.floor(Number(found) / 1000)}.${Math.floor((Number(found) % 1000) / 10)}` : undefined;
  if (/too old|insufficient/.test(detail))
    return why(
      `is built for a newer CUDA than the NVIDIA driver of node ${node} knows${cuda ? `, which is CUDA ${cuda}` : ''} (image ${image})`,
      `run an image that is built for CUDA ${cuda ?? 'of that driver'} or older, or bring a newer driver onto the node`,
    );
  if (/not compiled with CUDA/.test(detail))
    return why(
      `asks for a GPU, and the PyTorch of its image is built without CUDA (image ${image})`,
      'run an image whose PyTorch is built for CUDA, or tell the program to use the CPU',
    );
  if (/no kernel image/.test(detail))
    return why(
      `runs code that is not built for the GPU of node ${node} (image ${image})`,
      'run an image that is built for that card (its compute capability), or let the pod go to a node with another one',
    );
  return undefined;
}

const VISIBLE = /^(?:CUDA|NVIDIA|HIP|ROCR)_VISIBLE_DEVICES$/;

/**
 * It shows the program none of the GPUs that it is given (CUDA C++ programming guide, environment variables; container-toolkit), or one
 * behind the last: those of a container are counted from 0.
 */
function hides({ name = '', value }: Setting, given: number): boolean {
  if (!VISIBLE.test(name) || value === undefined) return false;
  const first = value.split(',')[0]?.trim() ?? '';
  if (name.startsWith('NVIDIA')) return /^(?:none|void)$/.test(first);
  return first === '' || first === '-1' || /^No/i.test(first) || (/^\d{1,3}$/.test(first) && Number(first) >= given);
}

const hidden = (setting: Setting, detail: string, fix: WorkloadFix): Why => ({
  words: `finds no GPU that it can use: ${detail}; ${placeOf(setting)} is ${JSON.stringify(setting.value)}, which shows it none of those that it is given`,
  object: fix.containerObject(`env[${setting.name}]`),
  fixes: [dropVariable(fix, `take ${setting.name} out: the container sees what it is given, and no more`, setting.name ?? '')],
});

/** The device plugin's own container asks for none, and sees all by its runtime. */
const isPlugin = ({ container }: Subject) => /device-plugin|dcgm|gpu-feature-discovery|gpu-operator/.test(container.image ?? '');

/** The container is given no GPU, or gets nothing of its driver. */
function unseen(asked: [string, string] | undefined, runtime: string | undefined, detail: string, node: string, fix: WorkloadFix): Why {
  const asks = asked !== undefined || isPlugin(fix.subject);
  const isAmd = /\bHIP\b/.test(detail) || asked?.[0].startsWith('amd.com/') === true;
  const isMore = /invalid device ordinal/.test(detail);
  const beside = fix.subject.pod.spec.containers.find(
    ({ name, resources }) =>
      name !== fix.subject.container.name && Object.keys(resources?.limits ?? {}).some((one) => /gpu|\/mig-/i.test(one)),
  );
  const why = !asks
    ? `it asks for none in its limits${beside ? `; container ${beside.name} of the pod has one, which is its own` : ''}`
    : isMore && asked
      ? `it uses more than the ${asked[1]} that its limits give it`
      : isAmd
        ? 'the node has no AMD GPU, or no driver for it'
        : runtime
          ? `its runtime class is ${runtime}, so the driver of the node is missing or does not fit`
          : 'no runtimeClassName is set, so what the node takes by default has to be the NVIDIA runtime; else the node has no GPU, or no driver for it';
  return {
    words: `finds no GPU that it can use on node ${node}: ${detail}; ${why}`,
    object: asked && !isMore ? fix.object('runtimeClassName') : fix.containerObject('resources.limits'),
    fixes: !asks && runtime === undefined ? [asking(isAmd, fix)] : [restarting(isMore ? FEWER : isAmd ? AMD : runtime ? DRIVER : RUNTIME)],
  };
}

const FEWER = 'let it use as many GPUs as its limits give it, or ask for more there';
const AMD = 'let the pod go to a node with an AMD GPU and its driver';
const DRIVER = 'install the NVIDIA driver on the node, or let the pod go to a node that has it';
const RUNTIME =
  'set runtimeClassName: nvidia, if kubectl get runtimeclass lists it, or make the NVIDIA runtime the default of the node; keep it off nodes without a GPU';

function asking(isAmd: boolean, fix: WorkloadFix): Fix {
  const name = isAmd ? 'amd.com/gpu' : 'nvidia.com/gpu';
  const otherwise = isAmd ? '' : '; or set runtimeClassName: nvidia where the nodes have that runtime, and keep it off nodes without a GPU';
  return fix.patchContainer(`let it run where a GPU is: ask for one in its limits (${name}: 1)${otherwise}`, {
    resources: { limits: { [name]: '1' } },
  });
}
