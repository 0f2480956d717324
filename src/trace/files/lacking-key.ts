/** A file that is looked for in the volume of a ConfigMap or Secret, which has no such key: what it has instead. */

import type { Evidence } from '../../evidence/evidence.ts';
import { pluralOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { folderPath, parentOf } from '../../kube/folder.ts';
import type { KeyToPath } from '../../kube/shapes.ts';
import { isCode } from '../settings/value-named.ts';
import { filesNamedIn, isOfImage, keyFor } from './key-for-file.ts';
import type { MountedFile } from './mounted-file.ts';

export interface LackingKey {
  kind: 'ConfigMap' | 'Secret';
  name: string;
  /** The file, from the folder of the mount. */
  file: string;
  /** Undefined: could not be read. */
  keys: string[] | undefined;
  /** A key that the file is likely meant to come from. */
  near: string | undefined;
  /** Of a pattern such as *.csv, which a shell hands over as it is where no file matches: keys that would match in other letters, as it wants them. */
  alike: { key: string; path: string }[] | undefined;
  /** The volume names the keys that it shows (items). */
  hasItems: boolean;
  /** Other files of the folder that its settings name and that are lacking too, with the keys that are meant. */
  more: KeyToPath[];
  /** No key is meant, and it is a file as images bring them: the volume hides it. */
  isHidden: boolean;
}

/** Undefined for other volumes, for keys that are there (they came after the pod), and for folders, which no key makes. */
export function lackingKey(
  { mount, volume, source }: MountedFile,
  path: string,
  subject: Subject,
  evidence: Evidence,
): LackingKey | undefined {
  const { namespace } = subject;
  const file = path.slice(folderPath(mount.mountPath).length + 1);
  if (!source || volume.projected || mount.subPath !== undefined || !/^[-._a-zA-Z0-9*?]{1,253}$/.test(file)) return undefined;
  const known = evidence.keys(pluralOf(source.kind), namespace);
  if (known.state === 'pending') return undefined;
  const keys = known.state === 'read' ? known.value.get(`${namespace}/${source.name}`) : undefined;
  // The object itself is missing (optional): another matter.
  if (known.state === 'read' && !keys) return undefined;
  const hasItems = (volume.configMap ?? volume.secret)?.items !== undefined;
  if (keys?.includes(file) && !hasItems) return undefined;
  const common = { kind: source.kind, name: source.name, file, keys, hasItems };
  if (/[*?]/.test(file)) return { ...common, near: undefined, alike: alikeOf(file, keys ?? []), more: [], isHidden: false };
  const spoken = filesNamedIn(parentOf(path), subject, evidence);
  const near = keys && keyMeant(file, keys, spoken);
  const more = near === undefined ? [] : alsoLacking(file, near, keys ?? [], spoken);
  return { ...common, near, alike: undefined, more, isHidden: near === undefined && isOfImage(file) };
}

/** The key that the file is likely meant to come from. `spoken`: the files of the folder that the settings name. */
function keyMeant(file: string, keys: readonly string[], spoken: readonly string[]): string | undefined {
  if (keys.includes(file)) return file;
  // node-0.json is no misspelling of node-1.json, but its sibling; nor is it the script that is run itself.
  const candidates = keys.filter((key) => withoutDigits(key) !== withoutDigits(file) && !(isCode(key) && spoken.includes(key)));
  const near = keyFor(file, candidates);
  // One that is named itself is in use under its own name: the redis.conf that includes the file.
  return near !== undefined && spoken.includes(near) ? undefined : near;
}

/** Other files that the settings name and that no key makes, with the keys that are meant. */
function alsoLacking(file: string, near: string, keys: readonly string[], spoken: readonly string[]): KeyToPath[] {
  const rest = keys.filter((key) => key !== near);
  return spoken.flatMap((other): KeyToPath[] => {
    const key = other === file || keys.includes(other) ? undefined : keyFor(other, rest);
    return key === undefined ? [] : [{ key, path: other }];
  });
}

/** a.CSV is a.csv for *.csv. */
function alikeOf(pattern: string, keys: readonly string[]): { key: string; path: string }[] {
  const end = /[^*?]*$/.exec(pattern)?.[0] ?? '';
  const any = new RegExp(
    `^${pattern
      .replace(/[^\w*?]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    'i',
  );
  return keys.filter((key) => any.test(key)).map((key) => ({ key, path: `${key.slice(0, key.length - end.length)}${end}` }));
}

const withoutDigits = (key: string) => key.replace(/\d+/g, '#');
