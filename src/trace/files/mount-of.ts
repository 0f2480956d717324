/** The mount of a container that brings a file of this name. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { CLUSTER_CA } from '../../kube/cluster-ca.ts';
import { volumeOf } from '../../kube/pod.ts';
import type { VolumeMount } from '../../kube/shapes.ts';
import { volumeFiles } from './volume-files.ts';

export function mountOf(
  file: string,
  { container, pod, namespace }: Subject,
  evidence: Evidence,
): { mount: VolumeMount; object: string } | undefined {
  for (const mount of container.volumeMounts ?? []) {
    const volume = volumeOf(pod, mount.name);
    const { configMap, secret } = volume ?? {};
    const name = configMap?.name ?? secret?.secretName;
    if (!name || name === CLUSTER_CA) continue;
    const files = volumeFiles(volume, namespace, evidence) ?? [];
    if (mount.subPath ? mount.mountPath.endsWith(`/${file}`) || mount.subPath === file : files.includes(file))
      return { mount, object: `${configMap ? 'ConfigMap' : 'Secret'} ${name}` };
  }
  return undefined;
}
