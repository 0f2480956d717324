/** A lock on a file of a volume that another container of the same pod mounts, too, and runs with. */
import type { Evidence } from '../evidence/evidence.ts';
import { type Subject, subjectsBeside } from '../evidence/subject.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import { folderPath } from '../kube/folder.ts';
import { stateOf } from '../kube/pod.ts';
import type { VolumeMount } from '../kube/shapes.ts';
import { only } from '../only.ts';
import type { Fix, ObjectRef, Proof } from '../report.ts';
import type { MountedFile } from '../trace/files/mounted-file.ts';
import { placeOf, type Setting, variablesOf } from '../trace/settings/settings.ts';
import { settingObject } from './setting-proof.ts';

export interface LockedBeside {
  /** For the end of the sentence. */
  words: string;
  proof: Proof[];
  /** By the same variable both open the same file; else they only share the volume. */
  same?: { object: ObjectRef; fix: Fix | undefined };
}

/** The only one that it can be. */
export function lockedBeside({ mount, volume }: MountedFile, fix: WorkloadFix): LockedBeside | undefined {
  const { subject, evidence } = fix;
  const beside = subjectsBeside(
    subject,
    evidence,
    ({ status, spec }) => stateOf(status) === 'running' && mountsOf(spec, volume.name) !== undefined,
  );
  const alike = beside.flatMap((other) => sameFile(other, mount, fix) ?? []);
  const [found] = alike;
  if (found && alike.length === 1) return found;
  const other = only(beside);
  if (!other) return undefined;
  const { name } = other.container;
  return {
    words: `container ${name} of this pod runs and mounts volume ${volume.name}, too`,
    proof: [{ step: 'get', quote: `container ${name}: volume ${volume.name} at ${mountsOf(other.container, volume.name)?.mountPath}` }],
  };
}

const mountsOf = ({ volumeMounts = [] }: Subject['container'], volume: string) =>
  volumeMounts.find(({ name, readOnly }) => name === volume && !readOnly);

/** They are there for the very file that the other one uses. */
const REPLICATES = /litestream|backup|replicat|export|restic|rclone|sqlite-?web|datasette/i;

function sameFile(other: Subject, { name, mountPath, subPath }: VolumeMount, fix: WorkloadFix): LockedBeside | undefined {
  const { subject, evidence } = fix;
  const own = only(dataFilesIn(mountPath, subject, evidence));
  const isAlike = other.container.volumeMounts?.some(
    (theirs) => theirs.name === name && theirs.mountPath === mountPath && theirs.subPath === subPath,
  );
  const theirs = isAlike && own && dataFilesIn(mountPath, other, evidence).find(({ value }) => value === own.value);
  if (!own?.name || !theirs) return undefined;
  const { container } = subject;
  const to = (own.value as string).replace(/(?:\.\w{1,8})?(?:\?.*)?$/, `-${container.name}$&`);
  return {
    words: `container ${other.container.name} of this pod runs with the same ${own.name}, ${own.value}`,
    proof: [
      { step: 'get', quote: `${placeOf(own)}: ${own.value}` },
      { step: 'get', quote: `container ${other.container.name}: ${placeOf(theirs)}: ${theirs.value}` },
    ],
    same: {
      object: settingObject(own, fix),
      fix: REPLICATES.test(`${other.container.name} ${other.container.image}`)
        ? undefined
        : fix.setEnv(
            `give ${container.name} a file of its own; if it needs the data of ${other.container.name}, let it ask that one for them`,
            [`${own.name}=${to}`],
          ),
    },
  };
}

/** Variables that name a file in the folder, as a path or a URL of one. */
export const dataFilesIn = (folder: string, subject: Subject, evidence: Evidence): Setting[] =>
  variablesOf(subject, evidence).filter(
    ({ name = '', value = '' }) =>
      (OF_DATA.test(name) || DATA.test(value)) && value.replace(/^[\w+]{1,20}:(?:\/\/)?(?=\/)/, '').startsWith(`${folderPath(folder)}/`),
  );

/** A log, or settings, that two read is locked by none. */
const OF_DATA = /DB|DATABASE|SQLITE|STORE|DATA|QUEUE|INDEX|LOCK/i;
const DATA = /\.(?:db3?|s3db|sqlite\w{0,3}|mdb|lmdb|duckdb|bolt|lock)(?:\?.*)?$/i;
