import { advised } from '../fixes/fix.ts';
import { otherImage } from '../fixes/image.ts';
import { pullFailure } from '../trace/objects/pull-failure.ts';
import { type Cause, RUNG } from './cause.ts';

export const imagePullLimited: Cause = {
  id: 'image-pull-limited',
  title: 'the registry limits how many images may be pulled',
  tier: 'environment',
  covers: ['img.pull-rate'],
  rung: RUNG.start,

  detect(subject, evidence) {
    const pull = pullFailure(subject);
    if (pull?.sort !== 'limited') return undefined;
    const other = otherImage(subject, evidence, true);
    return {
      summary: `container ${subject.container.name} cannot start: the registry refuses to give image ${pull.image} for now, as too many images were pulled (rate limit)`,
      confidence: 'certain',
      object: { kind: 'Image', name: pull.image },
      proof: [pull.proof, ...other.proof],
      fixes: [...other.fixes, advised('wait until the limit is over, pull with a login (imagePullSecrets), or through a mirror')],
    };
  },
};
