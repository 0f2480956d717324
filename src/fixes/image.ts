/** Another image, where the present one is broken or is not to be had. */
import type { Evidence } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { lastName } from '../kube/folder.ts';
import { long, partsOf, tagAskedFor } from '../kube/image.ts';
import type { Fix, Proof } from '../report.ts';
import { type EarlierImage, earlierImage, imageBefore, imageMeant, onNode } from '../trace/history/earlier-image.ts';
import { pullFailure } from '../trace/objects/pull-failure.ts';
import { rollback } from './rollback.ts';
import { WorkloadFix } from './workload.ts';

export interface OtherImage {
  fixes: Fix[];
  proof: Proof[];
}

const NONE: OtherImage = { fixes: [], proof: [] };

/** The way back first, then an image that is known to be there. `absent`: the present one cannot be had, so any other tag is better. */
export function otherImage(subject: Subject, evidence: Evidence, absent = false): OtherImage {
  const back = rollback(subject, evidence, (change) => /(?:^| )(?:image|command|args)\b/.test(change));
  if (back) return { fixes: [back.fix], proof: [back.proof] };
  // What is known of other images is known of the container's own.
  if (absent && pullFailure(subject)?.volume !== undefined) return NONE;
  const kept = absent ? keptOnNode(subject, evidence) : undefined;
  if (kept) return kept;
  const known = absent ? absentImage(subject, evidence) : brokenImage(subject, evidence);
  if (!known) return NONE;
  const { image, proof, text } = known;
  const fix = new WorkloadFix(subject, evidence);
  // With Always the kubelet asks the registry again, which may be what fails.
  const isAsked = absent && subject.container.imagePullPolicy === 'Always';
  return {
    fixes: [isAsked ? fix.patchContainer(text, { image, imagePullPolicy: 'IfNotPresent' }) : fix.setImage(text, image)],
    proof: [proof],
  };
}

/** The node has the very image, and would only not have to ask for it. */
function keptOnNode(subject: Subject, evidence: Evidence): OtherImage | undefined {
  const own = subject.container.imagePullPolicy === 'Always' ? onNode(subject, evidence) : undefined;
  if (!own) return undefined;
  const text = `run the image that node ${own.node} has already, without asking the registry at each start; another node may not have it`;
  return { fixes: [new WorkloadFix(subject, evidence).patchContainer(text, { imagePullPolicy: 'IfNotPresent' })], proof: [own.proof] };
}

interface Known extends EarlierImage {
  /** What running it comes to. */
  text: string;
}

/** One that runs elsewhere or was run before, in place of one that is not to be had. */
function absentImage(subject: Subject, evidence: Evidence): Known | undefined {
  const mine = partsOf(subject.container.image ?? '');
  const before = imageBefore(subject, evidence);
  if (before) return { ...before, text: `${runWords(before, subject)}, as revision ${before.revision} does` };
  const known = earlierImage(subject, evidence, true);
  const isOwn = known !== undefined && long(partsOf(known.image).repository) === long(mine.repository);
  // A name of which there are other tags is no slip.
  const near = isOwn ? undefined : imageMeant(subject, evidence);
  if (near) return { ...near, text: `${runWords(near, subject)}, if that is meant: the same tag, and nearly the same name` };
  if (!known) return undefined;
  const { tag, repository } = partsOf(known.image);
  // The same name and tag of another registry: it is the registry that the name lacks, or has wrong.
  const isMoved = tag === mine.tag && repository !== mine.repository && lastName(repository) === lastName(mine.repository);
  const text = isMoved
    ? `${runWords(known, subject)}: the same name and tag, of another registry`
    : `${runWords(known, subject)}, until ${askedWords(subject)} is to be had`;
  return { ...known, text };
}

/** One that ran before, in place of one that is broken. */
function brokenImage(subject: Subject, evidence: Evidence): Known | undefined {
  const known = earlierImage(subject, evidence);
  return known && { ...known, text: `${runWords(known, subject)}, until ${askedWords(subject)} is repaired` };
}

/** "run 1.4, which the node has"; of another name the whole of it. */
function runWords({ image, proof }: EarlierImage, { container }: Subject): string {
  const { tag, repository } = partsOf(image);
  const isSameName = repository === partsOf(container.image ?? '').repository;
  return `run ${isSameName ? tag : image}, which ${proof.step.startsWith('get node') ? 'the node has' : 'runs here already'}`;
}

const askedWords = ({ container }: Subject) => tagAskedFor(container.image ?? '') ?? 'that digest';
