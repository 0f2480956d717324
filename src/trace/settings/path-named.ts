/** Where a container is told of a path that its program speaks of: in a variable, an argument, or a line of a file that a ConfigMap mounts. */
import { folderPath, parentOf } from '../../kube/folder.ts';
import { fileOf, type Setting } from './settings.ts';

export interface PathNamed {
  setting: Setting;
  /** As it is written there: the path, a folder above it, or one below it. */
  path: string;
  /** The line that has it, and its number from 0. */
  line: string;
  at: number;
}

/** An absolute path in a text, also of a socket (unix:/run/x.sock); what follows another colon or a brace belongs to an address, or to a variable. */
const PATH = /(?<![\w.$}/@-]|(?<!unix):)\/[\w.@%+-]+(?:\/[\w.@%+-]+)*/g;
/** Folders of every system, which say nothing of what is meant. */
const EVERYWHERE =
  /^\/(?:bin|dev|etc|home|lib|lib64|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var|var\/lib|var\/run|usr\/bin|usr\/local|usr\/local\/bin)$/;

/** Undefined where nothing names it, or more than one place does so equally well. */
export function pathNamed(path: string, settings: readonly Setting[]): PathNamed | undefined {
  const wanted = folderPath(path);
  const found = settings.flatMap((setting) => namesOf(setting).filter((one) => closeness(one.path, wanted) > 0));
  const best = found.reduce((most, one) => Math.max(most, closeness(one.path, wanted)), 0);
  const places = found.filter((one) => closeness(one.path, wanted) === best);
  const [first] = places;
  return first && places.every(({ setting }) => setting === first.setting) ? first : undefined;
}

/** Named from the folder of the file that names it, as PostgreSQL's include_dir may be: 'conf.d' in /etc/postgresql/postgresql.conf. */
export function namedFromFile(path: string, settings: readonly Setting[]): PathNamed | undefined {
  const form = /^\s*include(?:_dir|_if_exists)?\s*=?\s*'([\w.@%+/-]+)'/;
  for (const setting of settings) {
    const file = fileOf(setting);
    const lines = file === undefined ? [] : (setting.value ?? '').split('\n');
    const at = lines.findIndex((line) => `${parentOf(file ?? '')}/${form.exec(line)?.[1]}` === folderPath(path));
    if (at >= 0) return { setting, path: folderPath(path), line: (lines[at] as string).trim(), at };
  }
  return undefined;
}

/** All paths that a setting writes, outside of comments. */
export function namesOf(setting: Setting): PathNamed[] {
  if (setting.value === undefined) return [];
  return setting.value
    .split('\n')
    .flatMap((line, at) =>
      /^\s*#/.test(line) ? [] : [...line.matchAll(PATH)].map(([path]): PathNamed => ({ setting, path, line: line.trim(), at })),
    );
}

/** The path itself says most; of folders above it the deepest; then one below it (mkdir -p fails at the first folder that it cannot make). */
function closeness(written: string, wanted: string): number {
  if (written === wanted) return 10_000;
  if (wanted.startsWith(`${written}/`)) return EVERYWHERE.test(written) ? 0 : 100 + written.length;
  return written.startsWith(`${wanted}/`) && !EVERYWHERE.test(wanted) ? 50 : 0;
}
