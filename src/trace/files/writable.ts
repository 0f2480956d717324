/** The folders that a program has to write to, from the one at which it failed. */

import type { Subject } from '../../evidence/subject.ts';
import { folderPath } from '../../kube/folder.ts';
import { commandLine } from '../../kube/pod.ts';

/** Folders that hold a program or the system: a volume over one of them would hide it. */
const PROGRAM =
  /^\/(?:|app|bin|boot|dev|etc|home|lib|lib64|mnt|opt|proc|root|sbin|srv|sys|usr|var|var\/lib|usr\/(?:bin|lib|local|sbin|share|src|local\/\w+)|opt\/[^/]+|srv\/[^/]+|home\/[^/]+|usr\/src\/app|etc\/[^/]+)$/;
/** The path is a folder: it is made, or Redis is to work in it (its setting dir, as it quotes a line that it refuses). */
export const NAMES_FOLDER = /mkdir|makedirs|^>>> 'dir /i;

/**
 * nginx needs its temporary folders and its pid file (nginx.org/en/docs/configure.html --http-client-body-temp-path, --pid-path; Debian's
 * package and the image of Docker Hub), Apache its pid file, MySQL and PostgreSQL their sockets.
 */
const FURTHER: readonly [path: RegExp, folders: string[]][] = [
  [/^\/var\/(?:cache|lib)\/nginx/, ['/var/run']],
  [/^(?:\/var)?\/run\/nginx/, ['/var/cache/nginx', '/var/run']],
  [/^\/var\/log\/nginx/, ['/var/lib/nginx', '/var/cache/nginx', '/var/run']],
  [/^\/usr\/local\/apache2\/logs/, []],
  [/^(?:\/var)?\/run\/postgresql/, ['/tmp']],
  [/^(?:\/var)?\/run\/mysqld/, ['/tmp']],
];

/** Would a volume at this folder hide the program, or a part of the system? */
export const hidesProgram = (folder: string, { container }: Subject): boolean =>
  PROGRAM.test(folder) || folder === container.workingDir || commandLine(container).some((word) => word.startsWith(`${folder}/`));

/** Undefined where a volume would hide what the program needs. `folder`: is the path itself a folder that it makes? */
export function foldersFor(path: string, words: string, subject: Subject): string[] | undefined {
  const parts = folderPath(path).split('/');
  const parent = parts.slice(0, -1).join('/') || '/';
  const own = parts.join('/');
  const isFolder = NAMES_FOLDER.test(words);
  const isHiding = (folder: string) => hidesProgram(folder, subject);
  const temporary = own.match(/^\/(?:tmp|var\/tmp|run|var\/run)(?=\/|$)/)?.[0];
  const folder = temporary ?? (!isHiding(parent) ? parent : isFolder && !isHiding(own) ? own : undefined);
  if (folder === undefined) return undefined;
  const further = FURTHER.find(([form]) => form.test(own))?.[1] ?? [];
  return [...new Set([/^(?:\/var)?\/run(?=\/|$)/.test(folder) ? '/var/run' : folder, ...further])];
}

/** A folder's name as the name of a volume: /var/lib/nginx → var-lib-nginx. */
export const volumeNameOf = (folder: string) =>
  folder
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '') || 'scratch';
