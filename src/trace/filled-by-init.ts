/** Where in a volume an init container's own command puts a file: `cp SRC… DEST` and `mv SRC… DEST` of a shell line or as the command itself. */

import { type Evidence, valueOf } from '../evidence.ts';
import { folderPath } from '../kube/folder.ts';
import type { Container, VolumeMount } from '../kube/shapes.ts';
import type { Subject } from '../subject.ts';
import { mountedFile } from './mounted-file.ts';

export interface FilledBy {
  /** The init container. */
  init: string;
  /** Its line that copies. */
  line: string;
  /** The file, as this container sees it. */
  path: string;
  /**
   * The ConfigMap that it is copied from has it under `data`, which holds UTF-8 alone. A jar is a zip archive, with bytes that are not: it
   * would stand under `binaryData`.
   */
  text: boolean;
}

const base = (path: string) => path.slice(path.lastIndexOf('/') + 1);
const sortOf = (path: string) => /\.\w{1,8}$/.exec(path)?.[0] ?? '';
const inside = (path: string, folder: string) => path.startsWith(`${folderPath(folder)}/`);

/**
 * A file of the same name, else the only one of the same sort (.jar), elsewhere in the volume that holds `path`; undefined where none or
 * several are written, or that very path.
 */
export function filledByInit(path: string, mount: VolumeMount, subject: Subject, evidence: Evidence): FilledBy | undefined {
  const { container, pod, namespace } = subject;
  if (mount.subPath !== undefined || mount.subPathExpr !== undefined) return undefined;
  const found = (pod.spec.initContainers ?? [])
    .filter((init) => init.name !== container.name)
    .flatMap((init) =>
      copiesOf(init).flatMap(({ from, to, line }): FilledBy[] => {
        const [other] = (init.volumeMounts ?? [])
          .filter((one) => inside(to, one.mountPath))
          .sort((a, b) => b.mountPath.length - a.mountPath.length);
        if (other?.name !== mount.name || other.subPath !== undefined || other.subPathExpr !== undefined) return [];
        const rest = to.slice(folderPath(other.mountPath).length);
        const source = mountedFile(from, { ...subject, container: init })?.source;
        const map = source?.kind === 'ConfigMap' ? valueOf(evidence.object('configmaps', namespace, source.name)) : undefined;
        const text = source?.key !== undefined && map?.data?.[source.key] !== undefined;
        return [{ init: init.name, line, path: `${folderPath(mount.mountPath)}${rest}`, text }];
      }),
    );
  const named = found.filter((one) => base(one.path) === base(path));
  const meant = named.length > 0 ? named : found.filter((one) => sortOf(one.path) !== '' && sortOf(one.path) === sortOf(path));
  return new Set(meant.map((one) => one.path)).size === 1 && meant[0]?.path !== path ? meant[0] : undefined;
}

/** Words that only a shell can tell the value of are no paths. */
const isPlain = (word: string) => /^[\w./@%+:-]+$/.test(word);

/** The files that are written, by their full paths. A target is a folder where it ends with a slash, is made by `mkdir`, or is a mount. */
function copiesOf({ command = [], args = [], volumeMounts = [] }: Container): { from: string; to: string; line: string }[] {
  const words = [...command, ...args];
  const lines = words[0] === 'cp' || words[0] === 'mv' ? [words.join(' ')] : words.flatMap((word) => word.split(/&&|\|\||[;\n]/));
  const steps = lines.map((line) => line.trim()).filter(Boolean);
  const folders = new Set([
    ...volumeMounts.map(({ mountPath }) => folderPath(mountPath)),
    ...steps.flatMap((line) => (/^mkdir\s/.test(line) ? line.split(/\s+/).slice(1) : [])).map((one) => folderPath(one)),
  ]);
  return steps.flatMap((line) => {
    const [program = '', ...rest] = line.split(/\s+/);
    if (!/^(?:\/(?:usr\/)?bin\/)?(?:cp|mv)$/.test(program)) return [];
    const given = rest.filter((word) => !word.startsWith('-'));
    const to = given.at(-1);
    if (given.length < 2 || to === undefined || !to.startsWith('/') || !given.every(isPlain)) return [];
    const folder = given.length > 2 || to.endsWith('/') || folders.has(to);
    const clean = folderPath(to);
    return folder
      ? given.slice(0, -1).map((from) => ({ from, to: `${clean}/${base(from)}`, line }))
      : [{ from: given[0] as string, to, line }];
  });
}
