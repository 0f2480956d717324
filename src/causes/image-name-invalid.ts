import { specProof } from '../evidence/proof.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import { pullFailure } from '../trace/objects/pull-failure.ts';
import { type Cause, RUNG } from './cause.ts';

export const imageNameInvalid: Cause = {
  id: 'image-name-invalid',
  title: "the image's name is no valid name",
  tier: 'kubernetes',
  covers: ['img.invalid-name'],
  rung: RUNG.start,

  detect(subject, evidence) {
    const pull = pullFailure(subject);
    if (pull?.sort !== 'name') return undefined;
    const { container } = subject;
    const fix = new WorkloadFix(subject, evidence);
    const back = rollback(subject, evidence, (change) => /(?:^| )image /.test(change));
    // What people type: spaces, a scheme, capitals in the repository, a slash at the end (distribution/reference grammar).
    const clean = pull.image
      .trim()
      .replace(/^https?:\/\//, '')
      .replace(/\s+/g, '')
      .replace(/\/+(?=$|:)/, '')
      .replace(/^[^:@]+/, (repository) => repository.toLowerCase());
    const better =
      clean !== pull.image && /^[a-z0-9][a-z0-9._/-]*(?::\d+\/[a-z0-9._/-]+)?(?::[\w][\w.-]{0,127})?(?:@sha256:[a-f0-9]{64})?$/.test(clean)
        ? clean
        : undefined;
    return {
      summary: `container ${container.name} cannot start: "${pull.image}" is no valid name of an image${better ? `; ${better} was probably meant` : ''}`,
      confidence: 'certain',
      object: fix.containerObject('image'),
      proof: [pull.proof, specProof(subject, 'image', pull.image), ...present(back?.proof)],
      fixes: present(back?.fix, better && fix.setImage(`name the image ${better}`, better)),
    };
  },
};
