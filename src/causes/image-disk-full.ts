import { advised } from '../fixes/fix.ts';
import { otherImage } from '../fixes/image.ts';
import { pullFailure } from '../trace/objects/pull-failure.ts';
import { type Cause, RUNG } from './cause.ts';

export const imageDiskFull: Cause = {
  id: 'image-disk-full',
  title: 'the node has no room for the image',
  tier: 'environment',
  covers: ['img.pull-nospace'],
  rung: RUNG.start,

  detect(subject, evidence) {
    const pull = pullFailure(subject);
    if (pull?.sort !== 'no-space') return undefined;
    const other = otherImage(subject, evidence, true);
    return {
      summary: `container ${subject.container.name} cannot start: node ${subject.pod.spec.nodeName ?? ''} has no room left for image ${pull.image}`,
      confidence: 'certain',
      object: { kind: 'Image', name: pull.image },
      proof: [pull.proof, ...other.proof],
      fixes: [
        ...other.fixes,
        advised('free the disk of the node: unused images, logs, ephemeral volumes; or let the pod run on another node'),
      ],
    };
  },
};
