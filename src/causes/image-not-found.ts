import { advised } from '../fixes/fix.ts';
import { otherImage } from '../fixes/image.ts';
import { pullFailure } from '../trace/objects/pull-failure.ts';
import { type Cause, RUNG } from './cause.ts';

export const imageNotFound: Cause = {
  id: 'image-not-found',
  title: 'the registry has no such image',
  tier: 'kubernetes',
  covers: ['img.pull-notfound'],
  rung: RUNG.start,

  detect(subject, evidence) {
    const pull = pullFailure(subject);
    if (pull?.sort !== 'not-found') return undefined;
    const other = otherImage(subject, evidence, true);
    // containerd core/remotes/docker: a blob that the manifest names.
    const isPart = /content at \S{1,400}\/blobs\/\S{1,120} not found/.test(pull.proof.quote);
    return {
      summary: `container ${subject.container.name} cannot start: the registry has ${isPart ? `the manifest of image ${pull.shown}, and not all of its layers` : `no image ${pull.shown}`}`,
      confidence: 'certain',
      object: { kind: 'Image', name: pull.image },
      proof: [pull.proof, ...other.proof],
      fixes: [...other.fixes, advised(`push ${pull.image}${isPart ? ' anew' : ''}, or name an image that exists`)],
    };
  },
};
