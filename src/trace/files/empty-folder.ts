/** A path in an emptyDir, in which a program misses something: the volume begins empty with each pod, and no other container fills it. */
import type { Subject } from '../../evidence/subject.ts';
import { allContainers } from '../../kube/pod.ts';
import { only } from '../../only.ts';
import { mountedFile } from './mounted-file.ts';

export interface EmptyFolder {
  path: string;
  volume: string;
}

const PATH = /(?<![\w.:/-])\/[\w@%+./-]{1,300}[\w-]/g;
const MISSES = /\b(?:no|not|none|nothing|missing|without|empty|absent|cannot|can't|couldn't|lacks?)\b/i;

export function emptyFolderIn(words: string, subject: Subject): EmptyFolder | undefined {
  if (!MISSES.test(words)) return undefined;
  const { pod, container } = subject;
  const others = allContainers(pod.spec).filter(({ name }) => name !== container.name);
  return only(
    [...new Set(words.match(PATH) ?? [])].flatMap((path): EmptyFolder[] => {
      const volume = mountedFile(path, subject)?.volume;
      const isShared = others.some(({ volumeMounts = [] }) => volumeMounts.some(({ name }) => name === volume?.name));
      return volume?.emptyDir && !isShared ? [{ path, volume: volume.name }] : [];
    }),
  );
}
