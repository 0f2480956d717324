import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { fillerOf, lackWords, whyNot } from '../findings/unwritable-folder.ts';
import { advised } from '../fixes/fix.ts';
import { emptyFolder, mountPath } from '../fixes/mount.ts';
import { handOver, shareByGroup, takesFsGroup } from '../fixes/ownership.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { folderPath, parentOf } from '../kube/folder.ts';
import { volumeOf } from '../kube/pod.ts';
import type { VolumeMount } from '../kube/shapes.ts';
import type { Fact } from '../logs/fact.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { isAlike } from '../trace/files/alike-mount.ts';
import { folderMaker } from '../trace/files/folder-maker.ts';
import { type MountedFile, mountedFile } from '../trace/files/mounted-file.ts';
import { sharedElsewhere } from '../trace/files/shared-volume.ts';
import { sqliteFile } from '../trace/files/sqlite-file.ts';
import { identityOf } from '../trace/objects/identity.ts';
import { placeOf } from '../trace/settings/settings.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const databaseFileUnopened: Cause = {
  id: 'database-file-unopened',
  title: 'SQLite cannot open or write its file: the folder is not there, or it may not write in it',
  tier: 'kubernetes',
  covers: ['app.missing-file', 'cfg.mountpath-wrong', 'perm.volume-owner'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'file-missing', 'read-only');
    const isThere = fact?.phrase === 'databases/sqlite-readonly';
    if (!fact || (!isThere && fact.phrase !== 'databases/sqlite-open')) return undefined;
    const { container } = subject;
    const named = sqliteFile(fact.fields.path, subject, evidence);
    if (!named) return undefined;
    const { path, setting } = named;
    if (path === undefined) return inOnlyVolume(fact, isThere, new WorkloadFix(subject, evidence));
    const folder = parentOf(path) || '/';
    const here = mountedFile(path, subject);
    if (isThere && (!here || here.mount.subPath)) return undefined;
    // Another container has the volume there: to mount it here, too, is what is lacking (mounted-elsewhere).
    if (!here && sharedElsewhere(path, subject)?.sure) return undefined;
    const mount = here ? undefined : only(writableMounts(path, subject));
    const fix = new WorkloadFix(subject, evidence);
    // Nobody makes folders in a new volume; one that is older may have them.
    const below = !isThere && here && folder !== folderPath(here.mount.mountPath) && !here.mount.readOnly ? here : undefined;
    const maker = below && folderMaker(folder, below, subject);
    const top = below && `${folderPath(below.mount.mountPath)}${path.slice(path.lastIndexOf('/'))}`;
    const isLacking = below ? !maker : !here;
    const moved =
      // Of a volume that outlives the pod another path would be another database.
      top && below.volume.emptyDir && setting?.written?.includes(path)
        ? changeSettings(`name ${top}, right in volume ${below.volume.name}`, [{ setting, to: setting.written.replace(path, top) }], fix)
        : undefined;
    const why = lackWords(folder, here, below, maker, fix);
    const volume = mount ? `; its volume ${mount.name} is mounted at ${mount.mountPath}` : here ? '' : '; no volume is mounted there';
    return {
      summary: `container ${container.name} cannot ${isThere ? 'write' : 'open'} its SQLite database ${path}${setting ? ` (${setting.name ?? placeOf(setting)})` : ''}: ${isThere ? 'the file is there, and ' : isLacking ? 'SQLite makes the file, not its folder: ' : ''}${why}${volume}`,
      confidence: 'likely',
      object: fix.containerObject(`volumeMounts${mount ? `[${mount.name}].mountPath` : ''}`),
      proof: [
        logProof(subject, fact),
        ...present(setting?.name && specProof(subject, `env ${setting.name}`, setting.value ?? '')),
        specProof(
          subject,
          'volumeMounts',
          (container.volumeMounts ?? []).map(({ name, mountPath: at }) => `${name} at ${at}`).join(', ') || 'none',
        ),
        attemptProof(subject),
      ],
      fixes: [
        mount
          ? fix.patchJson(`mount volume ${mount.name} at ${folder}`, [
              { op: 'replace', path: `${mountPath(fix, mount)}/mountPath`, value: folder },
            ])
          : maker
            ? shareByGroup(below.volume, fix)
            : (moved ?? (here ? writableAt(folder, here, fix) : emptyFolder(fix, folder))),
      ],
      decides: `what there is at ${folder} in the container`,
    };
  },
};

/** Mounts of what keeps a database, for writing; an empty folder may be there for anything. */
const writableMounts = (path: string, { container, pod }: Subject): VolumeMount[] =>
  (container.volumeMounts ?? []).filter((mount) => {
    const { emptyDir, persistentVolumeClaim, ephemeral } = volumeOf(pod, mount.name) ?? {};
    return Boolean((emptyDir && isAlike(path, mount)) || persistentVolumeClaim || ephemeral) && !mount.readOnly;
  });

/**
 * Neither the log nor a setting tells the path, and there is one volume that keeps what a database has: mounted read-only, or for another
 * user than root. In a new emptyDir anybody may write; what an init container has made there is that one's.
 */
function inOnlyVolume(fact: Fact, isThere: boolean, fix: WorkloadFix): Match | undefined {
  const { subject } = fix;
  const { container, pod } = subject;
  const { uid } = identityOf(subject);
  const mount = only(
    (container.volumeMounts ?? []).filter(({ name }) => {
      const volume = volumeOf(pod, name);
      const { persistentVolumeClaim, ephemeral, hostPath, emptyDir } = volume ?? {};
      return Boolean(persistentVolumeClaim ?? ephemeral ?? hostPath ?? (emptyDir && volume && fillerOf(volume, subject)));
    }),
  );
  const at = mount && mountedFile(`${folderPath(mount.mountPath)}/x`, subject);
  const filler = at && fillerOf(at.volume, subject);
  if (!at || (!(isThere && mount.readOnly) && !uid)) return undefined;
  return {
    summary: `container ${container.name} cannot ${isThere ? 'write' : 'open'} its SQLite database; it tells no path, and volume ${at.volume.name}, mounted at ${mount.mountPath}, is where such a file would be kept: it may not write there${whyNot(at, fix)}`,
    confidence: isThere && (filler || mount.readOnly) ? 'likely' : 'possible',
    object: fix.containerObject(`volumeMounts[${mount.name}]`),
    proof: [logProof(subject, fact), specProof(subject, 'volumeMounts', `${mount.name} at ${mount.mountPath}`), attemptProof(subject)],
    fixes: [writableAt(mount.mountPath, at, fix)],
    decides: `where its database is, and the owner and mode of ${mount.mountPath} (ls -ldn)`,
  };
}

/** Read-only by its mount, else by its owner: root may write anywhere. */
function writableAt(folder: string, { mount, volume }: MountedFile, fix: WorkloadFix): Fix {
  if (mount.readOnly)
    return fix.patchJson(`mount volume ${volume.name} for writing`, [
      { op: 'replace', path: `${mountPath(fix, mount)}/readOnly`, value: false },
    ]);
  const { uid, fsGroup } = identityOf(fix.subject);
  if (uid !== undefined && uid !== 0 && (fsGroup !== undefined || !takesFsGroup(volume))) return handOver(volume, mount, fix);
  if (uid !== 0 && fsGroup === undefined && takesFsGroup(volume)) return shareByGroup(volume, fix);
  return advised(`let the user of the container write in ${folder}`);
}
