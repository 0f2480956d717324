/** Another image of the same repository that is known to be there: one that an earlier revision ran, or that the node has. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import { ownerOf } from '../../evidence/owner.ts';
import type { Subject } from '../../evidence/subject.ts';
import { long, partsOf, tagAskedFor } from '../../kube/image.ts';
import { isOwnedBy } from '../../kube/metadata.ts';
import type { KubeObject, PodSpec } from '../../kube/shapes.ts';
import { isSlip } from '../../nearest.ts';
import { only } from '../../only.ts';
import type { Proof } from '../../report.ts';
import { selectedBy } from './selected.ts';

export interface EarlierImage {
  image: string;
  proof: Proof;
}

/** The very image that the pod asks for, where its node has it (of the 50 largest, which are all that the kubelet reports). */
export function onNode(
  { pod, container }: Subject,
  evidence: Evidence,
  image = container.image ?? '',
): { node: string; proof: Proof } | undefined {
  const { repository, tag = 'latest' } = partsOf(image);
  const { nodeName: node } = pod.spec;
  const names = imagesOf(node, evidence);
  const wanted = image.includes('@') ? `${long(repository)}@${image.split('@')[1]}` : `${long(repository)}:${tag}`;
  return node && names.includes(wanted) ? { node, proof: { step: `get node ${node}`, quote: `has the image ${wanted}` } } : undefined;
}

const imagesOf = (node: string | undefined, evidence: Evidence): string[] =>
  node ? (valueOf(evidence.object('nodes', undefined, node))?.status?.images ?? []).flatMap(({ names }) => names ?? []) : [];

/**
 * What the container ran before its image was changed, where the node has that: the newest other revision with another image. Whether it was
 * ever well does not count, as the present one is not to be had at all.
 */
export function imageBefore(subject: Subject, evidence: Evidence): (EarlierImage & { revision: number }) | undefined {
  const { container, pod, namespace } = subject;
  const { kind, object } = ownerOf(pod, evidence);
  if (!object || !['Deployment', 'StatefulSet', 'DaemonSet'].includes(kind)) return undefined;
  const kept: { metadata: KubeObject['metadata']; revision: number; spec: PodSpec | undefined }[] =
    kind === 'Deployment'
      ? (valueOf(selectedBy(object, 'replicasets', namespace, evidence)) ?? []).map(({ metadata, spec }) => ({
          metadata,
          revision: Number(metadata.annotations?.['deployment.kubernetes.io/revision'] ?? 0),
          spec: spec.template?.spec,
        }))
      : (valueOf(selectedBy(object, 'controllerrevisions', namespace, evidence)) ?? []).map(({ metadata, revision = 0, data }) => ({
          metadata,
          revision,
          spec: data?.spec?.template?.spec,
        }));
  for (const { revision, spec } of kept.filter((one) => isOwnedBy(one, object.metadata.uid)).sort((a, b) => b.revision - a.revision)) {
    const image = [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])].find(({ name }) => name === container.name)?.image;
    const there = image === undefined || image === container.image ? undefined : onNode(subject, evidence, image);
    if (image !== undefined && there) return { image, revision, proof: there.proof };
  }
  return undefined;
}

/** The only image of the node with the same tag whose name differs by a slip in one part: ngnix for nginx, shops/api for shop/api. */
export function imageMeant({ pod, container }: Subject, evidence: Evidence): EarlierImage | undefined {
  const { repository } = partsOf(container.image ?? '');
  const tag = tagAskedFor(container.image ?? '');
  const { nodeName } = pod.spec;
  const near = only(
    imagesOf(nodeName, evidence)
      .map(partsOf)
      .filter((one) => tag !== undefined && one.tag === tag && differsBySlip(long(one.repository), long(repository))),
  )?.repository;
  return near === undefined
    ? undefined
    : { image: `${short(near)}:${tag}`, proof: { step: `get node ${nodeName}`, quote: `has the image ${near}:${tag}` } };
}

function differsBySlip(a: string, b: string): boolean {
  const [left, right] = [a.split('/'), b.split('/')];
  const parts = left.map((part, at) => [part, right[at] ?? ''] as const).filter(([one, other]) => one !== other);
  return left.length === right.length && parts.length === 1 && parts.every(([one, other]) => isSlip(one, other));
}

/** As specs name it. */
const short = (repository: string) => repository.replace(/^docker\.io\/(?:library\/)?/, '');

/**
 * A tag below the present one: of a container that is ready in the namespace, else of an image that the node has (the kubelet reports at
 * most 50, the largest: nodeStatusMaxImages). `any`: a higher one too, where there is no lower.
 */
export function earlierImage(subject: Subject, evidence: Evidence, any = false): EarlierImage | undefined {
  const { image: own = '' } = subject.container;
  const tag = tagAskedFor(own);
  if (!tag && !any) return undefined;
  const wanted: Wanted = { repository: partsOf(own).repository, tag, any };
  const known = [running(subject, evidence), onItsNode(subject, evidence)].map(tagged);
  // The same name in another registry, where this one does not give it: a mirror, or the registry that was meant.
  return (
    firstOf(known, (images) => ofRepository(images, wanted)) ?? (any ? firstOf(known, (images) => ofMirror(images, wanted)) : undefined)
  );
}

interface Tagged {
  repository: string;
  tag: string;
  proof: Proof;
}

interface Wanted {
  repository: string;
  tag: string | undefined;
  any: boolean;
}

const firstOf = <T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined => {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** Of containers of the namespace that are ready. */
const running = ({ namespace }: Subject, evidence: Evidence): EarlierImage[] =>
  (valueOf(evidence.list('pods', namespace)) ?? []).flatMap(({ metadata, spec, status }) =>
    spec.containers
      .filter(({ name }) => status.containerStatuses?.some((one) => one.name === name && one.ready))
      .map(({ image = '' }) => ({ image, proof: { step: `get pod ${metadata.name}`, quote: `${image}, ready` } })),
  );

function onItsNode({ pod: { spec } }: Subject, evidence: Evidence): EarlierImage[] {
  const { nodeName } = spec;
  const node = nodeName ? valueOf(evidence.object('nodes', undefined, nodeName)) : undefined;
  return (node?.status?.images ?? [])
    .flatMap(({ names }) => names ?? [])
    .map((image) => ({ image, proof: { step: `get node ${nodeName}`, quote: `has the image ${image}` } }));
}

const tagged = (images: readonly EarlierImage[]): Tagged[] =>
  images.flatMap(({ image, proof }) => {
    const { repository, tag } = partsOf(image);
    return tag === undefined ? [] : [{ repository, tag, proof }];
  });

const highest = (images: readonly Tagged[]): Tagged | undefined => [...images].sort((a, b) => compare(b.tag, a.tag))[0];
const below = (tag: string | undefined, images: readonly Tagged[]) =>
  highest(images.filter((one) => tag !== undefined && compare(one.tag, tag) < 0));

function ofRepository(images: readonly Tagged[], { repository, tag, any }: Wanted): EarlierImage | undefined {
  const others = images.filter((one) => one.tag !== tag && long(one.repository) === long(repository));
  const same = any && tag !== undefined ? highest(others.filter((one) => isSameVersion(one.tag, tag))) : undefined;
  const best = same ?? below(tag, others) ?? (any ? highest(others) : undefined);
  return best && { image: `${repository}:${best.tag}`, proof: best.proof };
}

function ofMirror(images: readonly Tagged[], { repository, tag }: Wanted): EarlierImage | undefined {
  const mirrored = images.filter((one) => pathOf(one.repository) === pathOf(repository) && long(one.repository) !== long(repository));
  const best = mirrored.find((one) => one.tag === tag) ?? below(tag, mirrored) ?? highest(mirrored);
  return best && { image: `${best.repository}:${best.tag}`, proof: best.proof };
}

/** One of them says less of it: 1.0 and 1.0.3, v1.0.3 and 1.0.3, 1.22 and 1.22-alpine. */
function isSameVersion(a: string, b: string): boolean {
  const [one, other] = [a, b].map((tag) => tag.replace(/^v(?=\d)/, '')).sort((x, y) => x.length - y.length) as [string, string];
  return /^\d/.test(one) && (one === other || (other.startsWith(one) && /^[.-]/.test(other.slice(one.length))));
}

/** Without the registry. */
const pathOf = (repository: string) => long(repository).replace(/^[^/]*\//, '');

/** Versions by their numbers, 1.10.0 after 1.9.0; others by their letters. */
export function compare(a: string, b: string): number {
  const [x, y] = [a, b].map((tag) => tag.split(/[^0-9A-Za-z]+|(?<=\d)(?=[A-Za-z])|(?<=[A-Za-z])(?=\d)/)) as [string[], string[]];
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const [p = '', q = ''] = [x[i], y[i]];
    if (p === q) continue;
    return /^\d+$/.test(p) && /^\d+$/.test(q) ? Number(p) - Number(q) : p < q ? -1 : 1;
  }
  return 0;
}
