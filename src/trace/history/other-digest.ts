/** The same image name, and another image behind it: a tag that was moved between the starts of two pods. */

import type { Subject } from '../../evidence/subject.ts';
import type { Pod } from '../../kube/shapes.ts';
import type { Siblings } from './siblings.ts';

export interface OtherDigest {
  pod: Pod;
  here: string;
  there: string;
  /** repository@sha256:…, where the node gives it: what pins the image that is well. */
  pinned: string | undefined;
}

const digestOf = (imageID: string | undefined) => imageID?.match(/sha256:[0-9a-f]{64}$/)?.[0];

/** Nodes of another architecture have another digest of their own only for images that were loaded, not pulled; those are not compared. */
export function otherDigest({ status, container }: Subject, { steady }: Siblings): OtherDigest | undefined {
  const here = digestOf(status?.imageID);
  if (!here || !status?.imageID?.includes('@')) return undefined;
  for (const pod of steady) {
    const same = pod.spec.containers.some(({ name, image }) => name === container.name && image === container.image);
    const imageID = pod.status.containerStatuses?.find(({ name }) => name === container.name)?.imageID;
    const there = digestOf(imageID);
    if (same && there && there !== here && imageID?.includes('@')) return { pod, here, there, pinned: imageID.replace(/^.*?:\/\//, '') };
  }
  return undefined;
}
