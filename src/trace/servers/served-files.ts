/** The files that a server of this cluster may serve out of a ConfigMap, where it is asked for another one, or in another folder. */
import type { Evidence } from '../../evidence/evidence.ts';
import { folderPath, lastName, parentOf } from '../../kube/folder.ts';
import { volumeOf } from '../../kube/pod.ts';
import { nearest } from '../../nearest.ts';
import { volumeFiles } from '../files/volume-files.ts';
import type { Server } from './server.ts';

export interface ServedFiles {
  configMap: string;
  files: string[];
  /** The one that is spelt most like it; of several that are, as with years and versions, the last. */
  meant: string;
  /** Below the root of the server; undefined where that is not known. */
  folder: string | undefined;
}

/** What the usual servers of files serve (docker-library's nginx, httpd and caddy; Debian's nginx and Apache). */
const ROOTS = ['/usr/share/nginx/html', '/var/www/html', '/usr/local/apache2/htdocs', '/usr/share/caddy'];

const folderIn = (mountPath: string): string | undefined => {
  const path = folderPath(mountPath);
  const root = ROOTS.find((one) => path === one || path.startsWith(`${one}/`));
  return root && path.slice(root.length);
};

/** Of the same sort (.json), in the only ConfigMap of the server that has some. */
export function servedFiles(path: string, { pod, container, namespace }: Server, evidence: Evidence): ServedFiles | undefined {
  const file = lastName(path);
  const sort = /\.\w{1,8}$/.exec(file)?.[0];
  if (!pod || !container || sort === undefined) return undefined;
  const [found, another] = (container.volumeMounts ?? []).flatMap(({ name, mountPath, subPath }): ServedFiles[] => {
    const volume = volumeOf(pod, name);
    const files = (volumeFiles(volume, namespace, evidence) ?? []).filter((one) => one.endsWith(sort)).sort(byNumber);
    const last = files.at(-1);
    const folder = subPath === undefined ? folderIn(mountPath) : undefined;
    // It is there, and asked for in another folder.
    const isElsewhere = folder !== undefined && folder !== parentOf(path);
    if (volume?.configMap?.name === undefined || last === undefined || (files.includes(file) && !isElsewhere)) return [];
    return [{ configMap: volume.configMap.name, files, meant: files.includes(file) ? file : (nearest(file, files) ?? last), folder }];
  });
  return another ? undefined : found;
}

const byNumber = new Intl.Collator('en', { numeric: true }).compare;
