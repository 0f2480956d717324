/** The mount of a container that brings a file of this name. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { VolumeMount } from '../../kube/shapes.ts';

export function mountOf(
  file: string,
  { container, pod, namespace }: Subject,
  evidence: Evidence,
): { mount: VolumeMount; object: string } | undefined {
  for (const mount of container.volumeMounts ?? []) {
    const { configMap, secret } = pod.spec.volumes?.find(({ name }) => name === mount.name) ?? {};
    const name = configMap?.name ?? secret?.secretName;
    if (!name || name === 'kube-root-ca.crt') continue;
    const keys = valueOf(evidence.keys(configMap ? 'configmaps' : 'secrets', namespace))?.get(`${namespace}/${name}`) ?? [];
    const files = (configMap ?? secret)?.items?.map(({ path }) => path) ?? keys;
    if (mount.subPath ? mount.mountPath.endsWith(`/${file}`) || mount.subPath === file : files.includes(file))
      return { mount, object: `${configMap ? 'ConfigMap' : 'Secret'} ${name}` };
  }
  return undefined;
}
