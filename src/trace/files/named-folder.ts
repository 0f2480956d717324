/** The folder of a file that is not found, which a variable names and where nothing is mounted: its volume may be mounted elsewhere. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { folderPath } from '../../kube/folder.ts';
import type { VolumeMount } from '../../kube/shapes.ts';
import { type Setting, variablesOf } from '../settings/settings.ts';

/** Of a file that a program makes: PostgreSQL, dash and busybox (redirections), coreutils, gunicorn (its own socket). */
export const CREATES = /could not create|cannot create|can't create|nonexistent directory|directory nonexistent|can't connect to \//i;

export interface NamedFolder {
  folder: string;
  setting: Setting;
  /** The only volume that it may write to. */
  mount: VolumeMount;
}

export function namedFolder(path: string, subject: Subject, evidence: Evidence): NamedFolder | undefined {
  const folder = path.slice(0, path.lastIndexOf('/'));
  const settings = variablesOf(subject, evidence).filter(
    ({ value }) => value !== undefined && folder !== '' && folderPath(value) === folder,
  );
  const mounts = (subject.container.volumeMounts ?? []).filter((mount) => {
    const { emptyDir, persistentVolumeClaim, ephemeral } = subject.pod.spec.volumes?.find(({ name }) => name === mount.name) ?? {};
    return Boolean(emptyDir ?? persistentVolumeClaim ?? ephemeral) && !mount.readOnly && !mount.subPath;
  });
  const [setting] = settings;
  const [mount] = mounts;
  // One that another variable names is in its place.
  const isTaken =
    mount &&
    variablesOf(subject, evidence).some(({ value }) => value !== undefined && folderPath(value).startsWith(folderPath(mount.mountPath)));
  return setting && mount && settings.length === 1 && mounts.length === 1 && !isTaken ? { folder, setting, mount } : undefined;
}
