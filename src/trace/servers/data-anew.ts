/** A database whose data are in an emptyDir, which is made with its pod and goes with it (kubernetes.io/docs/concepts/storage/volumes/#emptydir). */
import { folderPath } from '../../kube/folder.ts';
import { volumeOf } from '../../kube/pod.ts';
import { type Server, serverVariable } from './server.ts';

export interface DataAnew {
  pod: string;
  /** When its pod was made. */
  since: string;
  volume: string;
  folder: string;
}

/** The folders in which the images of PostgreSQL, MySQL and MariaDB keep what they store, Bitnami's too. */
const DATA = /^\/(?:var\/lib\/(?:postgresql|mysql)|bitnami\/(?:postgresql|mysql|mariadb))(?:\/|$)/;

/** Undefined where its pod is no younger than `time`, or keeps its data elsewhere. */
export function dataAnew(server: Server, time: string | undefined): DataAnew | undefined {
  const { pod, container } = server;
  const since = pod?.metadata.creationTimestamp;
  if (!pod || !since || !time || Date.parse(since) <= Date.parse(time)) return undefined;
  const own = serverVariable(server, ['PGDATA'])?.value;
  const holds = (path: string) => (own === undefined ? DATA.test(path) : `${own}/`.startsWith(`${path}/`));
  const mount = (container?.volumeMounts ?? [])
    .filter(({ mountPath }) => holds(folderPath(mountPath)))
    .sort((a, b) => b.mountPath.length - a.mountPath.length)[0];
  const isEmpty = mount && volumeOf(pod, mount.name)?.emptyDir !== undefined;
  return isEmpty ? { pod: pod.metadata.name, since, volume: mount.name, folder: mount.mountPath } : undefined;
}
