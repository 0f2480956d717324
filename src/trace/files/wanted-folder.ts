/** A folder that a program enters, or writes its own file in, and that is not there: who names it, and which volume was most likely meant for it. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { folderPath, parentOf } from '../../kube/folder.ts';
import { volumeOf } from '../../kube/pod.ts';
import type { VolumeMount } from '../../kube/shapes.ts';
import type { Fact } from '../../logs/fact.ts';
import { nearest } from '../../nearest.ts';
import { only } from '../../only.ts';
import { redisFile } from '../servers/redis-folder.ts';
import { namedFromFile, namesOf, type PathNamed, pathNamed } from '../settings/path-named.ts';
import { settingsOf } from '../settings/settings.ts';
import { isAlike } from './alike-mount.ts';
import { holderOfFile } from './holder-of-file.ts';
import { mountedFile } from './mounted-file.ts';
import { volumeFiles } from './volume-files.ts';
import { isWrittenByCode } from './written-by-code.ts';

export interface WantedFolder {
  folder: string;
  /** enters: it changes to it, or keeps its data there; writes: it makes a file in it; composed: a setting names the folder alone. */
  how: 'enters' | 'writes' | 'composed';
  named: PathNamed | undefined;
  /** Of a folder that a setting names: the volume that nothing else names, which is mounted elsewhere. */
  mount: VolumeMount | undefined;
}

/** Shells (cd), busybox' httpd (-h), gunicorn (--chdir), PostgreSQL (include_dir), Redis, MySQL, MongoDB: what they miss is the folder itself. */
const ENTERS =
  /^(?:shell\/(?:cd-missing|httpd-folder)|postgres\/config-folder|python\/gunicorn-chdir|stores\/(?:redis-dir|mysql-directory|mongo-path))$/;
/** Of these the folder serves what is in it, which a ConfigMap may bring. */
const SERVES = /^(?:shell\/httpd-folder|postgres\/config-folder)$/;
/** PostgreSQL, dash and busybox (redirections), coreutils, gunicorn (its own socket and log), the JVM (its log). */
const CREATES =
  /could not create|cannot create|can't create|cannot touch|nonexistent directory|directory nonexistent|can't connect to \/|isn't writable|opening log file|can't open the log file/i;
/** What no program reads of its own before it has written it. */
const OWN = /\.(?:log|pid|sock|socket)$/;
/** …unless it is a program that only reads. */
const READER = /^(?:tail|head|cat|less|grep|sed|awk|wc|sort|cp|mv|psql|mysql|redis-cli)\b/;
/** The words before a path by which a script or an option says that it is written. */
const WRITTEN =
  /(?:>|\btee(?: -a)?\s|\s-o\s?|--output[= ]|log-?file[= ]|\btar\s+-?[a-zA-Z]*c[a-zA-Z]*\s(?:-f\s)?|pg_dump[^|;]{0,200}\s(?:-f\s?|--file[= ]))\s*["']?$/;

export function wantedFolder(fact: Fact<'file-missing'>, subject: Subject, evidence: Evidence): WantedFolder | undefined {
  const path = redisFile(fact, subject, evidence) ?? fact.fields.path;
  if (!path?.startsWith('/')) return undefined;
  const settings = settingsOf(subject, evidence);
  const parent = parentOf(folderPath(path)) || '/';
  const named = pathNamed(path, settings) ?? namedFromFile(path, settings);
  const enters = ENTERS.test(fact.phrase);
  const log = valueOf(subject.log());
  const writes =
    !enters &&
    (CREATES.test(fact.quote) ||
      (OWN.test(path) && !READER.test(fact.quote)) ||
      (log !== undefined && isWrittenByCode(log, fact)) ||
      (named !== undefined && isWritten(named)));
  // The root is always there.
  const folder = enters || parent === '/' ? folderPath(path) : parent;
  // Where a volume is mounted there is a folder, and all that are above it: what is missing is the file.
  if ((subject.container.volumeMounts ?? []).some(({ mountPath }) => isAbove(folder, folderPath(mountPath)))) return undefined;
  const mount = named && spareMount({ folder, path }, SERVES.test(fact.phrase), named, subject, evidence);
  // The program puts the file's name together: its folder alone is told.
  const composed = !enters && !writes && named?.setting.name !== undefined && folderPath(named.setting.value?.trim() ?? '') === parent;
  if (!enters && !writes && !(composed && (mount || isNowhere(path, subject, evidence)))) return undefined;
  return { folder, how: enters ? 'enters' : writes ? 'writes' : 'composed', named, mount };
}

/** Neither a volume nor an object of the namespace is known to have such a file, so that the program most likely makes it. */
const isNowhere = (path: string, subject: Subject, evidence: Evidence) =>
  !mountedFile(path, subject) && /\.(?:db|sqlite3?|dat|idx|index|log|pid|lock|tmp)$/.test(path) && !holderOfFile(path, subject, evidence);

function isWritten({ line, path }: PathNamed): boolean {
  const at = line.indexOf(path);
  return at > 0 && WRITTEN.test(line.slice(0, at));
}

/**
 * A volume that may be written to (`serves`: or that is only read; or that has a file which the same script names), whose place no setting
 * speaks of: the only one, or the one whose place is spelt nearly so.
 */
function spareMount(
  { folder, path: wanted }: { folder: string; path: string },
  serves: boolean,
  named: PathNamed,
  subject: Subject,
  evidence: Evidence,
): VolumeMount | undefined {
  const paths = settingsOf(subject, evidence).flatMap(namesOf);
  const script = named.setting.written ?? '';
  const spare = (subject.container.volumeMounts ?? []).filter((mount) => {
    const volume = volumeOf(subject.pod, mount.name);
    const { emptyDir, persistentVolumeClaim, ephemeral, configMap } = volume ?? {};
    const own = folderPath(mount.mountPath);
    const isNamed = paths.some(({ path }) => path === own || path.startsWith(`${own}/`));
    const isWritable = Boolean(emptyDir ?? persistentVolumeClaim ?? ephemeral) && !mount.readOnly;
    const isRead =
      configMap !== undefined && (serves || (volumeFiles(volume, subject.namespace, evidence) ?? []).some((file) => script.includes(file)));
    return (isWritable || isRead) && !mount.subPath && !isNamed && !isAbove(own, folder);
  });
  const near = nearest(
    folder,
    spare.map(({ mountPath }) => folderPath(mountPath)),
  );
  const alike = spare.find(({ mountPath }) => folderPath(mountPath) === near);
  const words = `${wanted}/${named.setting.name ?? ''}`;
  const lasting = spare.filter((mount) => isAlike(words, mount) || !volumeOf(subject.pod, mount.name)?.emptyDir);
  // What holds data by its place is not meant for sockets and marks of processes, which are made anew at each start.
  return /^\/(?:var\/)?run\//.test(`${folder}/`)
    ? alike
    : (only(lasting) ?? only(lasting.filter((mount) => isAlike(words, mount))) ?? alike);
}

const isAbove = (own: string, folder: string) => folder === own || folder.startsWith(`${own}/`);
