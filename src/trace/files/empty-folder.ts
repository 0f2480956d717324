/** A path in an emptyDir, in which a program misses something: the volume begins empty with each pod, and no other container fills it. */
import type { Subject } from '../../evidence/subject.ts';
import { othersWith } from '../../kube/pod.ts';
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
  return only(
    [...new Set(words.match(PATH) ?? [])].flatMap((path): EmptyFolder[] => {
      const volume = mountedFile(path, subject)?.volume;
      return volume?.emptyDir && othersWith(volume.name, subject).length === 0 ? [{ path, volume: volume.name }] : [];
    }),
  );
}
