/** Lets a container write a file where another looks for it, in a volume that both mount. */

import { folderPath } from '../kube/folder.ts';
import type { Fix } from '../report.ts';
import type { FilledBy } from '../trace/files/filled-by.ts';
import { setWord } from './command-line.ts';
import { WorkloadFix } from './workload.ts';

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/'));

/** Undefined where the path does not stand in its command, or the folder would have to be made first. */
export function writeWhereWanted({ by, container, kind, written, wanted }: FilledBy, { subject, evidence }: WorkloadFix): Fix | undefined {
  if (!container.volumeMounts?.some(({ mountPath }) => folderPath(mountPath) === folderOf(wanted))) return undefined;
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
  return undefined;
}
