/** A file that a ConfigMap or Secret should bring into its folder under this name, and has under another one. */

import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { folderPath, lastName } from '../../kube/folder.ts';
import { nearest } from '../../nearest.ts';
import { only } from '../../only.ts';
import type { MountedFile } from './mounted-file.ts';
import { volumeFiles } from './volume-files.ts';

export interface KeyMeant {
  object: string;
  keys: string[];
  meant: string | undefined;
}

/** Undefined where the volume has no file of that kind: then the folder is the image's own. */
export function keyMeant(path: string, { mount, volume }: MountedFile, { namespace }: Subject, evidence: Evidence): KeyMeant | undefined {
  const name = volume.configMap?.name ?? volume.secret?.secretName;
  const folder = folderPath(mount.mountPath);
  const file = path.slice(folder.length + 1);
  if (!name || mount.subPath) return undefined;
  const keys = volumeFiles(volume, namespace, evidence) ?? [];
  const object = `${volume.configMap ? 'ConfigMap' : 'Secret'} ${name}`;
  // A volume of keys has no folders, unless items make them: what was in one lies beside the others.
  const last = lastName(file);
  if (file.includes('/')) return keys.includes(last) && !keys.includes(file) ? { object, keys, meant: last } : undefined;
  const extension = /\.\w{1,5}$/.exec(file)?.[0];
  const alike = keys.filter((key) => extension !== undefined && key.endsWith(extension));
  const meant = nearest(file, keys) ?? only(alike);
  return alike.length > 0 || meant ? { object, keys, meant } : undefined;
}
