/** A volume of the pod that brings a file, and that the container which looks for it does not mount. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { lastName } from '../../kube/folder.ts';
import { containersOf } from '../../kube/pod.ts';
import type { Volume } from '../../kube/shapes.ts';
import { only } from '../../only.ts';
import { partsOf } from './mounted-file.ts';
import { volumeFiles } from './volume-files.ts';

export interface NeighbourVolume {
  volume: Volume;
  /** ConfigMap shipper. */
  object: string;
  /** Who mounts it, and where. */
  other: { name: string; mountPath: string } | undefined;
}

export function volumeOfNeighbour(path: string, { container, pod, namespace }: Subject, evidence: Evidence): NeighbourVolume | undefined {
  const own = (container.volumeMounts ?? []).map(({ name }) => name);
  const volume = only(
    (pod.spec.volumes ?? []).filter((one) => !own.includes(one.name) && volumeFiles(one, namespace, evidence)?.includes(lastName(path))),
  );
  const part = volume && partsOf(volume)[0];
  if (!part) return undefined;
  const [other] = containersOf(pod).flatMap(({ spec }) =>
    (spec.volumeMounts ?? []).filter(({ name }) => name === volume.name).map(({ mountPath }) => ({ name: spec.name, mountPath })),
  );
  return { volume, object: `${part.kind} ${part.name}`, other };
}
