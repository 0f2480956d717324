/** A folder in which a program may not write, or which is not there: why, by its volume and by who fills that. */
import type { Subject } from '../evidence/subject.ts';
import { takesFsGroup } from '../fixes/ownership.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import { mayWrite } from '../kube/pod.ts';
import type { Volume } from '../kube/shapes.ts';
import type { FolderMaker } from '../trace/files/folder-maker.ts';
import type { MountedFile } from '../trace/files/mounted-file.ts';
import { identityOf } from '../trace/objects/identity.ts';

/** `below`: the volume, where the folder lies further down in it and may not be there. */
export function lackWords(
  folder: string,
  here: MountedFile | undefined,
  below: MountedFile | undefined,
  maker: FolderMaker | undefined,
  fix: WorkloadFix,
): string {
  if (below && maker)
    return `it may not write in ${folder}, of volume ${below.volume.name}: init container ${maker.init.name} makes that folder as ${maker.as}, and it runs as user ${maker.uid}`;
  if (below)
    return `${folder} is not there in volume ${below.volume.name} (mounted at ${below.mount.mountPath}), or it may not write in it`;
  return here
    ? `it may not write in ${folder}, of volume ${here.volume.name}${whyNot(here, fix)}`
    : `${folder} is not there, or it may not write in it`;
}

/** For the end of a sentence that names the volume. */
export function whyNot(at: MountedFile, { subject }: WorkloadFix): string {
  const { mount, volume } = at;
  if (mount.readOnly) return ', which is mounted with readOnly: true';
  const { uid, fsGroup } = identityOf(subject);
  if (uid === undefined || uid === 0) return '';
  const path = volume.hostPath ? `hostPath ${volume.hostPath.path}, ` : '';
  const filler = fillerOf(at.volume, subject);
  const filled = filler ? `; ${filler}` : '';
  if (!takesFsGroup(volume)) return ` (${path}to which fsGroup does not apply), as user ${uid}${filled}`;
  return ` as user ${uid}${fsGroup === undefined ? ', and no fsGroup is set' : `, and fsGroup ${fsGroup} does not help`}${filled}`;
}

/** An init container that has the volume for writing, and runs as another user. */
export function fillerOf(volume: Volume, subject: Subject): string | undefined {
  const { container, pod } = subject;
  const init = pod.spec.initContainers?.find((one) => one !== container && mayWrite(one, volume.name));
  const uid = init && identityOf({ container: init, pod }).uid;
  return init && uid !== identityOf(subject).uid
    ? `init container ${init.name} fills it as ${uid === undefined ? "its image's user" : `user ${uid}`}`
    : undefined;
}
