/** The init container that makes a folder in a shared volume, as another user than the container that works in it. */
import type { Subject } from '../../evidence/subject.ts';
import { folderPath } from '../../kube/folder.ts';
import { commandLine } from '../../kube/pod.ts';
import type { Container } from '../../kube/shapes.ts';
import { identityOf } from '../objects/identity.ts';
import type { MountedFile } from './mounted-file.ts';

export interface FolderMaker {
  init: Container;
  /** Of the init container, in words, and of the container that is not let in. */
  as: string;
  uid: number;
}

const MAKES = /\b(?:mkdir|install\s+-d)\s+([^;&|\n]+)/g;

/** Root may write anywhere, and what an init container gives away (chown, chmod) is nobody's fault. */
export function folderMaker(folder: string, { mount, volume }: MountedFile, subject: Subject): FolderMaker | undefined {
  const { container, pod } = subject;
  const { uid } = identityOf(subject);
  if (!uid || mount.subPath !== undefined || mount.subPathExpr !== undefined) return undefined;
  const rest = folder.slice(folderPath(mount.mountPath).length);
  const init = (pod.spec.initContainers ?? []).find((one) => {
    const words = commandLine(one).join(' ');
    const there = one.volumeMounts?.find(({ name, subPath, subPathExpr }) => name === volume.name && !subPath && !subPathExpr);
    if (one === container || !there || identityOf({ container: one, pod }).uid === uid || /\bch(?:own|mod|grp)\b/.test(words)) return false;
    const wanted = `${folderPath(there.mountPath)}${rest}`;
    return [...words.matchAll(MAKES)].some(([, paths = '']) => paths.split(/[\s"']+/).some((path) => folderPath(path) === wanted));
  });
  const own = init && identityOf({ container: init, pod }).uid;
  return init && { init, as: own === undefined ? "its image's user" : `user ${own}`, uid };
}
