/** Changes to where a volume is mounted. */
import type { VolumeMount } from '../kube/shapes.ts';
import type { Fix } from '../report.ts';
import type { JsonPatch, WorkloadFix } from './workload.ts';

export function mountPath(fix: WorkloadFix, mount: VolumeMount): string {
  return `${fix.containerPath}/volumeMounts/${(fix.subject.container.volumeMounts ?? []).indexOf(mount)}`;
}

/** So that it no longer hides the folder: the single files of a ConfigMap among those of the image, anything else in a folder of its own. */
export function beside(fix: WorkloadFix, mount: VolumeMount, keys: readonly string[] | undefined): Fix {
  const at = mountPath(fix, mount);
  const folder = mount.mountPath.replace(/\/+$/, '');
  const [first, ...rest] = keys ?? [];
  if (first === undefined || rest.length > 8) {
    return fix.patchJson(`mount volume ${mount.name} beside the program, at ${folder}/${mount.name}`, [{ op: 'replace', path: `${at}/mountPath`, value: `${folder}/${mount.name}` }]);
  }
  const single = (key: string): VolumeMount => ({ ...mount, mountPath: `${folder}/${key}`, subPath: key });
  const operations: JsonPatch[] = [{ op: 'replace', path: at, value: single(first) }, ...rest.map((key): JsonPatch => ({ op: 'add', path: `${fix.containerPath}/volumeMounts/-`, value: single(key) }))];
  return fix.patchJson(`mount only its files (${[first, ...rest].join(', ')}) into ${folder}, so that the image's own stay`, operations);
}
