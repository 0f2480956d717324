import { specProof } from '../evidence/proof.ts';
import { otherImage } from '../fixes/image.ts';
import { WorkloadFix } from '../fixes/workload.ts';
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
    return {
      summary: `container ${container.name} cannot start: node ${pod.spec.nodeName ?? ''} does not have image ${pull.shown}, and imagePullPolicy Never forbids to pull it`,
      confidence: 'certain',
      object: fix.containerObject('imagePullPolicy'),
      proof: [pull.proof, specProof(subject, 'imagePullPolicy', 'Never'), ...other.proof],
      fixes: [
        ...other.fixes,
        fix.patchContainer('let the node pull the image when it does not have it', { imagePullPolicy: 'IfNotPresent' }),
      ],
    };
  },
};
