/** What of a volume denies its files to the user that a container runs as, and the fixes for that. */

import { advised } from '../fixes/fix.ts';
import { asRoot, handOver, isOfNode, shareByGroup, takesFsGroup } from '../fixes/ownership.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import type { Volume } from '../kube/shapes.ts';
import type { Fix } from '../report.ts';
import { writersInto } from '../trace/files/filled-by.ts';
import { type HandedOver, handedOver } from '../trace/files/handed-over.ts';
import type { MountedFile } from '../trace/files/mounted-file.ts';
import { volumeWords } from '../trace/files/volume-sort.ts';
import { identityOf } from '../trace/objects/identity.ts';

export interface Denied {
  path: string;
  mounted: MountedFile;
  uid: number | undefined;
  fsGroup: number | undefined;
  /** Of a projected file, where it keeps others than root from reading. */
  mode: string | undefined;
  /** The program wants it for its own user alone. */
  wantsItClosed: boolean;
  /** Everybody may read what the volume has. */
  isReadable: boolean;
  /** No other container writes there, and everybody may. */
  isOwnFolder: boolean;
}

/** What of the volume denies it. */
export function denialOf(denied: Denied, fix: WorkloadFix): { why: string; fixes: Fix[] } {
  const { path, mounted, fsGroup, mode } = denied;
  const { mount, volume } = mounted;
  const sort = volumeWords(volume);
  if (denied.wantsItClosed) {
    const opened =
      fsGroup === undefined || !takesFsGroup(volume)
        ? ''
        : `, as fsGroup ${fsGroup} opens volume ${volume.name} to that group whenever it is mounted`;
    return {
      why: `it is open to others than its owner${opened}, and the program wants it for its own user alone`,
      fixes: [handOver(volume, mount, fix, path)],
    };
  }
  if (denied.isReadable)
    return {
      why: `everybody may read the files of volume ${volume.name} (${sort}), and nobody may write them: it is to write there, or to run what has no execute bit`,
      fixes: [],
    };
  if (mode === undefined) return deniedByOwner(denied, fix);
  return {
    why: `${sort} ${mounted.source?.name ?? volume.name} is mounted with ${mode}, which lets only root read it, and ${groupOf(fsGroup)}`,
    fixes: [takesFsGroup(volume) && fsGroup === undefined ? shareByGroup(volume, fix, writersOf(denied, fix)) : readable(volume, fix)],
  };
}

/** Its files belong to another user. */
function deniedByOwner(denied: Denied, fix: WorkloadFix): { why: string; fixes: Fix[] } {
  const { fsGroup, uid, isOwnFolder } = denied;
  const { mount, volume } = denied.mounted;
  const { container, pod } = fix.subject;
  if (isOfNode(volume)) return deniedByNode(denied, fix);
  const given = uid ? handedOver(denied.path, denied.mounted, fix.subject) : undefined;
  // Of a name the image decides whose number it is.
  const owner = /^\d+(?=:|$)/.exec(given?.owner ?? '')?.[0];
  if (given && uid && owner !== undefined && owner !== String(uid)) return toOther(given, uid, denied, fix);
  const writer = pod.spec.initContainers?.find((init) => init !== container && init.volumeMounts?.some(({ name }) => name === volume.name));
  const filled =
    writer && uid !== undefined
      ? `; init container ${writer.name} fills it as ${identityOf({ container: writer, pod }).uid ?? "its image's user"}`
      : '';
  const shared = takesFsGroup(volume) && (fsGroup === undefined || writer) ? [shareByGroup(volume, fix, writersOf(denied, fix))] : [];
  return {
    why: isOwnFolder
      ? `everybody may write in volume ${volume.name} (${volumeWords(volume)}), which no other container of the pod has: an earlier start of its own program has made that as another user, or without that right`
      : `volume ${volume.name} (${volumeWords(volume)}) belongs to another user, and ${takesFsGroup(volume) ? groupOf(fsGroup) : 'fsGroup does not apply to it'}${filled}`,
    fixes: [...shared, ...(shared.length > 0 && fsGroup === undefined ? [] : [handOver(volume, mount, fix)])],
  };
}

/** The node's own files stay whose they are. */
const deniedByNode = ({ path, mounted: { volume } }: Denied, fix: WorkloadFix): { why: string; fixes: Fix[] } => ({
  why: `volume ${volume.name} (${volumeWords(volume)}) is the node's own, and fsGroup does not apply to it`,
  fixes: [
    asRoot(`run it as root: what is the node's own must not be given to another user`, fix),
    advised(`or give it the group that ${path} has on the node (stat -c %g), under supplementalGroups`),
  ],
});

/** Whatever the group of the volume is, it is changed after that. */
function toOther(given: HandedOver, uid: number, { mounted: { volume } }: Denied, fix: WorkloadFix): { why: string; fixes: Fix[] } {
  const { container, pod } = fix.subject;
  const group = container.securityContext?.runAsGroup ?? pod.spec.securityContext?.runAsGroup;
  const owner = `${uid}:${group ?? uid}`;
  return {
    why: `${given.by} gives it to ${given.owner} (${given.step}), in volume ${volume.name} (${volumeWords(volume)})`,
    fixes: [fix.patchJson(`let ${given.by} give it to ${owner}`, [{ op: 'replace', path: given.path, value: given.withOwner(owner) }])],
  };
}

const groupOf = (fsGroup: number | undefined) => (fsGroup === undefined ? 'no fsGroup is set' : `fsGroup ${fsGroup} does not help`);

/** Those that run beside it. */
const writersOf = ({ path, mounted }: Denied, { subject, evidence }: WorkloadFix) =>
  writersInto(path, mounted.mount, subject, evidence).filter((one) => one.path === path && one.kind !== 'init');

const readable = ({ name, secret }: Volume, fix: WorkloadFix) =>
  fix.patchSpec(`let everyone in the container read volume ${name}`, {
    volumes: [{ name, [secret ? 'secret' : 'configMap']: { defaultMode: 0o444 } }],
  });
