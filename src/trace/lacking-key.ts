/** A file that is looked for in the volume of a ConfigMap or Secret, which has no such key: what it has instead. */
import type { Evidence } from '../evidence.ts';
import { folderPath } from '../kube/folder.ts';
import type { Subject } from '../subject.ts';
import type { MountedFile } from './mounted-file.ts';
import { nearest } from './references.ts';

export interface LackingKey {
  kind: 'ConfigMap' | 'Secret';
  name: string;
  /** The file, from the folder of the mount. */
  file: string;
  /** Undefined: could not be read. */
  keys: string[] | undefined;
  /** A key that the file is likely meant to come from. */
  near: string | undefined;
  /** The volume names the keys that it shows (items). */
  hasItems: boolean;
}

/** Undefined for other volumes, for keys that are there (they came after the pod), and for folders, which no key makes. */
export function lackingKey(
  { mount, volume, source }: MountedFile,
  path: string,
  { namespace }: Subject,
  evidence: Evidence,
): LackingKey | undefined {
  const file = path.slice(folderPath(mount.mountPath).length + 1);
  if (!source || volume.projected || mount.subPath !== undefined || !/^[-._a-zA-Z0-9]{1,253}$/.test(file)) return undefined;
  const known = evidence.keys(source.kind === 'ConfigMap' ? 'configmaps' : 'secrets', namespace);
  if (known.state === 'pending') return undefined;
  const keys = known.state === 'read' ? known.value.get(`${namespace}/${source.name}`) : undefined;
  // The object itself is missing (optional): another matter.
  if (known.state === 'read' && !keys) return undefined;
  const hasItems = (volume.configMap ?? volume.secret)?.items !== undefined;
  if (keys?.includes(file) && !hasItems) return undefined;
  // node-0.json is no misspelling of node-1.json, but its sibling.
  const named = keys?.filter((key) => key === file || withoutDigits(key) !== withoutDigits(file));
  const near = named?.includes(file) ? file : named && (nearest(file, named) ?? onlyOfKind(file, named));
  return { kind: source.kind, name: source.name, file, keys, near, hasItems };
}

const withoutDigits = (key: string) => key.replace(/\d+/g, '#');

/** The one key that ends as the file does: server.crt for tls.crt. */
function onlyOfKind(file: string, keys: readonly string[]): string | undefined {
  const end = /\.[a-z]\w*$/i.exec(file)?.[0];
  const alike = end ? keys.filter((key) => key.endsWith(end)) : [];
  return alike.length === 1 ? alike[0] : undefined;
}
