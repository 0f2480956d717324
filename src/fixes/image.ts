/** Another image, where the present one is broken or is not to be had. */
import type { Evidence } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { lastName } from '../kube/folder.ts';
import { long, partsOf, tagAskedFor } from '../kube/image.ts';
import type { Fix, Proof } from '../report.ts';
import { earlierImage, imageBefore, imageMeant, onNode } from '../trace/history/earlier-image.ts';
import { pullFailure } from '../trace/objects/pull-failure.ts';
import { rollback } from './rollback.ts';
import { WorkloadFix } from './workload.ts';

export interface OtherImage {
  fixes: Fix[];
  proof: Proof[];
}

/** The way back first, then an image that is known to be there. `absent`: the present one cannot be had, so any other tag is better. */
export function otherImage(subject: Subject, evidence: Evidence, absent = false): OtherImage {
  const back = rollback(subject, evidence, (change) => /(?:^| )(?:image|command|args)\b/.test(change));
  if (back) return { fixes: [back.fix], proof: [back.proof] };
  // What is known of other images is known of the container's own.
  if (absent && pullFailure(subject)?.volume !== undefined) return { fixes: [], proof: [] };
  const own = absent && subject.container.imagePullPolicy === 'Always' ? onNode(subject, evidence) : undefined;
  if (own)
    return {
      fixes: [
        new WorkloadFix(subject, evidence).patchContainer(
          `run the image that node ${own.node} has already, without asking the registry at each start; another node may not have it`,
          { imagePullPolicy: 'IfNotPresent' },
        ),
      ],
      proof: [own.proof],
    };
  const before = absent ? imageBefore(subject, evidence) : undefined;
  const known = before ?? earlierImage(subject, evidence, absent);
  const mine = partsOf(subject.container.image ?? '');
  const isOwn = known !== undefined && long(partsOf(known.image).repository) === long(mine.repository);
  // A name of which there are other tags is no slip.
  const near = absent && !before && !isOwn ? imageMeant(subject, evidence) : undefined;
  const earlier = near ?? known;
  if (!earlier) return { fixes: [], proof: [] };
  const { tag, repository } = partsOf(earlier.image);
  const fix = new WorkloadFix(subject, evidence);
  const { imagePullPolicy } = subject.container;
  // The same name and tag of another registry: it is the registry that the name lacks, or has wrong.
  const isMoved = absent && tag === mine.tag && repository !== mine.repository && lastName(repository) === lastName(mine.repository);
  const whence = earlier.proof.step.startsWith('get node') ? 'the node has' : 'runs here already';
  const run = `run ${repository === mine.repository ? tag : earlier.image}, which ${whence}`;
  const text = near
    ? `${run}, if that is meant: the same tag, and nearly the same name`
    : before
      ? `${run}, as revision ${before.revision} does`
      : isMoved
        ? `${run}: the same name and tag, of another registry`
        : `${run}, until ${tagAskedFor(subject.container.image ?? '') ?? 'that digest'} is ${absent ? 'to be had' : 'repaired'}`;
  // With Always the kubelet asks the registry again, which may be what fails.
  const image =
    absent && imagePullPolicy === 'Always'
      ? fix.patchContainer(text, { image: earlier.image, imagePullPolicy: 'IfNotPresent' })
      : fix.setImage(text, earlier.image);
  return { fixes: [image], proof: [earlier.proof] };
}
