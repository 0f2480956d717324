/** Lets a container write a file where another looks for it, in a volume that both mount. */

import { folderPath, parentOf } from '../kube/folder.ts';
import type { VolumeMount } from '../kube/shapes.ts';
import type { Fix } from '../report.ts';
import type { FilledBy } from '../trace/files/filled-by.ts';
import { setWord } from './command-line.ts';
import { mountPath } from './mount.ts';
import { WorkloadFix } from './workload.ts';

/**
 * Undefined where the path does not stand in its command, or the folder would have to be made first. `mount`, `path`: of the container that
 * looks for it: where the other one has a part of the volume (subPath), this one is to have that part, too.
 */
export function writeWhereWanted(filled: FilledBy, own: WorkloadFix, mount: VolumeMount, path: string): Fix | undefined {
  const { by, container, kind, written, wanted, subPath } = filled;
  const { subject, evidence } = own;
  const root = folderPath(mount.mountPath);
  const part = filled.path.slice(root.length + 1, -path.slice(root.length).length);
  const isInPart = part !== '' && mount.subPath === undefined && filled.path === `${root}/${part}${path.slice(root.length)}`;
  const showPart = () =>
    own.patchJson(`mount subPath ${part} of volume ${mount.name} there, as ${by} ${part === subPath ? 'does' : 'fills that'}`, [
      { op: 'add', path: `${mountPath(own, mount)}/subPath`, value: part },
    ]);
  if (isInPart && part === subPath) return showPart();
  if (wanted === undefined || !container.volumeMounts?.some(({ mountPath }) => folderPath(mountPath) === parentOf(wanted)))
    return isInPart ? showPart() : undefined;
  const fix = new WorkloadFix({ ...subject, container, kind }, evidence);
  for (const list of ['command', 'args'] as const) {
    const words = container[list] ?? [];
    const index = words.findIndex((word) => word.includes(written));
    if (index >= 0)
      return setWord(
        fix,
        `let ${by} write ${wanted} instead of ${written}`,
        list,
        index,
        (words[index] as string).replaceAll(written, wanted),
      );
  }
  return isInPart ? showPart() : undefined;
}
