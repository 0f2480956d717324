/** Another image, where the present one is broken or is not to be had. */
import type { Evidence } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { lastName } from '../kube/folder.ts';
import { partsOf, tagAskedFor } from '../kube/image.ts';
import type { Fix, Proof } from '../report.ts';
import { earlierImage, onNode } from '../trace/history/earlier-image.ts';
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
  const earlier = earlierImage(subject, evidence, absent);
  if (!earlier) return { fixes: [], proof: [] };
  const { tag, repository } = partsOf(earlier.image);
  const name = repository === partsOf(subject.container.image ?? '').repository ? tag : earlier.image;
  const fix = new WorkloadFix(subject, evidence);
  const { imagePullPolicy } = subject.container;
  const mine = partsOf(subject.container.image ?? '');
  // The same name and tag of another registry: it is the registry that the name lacks, or has wrong.
  const isMoved = absent && tag === mine.tag && repository !== mine.repository && lastName(repository) === lastName(mine.repository);
  const text = isMoved
    ? `run ${earlier.image}, which ${earlier.proof.step.startsWith('get node') ? 'the node has' : 'runs here already'}: the same name and tag, of another registry`
    : `run ${name}, which ${earlier.proof.step.startsWith('get node') ? 'the node has' : 'runs here already'}, until ${tagAskedFor(subject.container.image ?? '')} is ${absent ? 'to be had' : 'repaired'}`;
  // With Always the kubelet asks the registry again, which may be what fails.
  const image =
    absent && imagePullPolicy === 'Always'
      ? fix.patchContainer(text, { image: earlier.image, imagePullPolicy: 'IfNotPresent' })
      : fix.setImage(text, earlier.image);
  return { fixes: [image], proof: [earlier.proof] };
}
