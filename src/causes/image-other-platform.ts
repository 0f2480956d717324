import { advised } from '../fixes/fix.ts';
import { otherImage } from '../fixes/image.ts';
import { type PullFailure, pullFailure } from '../trace/objects/pull-failure.ts';
import { startFailure } from '../trace/programs/start-failure.ts';
import { type Cause, RUNG } from './cause.ts';

export const imageOtherPlatform: Cause = {
  id: 'image-other-platform',
  title: 'the image is not made for the platform of the node',
  tier: 'container',
  covers: ['img.pull-noarch', 'node.arch'],
  rung: RUNG.start,

  detect(subject, evidence) {
    const started = startFailure(subject);
    const pull =
      started?.failure.sort === 'platform'
        ? { image: subject.container.image ?? '', why: started.message.slice(-120), proof: started.proof }
        : platformOf(pullFailure(subject));
    if (!pull) return undefined;
    const other = otherImage(subject, evidence, true);
    return {
      summary: `container ${subject.container.name} cannot start: image ${pull.image} has no variant for the platform of node ${subject.pod.spec.nodeName ?? ''}: ${pull.why}`,
      confidence: 'certain',
      object: { kind: 'Image', name: pull.image },
      proof: [pull.proof, ...other.proof],
      fixes: [
        ...other.fixes,
        advised(
          "build the image for the node's platform too (docker buildx build --platform …), or let the pod run on nodes that fit (nodeSelector)",
        ),
      ],
    };
  },
};

const platformOf = (pull: PullFailure | undefined) => (pull?.sort === 'platform' ? pull : undefined);
