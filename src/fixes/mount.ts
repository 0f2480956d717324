/** Changes to where a volume is mounted. */
import { folderPath, parentOf } from '../kube/folder.ts';
import type { VolumeMount } from '../kube/shapes.ts';
import type { Fix } from '../report.ts';
import { volumeNameOf } from '../trace/files/writable.ts';
import { listOf } from './spec.ts';
import type { JsonPatch, WorkloadFix } from './workload.ts';

export function mountPath(fix: WorkloadFix, mount: VolumeMount): string {
  return `${fix.containerPath}/volumeMounts/${(fix.subject.container.volumeMounts ?? []).indexOf(mount)}`;
}

export const moveMount = (fix: WorkloadFix, mount: VolumeMount, folder: string): Fix =>
  fix.patchJson(`mount volume ${mount.name} at ${folder}`, [{ op: 'replace', path: `${mountPath(fix, mount)}/mountPath`, value: folder }]);

/** So that it no longer hides the folder: the single files of a ConfigMap among those of the image, anything else in a folder of its own. */
export function beside(fix: WorkloadFix, mount: VolumeMount, keys: readonly string[] | undefined): Fix {
  const at = mountPath(fix, mount);
  const folder = folderPath(mount.mountPath);
  const [first, ...rest] = keys ?? [];
  if (first === undefined || rest.length > 8) {
    return fix.patchJson(`mount volume ${mount.name} beside the program, at ${folder}/${mount.name}`, [
      { op: 'replace', path: `${at}/mountPath`, value: `${folder}/${mount.name}` },
    ]);
  }
  const single = (key: string): VolumeMount => ({ ...mount, mountPath: `${folder}/${key}`, subPath: key });
  const operations: JsonPatch[] = [
    { op: 'replace', path: at, value: single(first) },
    ...rest.map((key): JsonPatch => ({ op: 'add', path: `${fix.containerPath}/volumeMounts/-`, value: single(key) })),
  ];
  return fix.patchJson(`mount only its files (${[first, ...rest].join(', ')}) into ${folder}, so that the image's own stay`, operations);
}

/** A folder that may be written and is lost with the pod. */
export function emptyFolder(fix: WorkloadFix, folder: string): Fix {
  const name = volumeNameOf(folder);
  return fix.patchSpec(`give it an empty folder at ${folder}; what has to outlive the pod belongs on a PersistentVolumeClaim`, {
    volumes: [{ name, emptyDir: {} }],
    [listOf(fix.subject.kind)]: [{ name: fix.subject.container.name, volumeMounts: [{ name, mountPath: folder }] }],
  });
}

/** A folder inside a volume, made before the program starts, as the user that it runs as. */
export function makeFolder(fix: WorkloadFix, folder: string): Fix {
  const { container } = fix.subject;
  return fix.patchSpec(`let an init container make ${folder} first`, {
    initContainers: [
      {
        name: 'make-folder',
        image: container.image,
        imagePullPolicy: container.imagePullPolicy,
        command: ['mkdir', '-p', folder],
        ...(container.securityContext ? { securityContext: container.securityContext } : {}),
        volumeMounts: (container.volumeMounts ?? []).filter(({ mountPath }) => folder.startsWith(`${folderPath(mountPath)}/`)),
      },
    ],
  });
}

/** Folders that hold settings alone: a volume may take the place of all that is there. */
const SETTINGS = /^\/etc\/[^/]+\/[^/]+$|\/(?:conf|config|configs|settings|secrets)\/[^/]+$/;

/** A volume as the folder of this path, where that is a folder of settings; else its one key as a file, beside what the image has. */
export const mountAt = (volume: string, key: string, path: string): VolumeMount =>
  SETTINGS.test(path) ? { name: volume, mountPath: parentOf(path) } : { name: volume, mountPath: path, subPath: key };

/** A name for the volume of an object's file: that of a volume has no points, and at most 63 signs. */
const volumeFor = (name: string): string =>
  `${name}-file`
    .slice(-63)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '');

export function mountFile(
  fix: WorkloadFix,
  { kind, name, key }: { kind: 'ConfigMap' | 'Secret'; name: string; key: string },
  path: string,
): Fix {
  const volume = volumeFor(name);
  const list = listOf(fix.subject.kind);
  const mount = mountAt(volume, key, path);
  return fix.patchSpec(`mount ${kind} ${name}, which has ${key}, at ${mount.mountPath}`, {
    volumes: [{ name: volume, ...(kind === 'ConfigMap' ? { configMap: { name } } : { secret: { secretName: name } }) }],
    [list]: [{ name: fix.subject.container.name, volumeMounts: [mount] }],
  });
}

/** A key of a Secret as a file, whose path a variable gets. */
export function secretFile(fix: WorkloadFix, variable: string, { name, key }: { name: string; key: string }): Fix {
  const { container, kind } = fix.subject;
  const taken = (container.volumeMounts ?? []).some(({ mountPath }) => folderPath(mountPath) === `/etc/${name}`);
  const folder = taken ? `/run/secrets/${name}` : `/etc/${name}`;
  const volume = volumeFor(name);
  return fix.patchSpec(`mount Secret ${name} at ${folder}, and let ${variable} be the path of its file`, {
    volumes: [{ name: volume, secret: { secretName: name } }],
    [listOf(kind)]: [
      {
        name: container.name,
        env: [{ name: variable, value: `${folder}/${key}`, valueFrom: null }],
        volumeMounts: [{ name: volume, mountPath: folder, readOnly: true }],
      },
    ],
  });
}
