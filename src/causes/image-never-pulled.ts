import { specProof } from '../evidence/proof.ts';
import { otherImage } from '../fixes/image.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import { onNode } from '../trace/history/earlier-image.ts';
import { pullFailure } from '../trace/objects/pull-failure.ts';
import { type Cause, RUNG } from './cause.ts';

export const imageNeverPulled: Cause = {
  id: 'image-never-pulled',
  title: 'imagePullPolicy Never, and the node does not have the image',
  tier: 'kubernetes',
  covers: ['img.never-present'],
  rung: RUNG.start,

  detect(subject, evidence) {
    const pull = pullFailure(subject);
    if (pull?.sort !== 'never') return undefined;
    const { container, pod } = subject;
    const fix = new WorkloadFix(subject, evidence);
    const other = otherImage(subject, evidence, true);
    // Since 1.35 the kubelet says the same of an image that another pod's pull secret has brought (images/image_manager.go).
    const there = pull.volume === undefined ? onNode(subject, evidence) : undefined;
    const node = `node ${pod.spec.nodeName ?? ''}`;
    return {
      summary: `container ${container.name} cannot start: ${there ? `${node} has image ${pull.shown}, but does not give it to this pod, as it was pulled with a pull secret that the pod does not name` : `${node} does not have image ${pull.shown}`}, and imagePullPolicy Never forbids to pull it`,
      confidence: there ? 'likely' : 'certain',
      object: fix.containerObject('imagePullPolicy'),
      proof: [pull.proof, specProof(subject, 'imagePullPolicy', 'Never'), ...present(there?.proof), ...other.proof],
      fixes: [
        ...(there ? [] : other.fixes),
        fix.patchContainer(
          there
            ? 'let the node ask the registry for it, with the pull secret that brought it in imagePullSecrets'
            : 'let the node pull the image when it does not have it',
          { imagePullPolicy: 'IfNotPresent' },
        ),
      ],
      decides: 'the log of the kubelet (KubeletEnsureSecretPulledImages), and whether the image came to the node after that refusal',
    };
  },
};
