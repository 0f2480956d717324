/** Whether a volume is meant for a path: by the words of its place and of its name. */
import type { VolumeMount } from '../../kube/shapes.ts';

/** An empty folder may be there for anything: this one has a word in common with what is wanted, in its place or its name. */
export const isAlike = (wanted: string, { name, mountPath }: VolumeMount): boolean => {
  const words = wordsOf(`${name}/${mountPath}`);
  return wordsOf(wanted).some((word) => words.includes(word));
};
const wordsOf = (path: string) =>
  path
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 2 && !PLACES.has(word));
/** Folders that hold all kinds of others, and what variables call any folder. */
const PLACES: ReadonlySet<string> = new Set([
  'var',
  'lib',
  'srv',
  'opt',
  'usr',
  'etc',
  'mnt',
  'home',
  'local',
  'share',
  'run',
  'dir',
  'path',
  'folder',
  'file',
]);
