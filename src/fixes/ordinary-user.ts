/** What a program needs besides when it runs as a user other than root: known folders, and a port below 1024. */

import type { Subject } from '../evidence/subject.ts';
import { folderPath } from '../kube/folder.ts';
import type { PodSecurityContext, SecurityContext, VolumeMount } from '../kube/shapes.ts';
import { present } from '../present.ts';
import { volumeNameOf } from '../trace/files/writable.ts';
import { listOf } from './spec.ts';

/** The first port that any user may listen on (ip(7), ip_unprivileged_port_start). */
export const FIRST_FREE_PORT = 1024;
const FREE_PORTS = { name: 'net.ipv4.ip_unprivileged_port_start', value: '0' };

/**
 * nginx writes to its cache and to its pid file (hub.docker.com/_/nginx, "Running nginx as a non-root user"; Debian keeps the first in
 * /var/lib/nginx); Apache to its pid file.
 */
const FOLDERS: readonly [image: RegExp, folders: string[]][] = [
  [/(?:^|\/)nginx(?::|@|$)/, ['/var/cache/nginx', '/var/lib/nginx', '/var/run']],
  [/(?:^|\/)httpd(?::|@|$)/, ['/usr/local/apache2/logs']],
];

export interface Needs {
  volumes: { name: string; emptyDir: object }[];
  volumeMounts: VolumeMount[];
  sysctls: NonNullable<PodSecurityContext['sysctls']>;
}

/** `folders`: further ones that it is known to want. What the pod has already is left out. */
export function needsOf({ container, pod }: Subject, folders: readonly string[] = []): Needs {
  const known = FOLDERS.find(([image]) => image.test(container.image ?? ''))?.[1] ?? [];
  const wanted = [...new Set([...folders, ...known])].filter(
    (folder) => !container.volumeMounts?.some(({ mountPath }) => folderPath(mountPath) === folder),
  );
  const named = wanted.map((mountPath) => ({ name: volumeNameOf(mountPath), mountPath }));
  const low = !pod.spec.hostNetwork && (container.ports ?? []).some(({ containerPort }) => containerPort < FIRST_FREE_PORT);
  return {
    volumes: named.map(({ name }) => ({ name, emptyDir: {} })),
    volumeMounts: named,
    sysctls: low ? freePorts(pod.spec.securityContext?.sysctls) : [],
  };
}

/** Lists of sysctls are replaced as a whole by a merge. */
export function freePorts(others: NonNullable<PodSecurityContext['sysctls']> = []): NonNullable<PodSecurityContext['sysctls']> {
  return [...others.filter(({ name }) => name !== FREE_PORTS.name), FREE_PORTS];
}

/** As a part of a pod spec, to be merged. */
export function specFor(
  { volumes, volumeMounts, sysctls }: Needs,
  { container, kind }: Subject,
  securityContext?: SecurityContext,
): object {
  const own = { ...(securityContext ? { securityContext } : {}), ...(volumeMounts.length ? { volumeMounts } : {}) };
  return {
    ...(sysctls.length ? { securityContext: { sysctls } } : {}),
    ...(volumes.length ? { volumes } : {}),
    [listOf(kind)]: [{ name: container.name, ...own }],
  };
}

/** "; with …" for the text of a fix. */
export function besides({ volumeMounts, sysctls }: Needs): string {
  const parts = [
    ...present(
      volumeMounts.length && `empty folders at ${volumeMounts.map(({ mountPath }) => mountPath).join(', ')}`,
      sysctls.length && 'ports below 1024 open to every user of the pod',
    ),
  ];
  return parts.length ? `, with ${parts.join(' and ')}` : '';
}
