import { attemptProof, logProof, securityProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { namedProof } from '../findings/setting-proof.ts';
import { advised } from '../fixes/fix.ts';
import { besides, needsOf, specFor } from '../fixes/ordinary-user.ts';
import { asRoot } from '../fixes/ownership.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { folderPath, parentOf } from '../kube/folder.ts';
import { isFromApi, volumeOf } from '../kube/pod.ts';
import type { VolumeMount } from '../kube/shapes.ts';
import { TOKEN_FOLDER } from '../kube/token-folder.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { type Denied, deniedIn, wholePath } from '../trace/files/denied.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { foldersFor, NAMES_FOLDER } from '../trace/files/writable.ts';
import { identityOf } from '../trace/objects/identity.ts';
import { redisFile } from '../trace/servers/redis-folder.ts';
import { type PathNamed, pathNamed } from '../trace/settings/path-named.ts';
import { placeOf, settingsOf, variablesOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

/** GNU sed's and BusyBox's, for -i: beside the file that is edited. */
const TEMPORARY = /(?:couldn't open temporary file|can't create temp file) /;
const WRITES = /mkdir|makedirs|\bwrite|creat|unlink|rename|touch|'[wax]b?\+?'|O_CREAT|\.log\b|\.pid\b|\bcannot create\b|can't create/i;

export const imagePermission: Cause = {
  id: 'image-permission',
  title: 'its user may not use a file of its image',
  tier: 'container',
  covers: ['perm.image-files'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = deniedIn(subject);
    // PostgreSQL refuses a folder that others may use, which is no lack of rights.
    if (fact?.kind !== 'permission-denied' || fact.fields.operation === 'mode' || isElsewhere(fact, subject)) return undefined;
    const said = redisFile(fact, subject, evidence) ?? fact.fields.path;
    const path = said === undefined ? undefined : wholePath(said, subject);
    const { container } = subject;
    if (path === undefined || mountedFile(path, subject) || /^\/(?:proc|sys|dev)\//.test(path)) return undefined;
    // What is looked for from a working directory that is not known is the image's where there is nothing else.
    const isWhole = path.startsWith('/');
    if (
      !isWhole &&
      (container.workingDir !== undefined ||
        (makes(fact, path)
          ? (container.volumeMounts ?? []).some((mount) => mayBeWorkplace(mount, path, subject))
          : (container.volumeMounts ?? []).some(({ mountPath }) => mountPath !== TOKEN_FOLDER)))
    )
      return undefined;
    const { uid, nonRoot } = identityOf(subject);
    if (uid === 0) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const isSet = uid !== undefined;
    const named = pathNamed(path, settingsOf(subject, evidence));
    const folders = writes(fact, path) ? foldersFor(named?.path.startsWith(path) ? named.path : path, fact.quote, subject) : undefined;
    const isMade = makes(fact, path);
    const folder = isWhole ? parentOf(folderPath(path)) || '/' : undefined;
    const where = folder === undefined ? 'the working directory' : `folder ${folder}`;
    const hasNoHome = isSet && isBelowRoot(path, fact.quote) && !variablesOf(subject, evidence).some(({ name }) => name === 'HOME');
    const who = isSet ? `user ${uid} of the pod spec` : "the image's own user";
    const ofImage = `of its image ${container.image}`;
    const what = hasNoHome
      ? `to make ${path}: ${who} has no home folder in the image, so HOME is /, which belongs to root`
      : `${isMade ? `to make ${path}: ${where} ${ofImage} is not ${who}'s to write in` : `for ${path}, ${isWhole ? sortOf(fact) : 'from the working directory'} ${ofImage}, which ${who} may not use`}; no volume is mounted there${named ? `; ${placeOf(named.setting)} names ${named.path}` : ''}`;
    return {
      summary: `container ${container.name} is denied permission ${what}`,
      confidence: 'likely',
      object: isSet ? fix.object('securityContext.runAsUser') : fix.containerObject('image'),
      proof: [
        logProof(subject, fact),
        specProof(subject, 'volumeMounts', (container.volumeMounts ?? []).map(({ mountPath }) => mountPath).join(', ') || 'none'),
        securityProof(subject),
        ...present(named && namedProof(named, fix)),
        attemptProof(subject),
      ],
      fixes: [
        ...present(hasNoHome && fix.setEnv('give it a home folder that it may write to', ['HOME=/tmp'])),
        ...(named ? elsewhere(named, path, fix) : []),
        ...present(folders && scratch(folders, fix)),
        ...runAs(fix, isSet, nonRoot),
        advised(`build the image so that its user may use ${TEMPORARY.test(fact.quote) ? where : path} (chmod, or COPY --chown)`),
      ],
      decides: hasNoHome ? `what HOME is in the container` : `the owner and mode of ${isMade ? (folder ?? where) : path} in the image`,
    };
  },
};

/** OpenSSH (scp.c, sftp-client.c) and a database say so of their server's files, which are not the container's, unless it is that server. */
const isElsewhere = ({ quote }: Denied, { container }: Subject): boolean =>
  /^(?:scp|sftp): |\bremote (?:open|mkdir|setstat|opendir|delete|rename)\b|\bdest open "/.test(quote) ||
  (/^psql(?::\S{1,300}:\d{1,7})?: (?:error: )?ERROR: /.test(quote) && !/postg|timescale|pgvector/.test(container.image ?? ''));

/**
 * Whether the working directory, which is not known, may lie in a mount that denies to make `path` there. What the API brings refuses in other
 * words (EROFS), everybody may write into an empty volume (0777), and programs do not work from folders of the system.
 */
function mayBeWorkplace({ name, mountPath }: VolumeMount, path: string, { pod }: Subject): boolean {
  const volume = volumeOf(pod, name);
  if (!volume || isFromApi(volume) || (volume.emptyDir && !path.includes('/'))) return false;
  return !/^\/(?:tmp|run|etc|dev|proc|sys|var\/(?:cache|log|run|tmp))(?:\/|$)/.test(mountPath);
}

/** A whole path at which something is written: by the words of the call, or by where it is. */
const writes = ({ fields, quote }: Denied, path: string): boolean =>
  path.startsWith('/') &&
  !TEMPORARY.test(quote) &&
  (WRITES.test(`${fields.operation ?? ''} ${quote}`) || /^\/(?:var\/(?:cache|log|run|lib|tmp)|tmp|run)\//.test(path));

/** What it would make is not there: its folder is the image's. */
const makes = ({ quote }: Denied, path: string): boolean =>
  /\.(?:log|pid|sock)$/.test(path) ||
  TEMPORARY.test(quote) ||
  /\bmkdir\b|(?:cannot|could not|failed to|unable to) (?:create|make) (?:the )?(?:directory|folder)/i.test(quote);

const sortOf = ({ quote }: Denied) => (NAMES_FOLDER.test(quote) ? 'a folder' : 'a file');

/**
 * A folder of the user's own, such as /.cache, right below /: where the image's /etc/passwd has no such user, the runtime sets HOME to /
 * (opencontainers/runc:libcontainer/init_linux.go, containerd's oci.WithUser).
 */
const isBelowRoot = (path: string, quote: string): boolean => /^\/\.[A-Za-z]/.test(path) && (WRITES.test(quote) || OF_HOMES.test(path));
/** No image has these right below /; a program makes them in its user's home. */
const OF_HOMES =
  /^\/\.(?:aws|cache|cargo|config|dotnet|gem|gradle|ipython|java|jupyter|keras|kube|local|m2|matplotlib|npm|nuget|streamlit|yarn)(?:\/|$)/;

/** A variable that says where a program keeps what it writes: INDEX_DIR, UPLOAD_FOLDER, LOG_PATH; not where it reads from. */
const KEEPS =
  /(?:DATA|CACHE|LOG|TE?MP|UPLOAD|OUT(?:PUT)?|INDEX|SPOOL|STATE|WORK|STOR(?:E|AGE)|EXPORT|BACKUP|DOWNLOAD|SCRATCH|SESSION)S?_?(?:DIR(?:ECTORY)?|FOLDER|PATH|ROOT|HOME)$/i;

/** A volume is mounted, an empty one (which everybody may write to, mode 0777), and the variable names a folder of the image instead. */
function elsewhere({ setting, path: folder }: PathNamed, path: string, fix: WorkloadFix): Fix[] {
  const { container, pod } = fix.subject;
  if (!KEEPS.test(setting.name ?? '') || setting.value?.trim() !== folder || !path.startsWith(`${folderPath(folder)}/`)) return [];
  const empty = (container.volumeMounts ?? []).filter(
    (mount) => !mount.readOnly && pod.spec.volumes?.some(({ name, emptyDir }) => name === mount.name && emptyDir),
  );
  const mount = only(empty);
  const change =
    mount &&
    changeSettings(`write to volume ${mount.name} at ${mount.mountPath} (${placeOf(setting)})`, [{ setting, to: mount.mountPath }], fix);
  return present(change);
}

/** An image that is for another user than the pod asks for runs as its own; one that denies its own user a file runs only as root. */
function runAs(fix: WorkloadFix, isSet: boolean, nonRoot: boolean): Fix[] {
  if (nonRoot) return [];
  return [asRoot(isSet ? "run it as root, as the image's files belong to root" : 'run it as root until the image is built anew', fix)];
}

function scratch(folders: readonly string[], fix: WorkloadFix): Fix {
  const needs = needsOf(fix.subject, folders);
  return fix.patchSpec(`let it run as that user${besides(needs)}`, specFor(needs, fix.subject));
}
