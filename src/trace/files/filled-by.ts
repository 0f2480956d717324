/**
 * Where in a volume another container's own command, or a script that a ConfigMap brings it, puts a file: `cp SRC… DEST`, `mv` and `ln` of a shell line or as the command itself,
 * `tee FILE…`, `touch FILE…`, `> FILE`, and `-o FILE` or `-O FILE` of curl and wget.
 */

import { escaped } from '../../escaped.ts';
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { folderPath, lastName, parentOf } from '../../kube/folder.ts';
import { volumeOf } from '../../kube/pod.ts';
import type { Container, VolumeMount } from '../../kube/shapes.ts';
import { isSlip } from '../../nearest.ts';
import { isBare } from '../../shell-word.ts';
import { startScript } from '../programs/start-script.ts';
import { mountedFile } from './mounted-file.ts';
import { volumeFiles } from './volume-files.ts';

export interface FilledBy {
  /** "init container fetch", "container agent" (beside it). */
  by: string;
  container: Container;
  kind: 'init' | 'sidecar' | 'app';
  /** Its line that writes. */
  line: string;
  /** What it writes, and what it would have to write to be found, as it sees them; undefined: it sees no such place. */
  written: string;
  wanted: string | undefined;
  /** It mounts a part of the volume alone, and another one than this container. */
  subPath: string | undefined;
  /** The file, as this container sees it. */
  path: string;
  /**
   * The ConfigMap that it is copied from has it under `data`, which holds UTF-8 alone. A jar is a zip archive, with bytes that are not: it
   * would stand under `binaryData`.
   */
  text: boolean;
  /** It may be another file: of the same sort alone, or of another number. */
  isGuess?: true;
}

const sortOf = (path: string) => /\.\w{1,8}$/.exec(path)?.[0] ?? '';
const inside = (path: string, folder: string) => path.startsWith(`${folderPath(folder)}/`);

/**
 * A file of the same name, else of nearly the same, else the only one of the same sort (.jar), elsewhere in the volume that holds `path`; undefined where none or
 * several are written, or that very path.
 */
export function filledBy(path: string, mount: VolumeMount, subject: Subject, evidence: Evidence): FilledBy | undefined {
  const found = writersInto(path, mount, subject, evidence);
  const named = found.filter((one) => lastName(one.path) === lastName(path));
  const slips = found.filter((one) => isSlip(lastName(one.path), lastName(path)));
  const alike = slips.length > 0 ? slips : found.filter((one) => sortOf(one.path) !== '' && sortOf(one.path) === sortOf(path));
  const meant = named.length > 0 ? named : alike;
  const [one] = meant;
  if (!one || meant.some((other) => other.path !== one.path) || one.path === path) return undefined;
  const isSame = named.length > 0 || PROGRAM.test(path) || (slips.length > 0 && numbersOf(one.path) === numbersOf(path));
  return isSame ? one : { ...one, isGuess: true };
}

/** Of these a container has one. */
const PROGRAM = /\.(?:jar|war)$/;
const numbersOf = (path: string) => lastName(path).replace(/\D+/g, ' ').trim();

/** What other containers of the pod write into the volume that holds `path`. */
export function writersInto(path: string, mount: VolumeMount, subject: Subject, evidence: Evidence): FilledBy[] {
  if (mount.subPathExpr !== undefined) return [];
  const own = subPathOf(mount);
  const wantedRest = path.slice(folderPath(mount.mountPath).length);
  return writesOf(subject, evidence).flatMap(({ mount: other, from, to, ...write }): FilledBy[] => {
    if (other.name !== mount.name) return [];
    const root = folderPath(other.mountPath);
    const theirs = subPathOf(other);
    const rest = below(own, `${theirs}${to.slice(root.length)}`);
    // What lies in another part of the volume this container does not see.
    if (rest === undefined) return [];
    const wantedThere = below(theirs, `${own}${wantedRest}`);
    return [
      {
        ...write,
        written: to,
        wanted: wantedThere === undefined ? undefined : `${root}${wantedThere}`,
        subPath: theirs === own ? undefined : other.subPath,
        path: `${folderPath(mount.mountPath)}${rest}`,
        text: from !== undefined && isText(from, { ...subject, container: write.container }, evidence),
      },
    ];
  });
}

/** Who writes a file into a volume, and where: paths as the writer sees them. */
export interface Write extends Pick<FilledBy, 'by' | 'container' | 'kind' | 'line'> {
  mount: VolumeMount;
  /** What it is copied from. */
  from: string | undefined;
  to: string;
}

/** What the other containers of the pod write into volumes. */
export function writesOf(subject: Subject, evidence: Evidence): Write[] {
  const { container, pod } = subject;
  const others = [
    ...(pod.spec.initContainers ?? []).map((one) => ({
      one,
      kind: one.restartPolicy === 'Always' ? ('sidecar' as const) : ('init' as const),
    })),
    ...(pod.spec.containers ?? []).map((one) => ({ one, kind: 'app' as const })),
  ];
  return others
    .filter(({ one }) => one.name !== container.name)
    .flatMap(({ one, kind }) => {
      const writer = { ...subject, container: one };
      const by = `${kind === 'init' ? 'init container' : 'container'} ${one.name}`;
      return writtenBy(one, startScript(writer, evidence)?.text, (glob) => filesLike(glob, writer, evidence)).flatMap(
        ({ from, to, line }): Write[] => {
          const [mount] = (one.volumeMounts ?? [])
            .filter(({ mountPath }) => inside(to, mountPath))
            .sort((a, b) => b.mountPath.length - a.mountPath.length);
          return mount && mount.subPathExpr === undefined ? [{ by, container: one, kind, line, mount, from, to }] : [];
        },
      );
    });
}

/** Does it come from under `data` of a ConfigMap, which holds UTF-8 alone? */
function isText(from: string, writer: Subject, evidence: Evidence): boolean {
  const source = mountedFile(from, writer)?.source;
  const map = source?.kind === 'ConfigMap' ? valueOf(evidence.object('configmaps', writer.namespace, source.name)) : undefined;
  return source?.key !== undefined && map?.data?.[source.key] !== undefined;
}

/** What `*` in the last part of a path stands for, among the files that an object brings there. */
function filesLike(glob: string, { container, pod, namespace }: Subject, evidence: Evidence): string[] {
  const folder = parentOf(glob);
  const mount = (container.volumeMounts ?? []).find(({ mountPath, subPath }) => subPath === undefined && folderPath(mountPath) === folder);
  const name = new RegExp(`^${lastName(glob).split('*').map(escaped).join('.*')}$`);
  const files = mount ? (volumeFiles(volumeOf(pod, mount.name), namespace, evidence) ?? []) : [];
  return files.filter((file) => name.test(file)).map((file) => `${folder}/${file}`);
}

/** The part of the volume that a mount shows: /model, or nothing for all of it. */
const subPathOf = ({ subPath }: VolumeMount) => (subPath === undefined ? '' : `/${subPath.replace(/^\/|\/$/g, '')}`);

/** A path of the volume from the part that is mounted; undefined where it lies outside. */
const below = (part: string, path: string) => (path.startsWith(`${part}/`) ? path.slice(part.length) : undefined);

/** `*` in the last part of a path alone, and not so many that a search for each would take long. */
const GLOB = /^\/[\w@%+=:,./-]*\/[\w.-]*(?:\*[\w.-]*){1,3}$/;

/** One command of a line; what ends it does not within quotation marks. */
const STEP = /(?:"(?:\\.|[^"\\\n])*"|'[^'\n]*'|[^;&|\n]|(?<!&)&(?!&)|(?<!\|)\|(?!\|))+/g;

/**
 * The files that are written, by their full paths. A target is a folder where it ends with a slash, is made by `mkdir`, or is a mount.
 * `expand`: the files that a path with `*` in its last part stands for.
 */
export function writtenBy(
  { command = [], args = [], volumeMounts = [] }: Container,
  script?: string,
  expand: (glob: string) => string[] = () => [],
): { from?: string; to: string; line: string }[] {
  const words = [...command, ...args, ...(script === undefined ? [] : [script])];
  const lines = words[0] === 'cp' || words[0] === 'mv' ? [words.join(' ')] : words.flatMap((word) => word.match(STEP) ?? []);
  const steps = lines.map((line) => line.trim()).filter(Boolean);
  const folders = new Set([
    ...volumeMounts.map(({ mountPath }) => folderPath(mountPath)),
    ...steps.flatMap((line) => (/^mkdir\s/.test(line) ? line.split(/\s+/).slice(1) : [])).map((one) => folderPath(one)),
  ]);
  return steps.flatMap((line) => {
    const [program = '', ...rest] = line.split(/\s+/);
    const [, target] =
      /(?<![0-9&<>])>{1,2}\s*["']?(\/[\w./@%+:-]+)["']?(?=\s|$)/.exec(line) ??
      /\b(?:wget|curl)\s(?:.*\s)?-[a-zA-Z]*[oO]\s*(\/[\w./@%+:-]+)/.exec(line) ??
      [];
    if (target !== undefined) return [{ to: target, line }];
    const [, copies = ''] = /(?:^|\|)\s*tee\s([^|<>]*)/.exec(line) ?? [];
    if (program === 'touch') return rest.filter((word) => word.startsWith('/') && isBare(word)).map((to) => ({ to, line }));
    if (copies) return (copies.match(/(?<=\s|^)\/[\w./@%+:-]+(?=\s|$)/g) ?? []).map((to) => ({ to, line }));
    if (!/^(?:\/(?:usr\/)?bin\/)?(?:cp|mv|ln)$/.test(program)) return [];
    // Words that only a shell can tell the value of are no paths.
    const given = rest.filter((word) => !word.startsWith('-')).flatMap((word) => (GLOB.test(word) ? expand(word) : [word]));
    const to = given.at(-1);
    if (given.length < 2 || to === undefined || !to.startsWith('/') || !given.every(isBare)) return [];
    const folder = given.length > 2 || to.endsWith('/') || folders.has(to);
    const clean = folderPath(to);
    return folder
      ? given.slice(0, -1).map((from) => ({ from, to: `${clean}/${lastName(from)}`, line }))
      : [{ from: given[0] as string, to, line }];
  });
}
