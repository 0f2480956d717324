import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, securityProof } from '../evidence/proof.ts';
import { denialOf } from '../findings/volume-denial.ts';
import { takesFsGroup } from '../fixes/ownership.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { isFromApi, othersWith } from '../kube/pod.ts';
import type { Volume } from '../kube/shapes.ts';
import { present } from '../present.ts';
import { deniedIn, wholePath } from '../trace/files/denied.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { volumeWords } from '../trace/files/volume-sort.ts';
import { fileInside, mayRead, userInside } from '../trace/inside/inside-file.ts';
import { identityOf } from '../trace/objects/identity.ts';
import { redisFile } from '../trace/servers/redis-folder.ts';
import { type Cause, RUNG } from './cause.ts';

export const volumePermission: Cause = {
  id: 'volume-permission',
  title: 'its user may not use files of its volume',
  tier: 'kubernetes',
  covers: ['perm.volume-owner'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = deniedIn(subject);
    const said = fact && (redisFile(fact, subject, evidence) ?? pathOf(fact.fields, fact.quote));
    const path = said === undefined ? undefined : wholePath(said, subject);
    const mounted = path === undefined ? undefined : mountedFile(path, subject);
    if (!fact || path === undefined || !mounted) return undefined;
    const { container } = subject;
    const { mount, volume } = mounted;
    const { uid, fsGroup } = identityOf(subject);
    // Root is refused for want of a capability, or by the storage itself.
    if (uid === 0 || (fact.kind === 'operation-not-permitted' && uid === undefined)) return undefined;
    const who = uid === undefined ? "its image's user" : `user ${uid}`;
    const fix = new WorkloadFix(subject, evidence);
    // A key, say, which its program takes only if others may not read it.
    const wantsItClosed = fact.fields.operation === 'mode';
    const mode = modeOf(volume, mounted.source?.key);
    // Everybody may read it: what is denied is to write it, or to run it.
    const isReadable = isFromApi(volume) && mode === undefined && !wantsItClosed;
    // Everybody may write into such a folder (0777): what is denied was made there by the container itself, or by one that is not seen.
    const isOwnFolder = volume.emptyDir !== undefined && othersWith(volume.name, subject).length === 0;
    const sure =
      !isReadable &&
      !isOwnFolder &&
      fact.phrase !== 'shell/shell-denied' &&
      fact.phrase !== 'node/eacces-two' &&
      (path === said || container.workingDir !== undefined) &&
      uid !== undefined &&
      (mode !== undefined || fsGroup === undefined || !takesFsGroup(volume));
    const seen = sure ? undefined : valueOf(fileInside(path, subject, evidence));
    const user = seen?.exists ? userInside(subject, evidence) : undefined;
    const { why, fixes } = denialOf({ path, mounted, uid, fsGroup, mode, wantsItClosed, isReadable, isOwnFolder }, fix);
    return {
      summary: `container ${container.name} runs as ${who} and ${wantsItClosed ? 'refuses' : 'is denied permission for'} ${path}: ${why}`,
      confidence: sure || (seen?.exists && user && !mayRead(seen, user)) ? 'certain' : 'likely',
      object: fix.object(mode === undefined ? 'securityContext.fsGroup' : `volumes[${volume.name}].defaultMode`),
      proof: [
        logProof(subject, fact),
        {
          step: 'get',
          quote: `${mount.mountPath}: volume ${volume.name}, ${volumeWords(volume)}${mode === undefined ? '' : `, ${mode}`}`,
          path: `spec.volumes[${volume.name}]`,
        },
        securityProof(subject),
        ...present(seen?.proof, user?.proof),
        attemptProof(subject),
      ],
      fixes,
      decides: isReadable
        ? `what it does with ${path}: read, write or run it`
        : `the owner and mode of ${path} (ls -ln), and as whom the container runs`,
    };
  },
};

/** chown and its like name the path in their own sentence. */
export function pathOf(fields: { path?: string; operation?: string }, quote: string): string | undefined {
  return fields.path ?? quote.match(/[ '"‘“`(](\/[\w@%+=:,./-]{1,300}?)['"’”`)]?:? /)?.[1];
}

/** Set where the mode of a projected file keeps others than root from reading it (defaultMode is 0644). */
function modeOf({ secret, configMap, projected }: Volume, key: string | undefined): string | undefined {
  const items = [secret, configMap, ...(projected?.sources ?? []).flatMap((one) => [one.secret, one.configMap])].flatMap(
    (one) => one?.items ?? [],
  );
  const own = items.find((item) => item.key === key)?.mode;
  const mode = own ?? secret?.defaultMode ?? configMap?.defaultMode ?? projected?.defaultMode;
  return mode !== undefined && (mode & 0o004) === 0 ? `${own === undefined ? 'defaultMode' : 'mode'} 0${mode.toString(8)}` : undefined;
}
