/** The volume that a program writes to where it finds no space. */
import type { Subject } from '../../evidence/subject.ts';
import { partsOf } from '../../kube/image.ts';
import { volumeOf } from '../../kube/pod.ts';
import type { Volume, VolumeMount } from '../../kube/shapes.ts';
import { only } from '../../only.ts';
import { mountedFile } from './mounted-file.ts';

export interface WrittenVolume {
  mount: VolumeMount;
  volume: Volume;
}

/** PostgreSQL names files from its data folder, in the official image this one (PGDATA). */
const DATA = '/var/lib/postgresql/data';

const OF_POSTGRES = /(?:^|\/)(?:postgres|postgis|timescaledb|pgvector)$/;

/** The one that holds the path; where no whole path is told, the only one that is written to and has a size. `phrase`: whose words told it. */
export function writtenVolume(path: string | undefined, phrase: string, subject: Subject): WrittenVolume | undefined {
  const isOfPostgres = phrase.startsWith('postgres/') || OF_POSTGRES.test(partsOf(subject.container.image ?? '').repository);
  const data = isOfPostgres ? (subject.container.env?.find(({ name }) => name === 'PGDATA')?.value ?? DATA) : undefined;
  if (path?.startsWith('/')) return mountedFile(path, subject);
  if (data !== undefined) return mountedFile(`${data}/${path ?? 'base'}`, subject);
  return only(sizedVolumes(subject));
}

/** Those that it may write to, and that have a size of their own. */
export const sizedVolumes = ({ container, pod }: Subject): WrittenVolume[] =>
  (container.volumeMounts ?? []).flatMap((mount) => {
    const volume = volumeOf(pod, mount.name);
    return volume && !mount.readOnly && (volume.emptyDir?.medium === 'Memory' || volume.persistentVolumeClaim) ? [{ mount, volume }] : [];
  });
