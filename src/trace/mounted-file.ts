/** Which object a file of a container comes from, by the mounts of its spec. */
import type { Evidence, Known } from '../evidence.ts';
import type { ConfigMap, Volume, VolumeMount } from '../kube/shapes.ts';
import type { Subject } from '../subject.ts';

export interface MountedFile {
  mount: VolumeMount;
  volume: Volume;
  /** ConfigMap or Secret, for volumes of these; the key as far as the path tells it. */
  source: { kind: 'ConfigMap' | 'Secret'; name: string; key: string | undefined } | undefined;
}

/** The innermost mount that holds the path; undefined where it belongs to the image. */
export function mountedFile(path: string, { container, pod }: Subject): MountedFile | undefined {
  const inside = (mount: VolumeMount) => path === mount.mountPath || path.startsWith(`${mount.mountPath.replace(/\/+$/, '')}/`);
  const [mount] = (container.volumeMounts ?? []).filter(inside).sort((a, b) => b.mountPath.length - a.mountPath.length);
  const volume = mount && pod.spec.volumes?.find(({ name }) => name === mount.name);
  if (!mount || !volume) return undefined;
  const rest = path.slice(mount.mountPath.replace(/\/+$/, '').length + 1);
  const file = mount.subPath ?? (rest || undefined);
  const keyOf = (items: { key: string; path: string }[] | undefined) => items?.find((item) => item.path === file)?.key ?? file;
  const { configMap, secret, projected } = volume;
  if (configMap?.name) return { mount, volume, source: { kind: 'ConfigMap', name: configMap.name, key: keyOf(configMap.items) } };
  if (secret?.secretName) return { mount, volume, source: { kind: 'Secret', name: secret.secretName, key: keyOf(secret.items) } };
  const one = projected?.sources?.find(({ configMap }) => configMap?.name);
  return {
    mount,
    volume,
    source: one?.configMap?.name ? { kind: 'ConfigMap', name: one.configMap.name, key: keyOf(one.configMap.items) } : undefined,
  };
}

/** The files that ConfigMaps put before a container: by path, with their object. Read only when asked. */
export function configFiles(subject: Subject, evidence: Evidence): { path: string; name: string; key: string; text: Known<string> }[] {
  return (subject.container.volumeMounts ?? []).flatMap((mount) => {
    const volume = subject.pod.spec.volumes?.find(({ name }) => name === mount.name);
    const name = volume?.configMap?.name;
    if (!name || name === 'kube-root-ca.crt') return [];
    const map = evidence.object('configmaps', subject.namespace, name);
    if (map.state !== 'read') return [];
    const files = volume.configMap?.items ?? Object.keys(map.value.data ?? {}).map((key) => ({ key, path: key }));
    return files
      .filter(({ path }) => !mount.subPath || mount.subPath === path)
      .map(({ key, path }) => ({
        path: mount.subPath ? mount.mountPath : `${mount.mountPath.replace(/\/+$/, '')}/${path}`,
        name,
        key,
        text: textOf(map.value, key),
      }));
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
