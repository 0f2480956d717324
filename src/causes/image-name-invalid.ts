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
    // What people type: spaces, a scheme, capitals in the repository, a slash too many, nothing behind a colon (distribution/reference grammar).
    const clean = pull.image
      .trim()
      .replace(/^https?:\/\//, '')
      .replace(/\s+/g, '')
      .replace(/\/+(?=$|:)/, '')
      .replace(/\/{2,}/g, '/')
      .replace(/:(?=$|\/)/, '')
      .replace(/^[^:@]+/, (repository) => repository.toLowerCase());
    const why = WHY.find(([form]) => form.test(pull.image))?.[1];
    const better =
      clean !== pull.image && /^[a-z0-9][a-z0-9._/-]*(?::\d+\/[a-z0-9._/-]+)?(?::[\w][\w.-]{0,127})?(?:@sha256:[a-f0-9]{64})?$/.test(clean)
        ? clean
        : undefined;
    return {
      summary: `container ${container.name} cannot start: "${pull.image}" is no valid name of an image${why ? `: ${why}` : ''}${better ? `; ${better} was probably meant` : ''}`,
      confidence: 'certain',
      object: fix.containerObject('image'),
      proof: [pull.proof, specProof(subject, 'image', pull.image), ...present(back?.proof)],
      fixes: present(back?.fix, better && fix.setImage(`name the image ${better}`, better)),
    };
  },
};

/** The first of these that is so. */
const WHY: readonly [RegExp, string][] = [
  [/\$\{?\w|\{\{|<[\w -]+>|%\w+%/, 'a word in it stands for a value, and whatever applied it has not put that in (envsubst, Helm, the CI)'],
  [/^:|^@/, 'what stands before its tag is empty'],
  [/^https?:\/\//, 'an image has no scheme'],
  [/\s/, 'there is a blank in it'],
  [/(?<!@sha256):[^/@:]{0,200}:[^/@:]{0,200}$/, 'it has two tags'],
  [/@sha256:(?![0-9a-f]{64}$)/, 'a digest has 64 hexadecimal digits'],
  [/:[\w.-]*\+/, 'a tag has no plus sign'],
  [/\/[^:@/]*:[^@]*\//, 'a tag has no slash'],
  [/^[^:@]*[A-Z]/, 'a repository has no capitals'],
  [/:$|:\//, 'nothing stands behind its colon'],
];
