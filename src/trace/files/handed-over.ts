/** An init container that gives a volume, or a folder in it, to a user: chown USER:GROUP PATH. */
import type { Subject } from '../../evidence/subject.ts';
import { folderPath } from '../../kube/folder.ts';
import type { MountedFile } from './mounted-file.ts';

export interface HandedOver {
  /** "init container words". */
  by: string;
  /** As it is written: 999, 999:999, www-data. */
  owner: string;
  /** Its command, as far as this step. */
  step: string;
  /** Of this word of the pod spec, and the word for another owner. */
  path: string;
  withOwner(owner: string): string;
}

const CHOWN = /\bchown\s+(?:-\w+\s+)*([\w.-]{1,64}(?::[\w.-]{0,64})?)\s+(\/[\w./-]*)/;

/** The one that names the folder of `denied`, or one further up. */
export function handedOver(denied: string, { mount, volume }: MountedFile, { pod, container }: Subject): HandedOver | undefined {
  if (mount.subPath || mount.subPathExpr) return undefined;
  const rest = denied.slice(folderPath(mount.mountPath).length);
  for (const [index, init] of (pod.spec.initContainers ?? []).entries()) {
    const theirs = init.volumeMounts?.find(({ name, subPath, subPathExpr }) => name === volume.name && !subPath && !subPathExpr);
    if (init === container || !theirs) continue;
    for (const list of ['command', 'args'] as const) {
      const words = init[list] ?? [];
      const whole = CHOWN.exec(words.join(' '));
      const [step = '', owner = '', target = ''] = whole ?? [];
      // In a line for a shell it stands in one word, else it is a word of its own.
      const at = words.findIndex((word) => word.includes(step) || word === owner);
      const root = folderPath(theirs.mountPath);
      const given = folderPath(target);
      if (!whole || at < 0 || (given !== root && !given.startsWith(`${root}/`)) || !isBelow(rest, given.slice(root.length))) continue;
      const word = words[at] ?? '';
      return {
        by: `init container ${init.name}`,
        owner,
        step,
        path: `/initContainers/${index}/${list}/${at}`,
        withOwner: (other) => (word === owner ? other : word.replace(step, () => step.replace(` ${owner} `, ` ${other} `))),
      };
    }
  }
  return undefined;
}

const isBelow = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);
