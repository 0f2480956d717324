/** Files that the kubelet writes of its pod's own labels and annotations (volumes of the downward API); what the pod does not have is an empty file. */
import type { Subject } from '../../evidence/subject.ts';
import { folderPath } from '../../kube/folder.ts';
import type { DownwardFile } from '../../kube/shapes.ts';
import { only } from '../../only.ts';
import { type PodField, podField } from './pod-field.ts';

export interface PodFile {
  path: string;
  field: PodField;
  /** Below the pod spec, of the field that is taken: for patches. */
  fieldPath: string;
}

/** The only one of the container that is empty. */
export function emptyPodFile({ container, pod }: Subject): PodFile | undefined {
  const found = (container.volumeMounts ?? []).flatMap((mount): PodFile[] => {
    const at = (pod.spec.volumes ?? []).findIndex(({ name }) => name === mount.name);
    const { downwardAPI, projected } = pod.spec.volumes?.[at] ?? {};
    const lists: [path: string, items: DownwardFile[] | undefined][] = [
      [`/volumes/${at}/downwardAPI`, downwardAPI?.items],
      ...(projected?.sources ?? []).map((source, index): [string, DownwardFile[] | undefined] => [
        `/volumes/${at}/projected/sources/${index}/downwardAPI`,
        source.downwardAPI?.items,
      ]),
    ];
    return mount.subPathExpr !== undefined
      ? []
      : lists.flatMap(([base, items = []]) =>
          items.flatMap(({ path, fieldRef }, index): PodFile[] => {
            const field = podField(fieldRef?.fieldPath, pod);
            const shown = mount.subPath === undefined ? `${folderPath(mount.mountPath)}/${path}` : mount.mountPath;
            if (!field || field.value || (mount.subPath !== undefined && mount.subPath !== path)) return [];
            return [{ path: shown, field, fieldPath: `${base}/items/${index}/fieldRef/fieldPath` }];
          }),
        );
  });
  return only(found);
}
