/** The image that is called after the program which a container is told to run: it may have been meant, where its own has no such file. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { long, partsOf } from '../../kube/image.ts';
import { compare, type EarlierImage } from './earlier-image.ts';

const folderOf = (repository: string) => repository.slice(0, repository.lastIndexOf('/') + 1);

/** /app/worker.py in …/shop/web:2.7.0: …/shop/worker, of the highest tag that the node has. Never of another registry or folder. */
export function imageOfProgram(path: string, { pod, container }: Subject, evidence: Evidence): EarlierImage | undefined {
  const program = /\/([\w-]{3,60})(?:\.\w{1,5})?$/.exec(path)?.[1];
  const { nodeName } = pod.spec;
  const own = long(partsOf(container.image ?? '').repository);
  const meant = `${folderOf(own)}${program}`;
  if (program === undefined || nodeName === undefined || meant === own) return undefined;
  const images = valueOf(evidence.object('nodes', undefined, nodeName))?.status?.images ?? [];
  const [best] = images
    .flatMap(({ names }) => names ?? [])
    .map((image) => ({ image, ...partsOf(image) }))
    .flatMap(({ image, repository, tag }) => (repository === meant && tag !== undefined && !image.includes('@') ? [{ image, tag }] : []))
    .sort((a, b) => compare(b.tag, a.tag));
  return best && { image: best.image, proof: { step: `get node ${nodeName}`, quote: `has the image ${best.image}` } };
}
