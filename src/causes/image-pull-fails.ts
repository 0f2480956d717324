import { otherImage, rebuild } from '../fixes/image.ts';
import { pullFailure } from '../trace/objects/pull-failure.ts';
import { type Cause, RUNG } from './cause.ts';

export const imagePullFails: Cause = {
  id: 'image-pull-fails',
  title: 'the image cannot be pulled',
  tier: 'environment',
  covers: ['img.pull-notfound', 'img.pull-timeout', 'img.pull-auth'],
  rung: RUNG.start,

  detect(subject, evidence) {
    const pull = pullFailure(subject);
    if (pull?.sort !== 'other') return undefined;
    const other = otherImage(subject, evidence, true);
    return {
      summary: `container ${subject.container.name} cannot start: image ${pull.image} cannot be pulled: ${pull.why}`,
      confidence: 'likely',
      object: { kind: 'Image', name: pull.image },
      proof: [pull.proof, ...other.proof],
      fixes: [...other.fixes, rebuild('look at what the registry and the node say of this image')],
      decides: 'a pull of this image by hand on the node (crictl pull)',
    };
  },
};
