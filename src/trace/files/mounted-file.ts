/** Which object a file of a container comes from, by the mounts of its spec. */

import type { Evidence, Known } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { CLUSTER_CA } from '../../kube/cluster-ca.ts';
import { folderPath } from '../../kube/folder.ts';
import { volumeOf } from '../../kube/pod.ts';
import type { ConfigMap, KeyToPath, Volume, VolumeMount } from '../../kube/shapes.ts';
import { only } from '../../only.ts';

export interface MountedFile {
  mount: VolumeMount;
  volume: Volume;
  /** ConfigMap or Secret, for volumes of these; the key as far as the path tells it. */
  source: { kind: 'ConfigMap' | 'Secret'; name: string; key: string | undefined } | undefined;
}

/** Bitnami's images keep data in /bitnami/APP, and some reach them by a link (bitnami/containers: …/rootfs/opt/bitnami/scripts/…/postunpack.sh). */
const OF_BITNAMI = /^\/opt(?=\/bitnami\/[\w-]{1,40}\/data(?:\/|$))/;

/** The innermost mount that holds the path; undefined where it belongs to the image. */
export function mountedFile(named: string, { container, pod }: Subject): MountedFile | undefined {
  const path = named.replace(OF_BITNAMI, '');
  const inside = (mount: VolumeMount) => path === mount.mountPath || path.startsWith(`${folderPath(mount.mountPath)}/`);
  const [mount] = (container.volumeMounts ?? []).filter(inside).sort((a, b) => b.mountPath.length - a.mountPath.length);
  const volume = mount && volumeOf(pod, mount.name);
  if (!mount || !volume) return undefined;
  const rest = path.slice(folderPath(mount.mountPath).length + 1);
  const file = mount.subPath ?? (rest || undefined);
  const itemOf = ({ items }: Part) => items?.find((item) => item.path === file);
  const parts = partsOf(volume);
  // Of several objects in one volume, the one that lists the file, else the only one that brings all of its keys.
  const whole = parts.filter(({ items }) => items === undefined);
  const part = parts.length === 1 ? parts[0] : (parts.findLast(itemOf) ?? only(whole));
  return { mount, volume, source: part && { kind: part.kind, name: part.name, key: part.items ? itemOf(part)?.key : file } };
}

export interface Part {
  kind: 'ConfigMap' | 'Secret';
  name: string;
  items: KeyToPath[] | undefined;
}

/** The objects whose keys are files of a volume; of two with the same file the later one wins (pkg/volume/projected/projected.go, collectData). */
export function partsOf({ configMap, secret, projected }: Volume): Part[] {
  const part = (kind: Part['kind'], name: string | undefined, items: KeyToPath[] | undefined): Part[] =>
    name ? [{ kind, name, items }] : [];
  return [
    ...part('ConfigMap', configMap?.name, configMap?.items),
    ...part('Secret', secret?.secretName, secret?.items),
    ...(projected?.sources ?? []).flatMap(({ configMap, secret }) => [
      ...part('ConfigMap', configMap?.name, configMap?.items),
      ...part('Secret', secret?.name, secret?.items),
    ]),
  ];
}

/** A file that a ConfigMap brings: its path in the container, the object and its key. */
export interface ConfigFile {
  path: string;
  name: string;
  key: string;
  text: Known<string>;
}

/** The files that ConfigMaps put before a container: by path, with their object. Read only when asked. */
export function configFiles(subject: Pick<Subject, 'container' | 'pod' | 'namespace'>, evidence: Evidence): ConfigFile[] {
  return (subject.container.volumeMounts ?? []).flatMap((mount) => {
    const volume = volumeOf(subject.pod, mount.name);
    const files = (volume ? partsOf(volume) : []).flatMap(({ kind, name, items }) => {
      if (kind !== 'ConfigMap' || name === CLUSTER_CA) return [];
      const map = evidence.object('configmaps', subject.namespace, name);
      if (map.state !== 'read') return [];
      return (items ?? Object.keys(map.value.data ?? {}).map((key) => ({ key, path: key })))
        .filter(({ path }) => !mount.subPath || mount.subPath === path || path.startsWith(`${mount.subPath}/`))
        .map(({ key, path }) => ({
          path:
            mount.subPath === path ? mount.mountPath : `${folderPath(mount.mountPath)}/${path.slice((mount.subPath?.length ?? -1) + 1)}`,
          name,
          key,
          text: textOf(map.value, key),
        }));
    });
    return files.filter(({ path }, at) => !files.slice(at + 1).some((later) => later.path === path));
  });
}

function textOf(map: ConfigMap, key: string): Known<string> {
  const text = map.data?.[key];
  return text === undefined ? { state: 'absent' } : { state: 'read', value: text };
}

/** When a ConfigMap was changed last, and by whom (managedFields; the API server keeps one entry for each manager). */
export function lastChange(object: {
  metadata: { managedFields?: { manager?: string; time?: string }[]; creationTimestamp?: string };
}): { time: string; manager: string } | undefined {
  const entries = (object.metadata.managedFields ?? []).filter((entry): entry is { manager: string; time: string } =>
    Boolean(entry.time && entry.manager),
  );
  const newest = entries.sort((a, b) => b.time.localeCompare(a.time))[0];
  return newest && newest.time !== object.metadata.creationTimestamp ? newest : undefined;
}

/** Other ConfigMaps of the volume that have this file too: the later one is seen. */
export function hiddenBehind({ path, name }: { path: string; name: string }, subject: Subject, evidence: Evidence): string[] {
  const mounted = mountedFile(path, subject);
  const file = mounted?.mount.subPath ?? path.slice(folderPath(mounted?.mount.mountPath ?? '').length + 1);
  return (mounted ? partsOf(mounted.volume) : []).flatMap((part) => {
    const map = part.kind === 'ConfigMap' && part.name !== name ? evidence.object('configmaps', subject.namespace, part.name) : undefined;
    const files = part.items?.map((item) => item.path) ?? (map?.state === 'read' ? Object.keys(map.value.data ?? {}) : []);
    return map && files.includes(file) ? [part.name] : [];
  });
}
