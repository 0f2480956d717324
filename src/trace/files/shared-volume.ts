/** A file that containers of one pod share through a volume, which they do not mount in the same place. */

import type { Subject } from '../../evidence/subject.ts';
import { folderPath, parentOf } from '../../kube/folder.ts';
import { containersOf, volumeOf } from '../../kube/pod.ts';
import type { Volume, VolumeMount } from '../../kube/shapes.ts';
import { isOfImage } from './key-for-file.ts';

export interface SharedElsewhere {
  volume: Volume;
  /** Where this container has it; undefined where it does not mount it at all. */
  mount: VolumeMount | undefined;
  /** Who else has it, and where. */
  other: string;
  theirs: VolumeMount;
  /** Does the path lie in the other one's mount? Else only this volume can be meant. */
  sure: boolean;
  /** Where it would have to be mounted. */
  wanted: string;
}

const holds = ({ mountPath }: VolumeMount, path: string) => path.startsWith(`${folderPath(mountPath)}/`) && folderPath(mountPath) !== '';

/** `path` lies in no mount of this container. */
export function sharedElsewhere(path: string, { container, pod }: Subject): SharedElsewhere | undefined {
  const own = container.volumeMounts ?? [];
  const others = containersOf(pod).filter(({ spec }) => spec.name !== container.name);
  const found = others.flatMap(({ spec }) =>
    (spec.volumeMounts ?? []).flatMap((theirs) => {
      const volume = volumeOf(pod, theirs.name);
      return volume && isShared(volume) ? [{ volume, theirs, other: spec.name }] : [];
    }),
  );
  const named = found.find(({ theirs }) => holds(theirs, path));
  if (named) {
    const mount = own.find(({ name }) => name === named.volume.name);
    return { ...named, mount, sure: true, wanted: folderPath(named.theirs.mountPath) };
  }
  const mounts = own.filter(({ name }) => found.some(({ volume }) => volume.name === name));
  const [mount] = mounts;
  const partner = found.find(({ volume }) => volume.name === mount?.name);
  const folder = parentOf(path);
  if (!mount || !partner || mounts.length > 1 || mount.subPath || folder === '' || isOfImage(path)) return undefined;
  return { ...partner, mount, sure: false, wanted: folder };
}

const isShared = ({ emptyDir, persistentVolumeClaim, ephemeral }: Volume) => Boolean(emptyDir ?? persistentVolumeClaim ?? ephemeral);
