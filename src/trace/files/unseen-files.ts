/** Files of a container whose text we do not see: in Secrets, which are not read, and in a ConfigMap's binaryData. */
import { type Evidence, keysOf, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { folderPath } from '../../kube/folder.ts';
import { volumeOf } from '../../kube/pod.ts';
import { partsOf } from './mounted-file.ts';

export interface UnseenFile {
  kind: 'ConfigMap' | 'Secret';
  name: string;
  key: string;
  path: string;
}

/** `of`: Secrets are asked for their keys only where these are wanted. */
export function unseenFiles(
  { container, pod, namespace }: Subject,
  evidence: Evidence,
  of: readonly UnseenFile['kind'][] = ['ConfigMap', 'Secret'],
): UnseenFile[] {
  const shownBy = (kind: UnseenFile['kind'], name: string): string[] =>
    kind === 'Secret'
      ? (keysOf('Secret', name, namespace, evidence) ?? [])
      : Object.keys(valueOf(evidence.object('configmaps', namespace, name))?.binaryData ?? {});
  return (container.volumeMounts ?? []).flatMap((mount) => {
    const volume = volumeOf(pod, mount.name);
    const files = (volume ? partsOf(volume) : []).flatMap(({ kind, name, items }) => {
      if (!of.includes(kind)) return [];
      const keys = shownBy(kind, name);
      const shown = items?.filter(({ key }) => kind === 'Secret' || keys.includes(key)) ?? keys.map((key) => ({ key, path: key }));
      return shown.map(({ key, path }) => ({ kind, name, key, file: path }));
    });
    return files
      .filter(({ file }) => mount.subPath === undefined || mount.subPath === file)
      .map(({ file, ...one }) => ({
        ...one,
        path: mount.subPath === undefined ? `${folderPath(mount.mountPath)}/${file}` : mount.mountPath,
      }));
  });
}
