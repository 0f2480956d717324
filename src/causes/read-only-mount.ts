import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { replacedMount } from '../findings/replaced-mount.ts';
import { changeSettings } from '../fixes/settings.ts';
import { type JsonPatch, WorkloadFix } from '../fixes/workload.ts';
import { folderPath, lastName, parentOf } from '../kube/folder.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { type MountedFile, mountedFile } from '../trace/files/mounted-file.ts';
import { identityOf } from '../trace/objects/identity.ts';
import { redisFile } from '../trace/servers/redis-folder.ts';
import type { Change } from '../trace/settings/settings.ts';
import { settingsOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const readOnlyMount: Cause = {
  id: 'read-only-mount',
  title: 'it writes to a volume that is read-only',
  tier: 'kubernetes',
  covers: ['perm.readonly-volume', 'vol.io-error'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'read-only');
    if (fact?.fields.busy) return replacedMount(fact, subject, evidence);
    const path = fact && (fact.fields.path ?? redisFile(fact, subject, evidence));
    const mounted = path === undefined ? undefined : mountedFile(path, subject);
    if (!fact || path === undefined || !mounted) return undefined;
    const { container } = subject;
    const { mount, volume } = mounted;
    const sort = volume.configMap
      ? 'ConfigMap'
      : volume.secret
        ? 'Secret'
        : volume.projected || volume.downwardAPI
          ? 'projected volume'
          : undefined;
    const claimed = volume.persistentVolumeClaim?.readOnly ?? false;
    const fix = new WorkloadFix(subject, evidence);
    const why = sort
      ? `which is a ${sort} (volume ${volume.name}${mounted.source ? `, ${mounted.source.name}` : ''}): those are always read-only`
      : mount.readOnly || claimed
        ? `where volume ${volume.name} is ${mount.readOnly ? 'mounted' : `used, through claim ${volume.persistentVolumeClaim?.claimName},`} with readOnly: true`
        : `in volume ${volume.name}, which is read-only although its spec does not say so: the node has remounted it after an error, or the storage is`;
    return {
      summary: `container ${container.name} wants to write ${path}, at ${mount.mountPath}, ${why}`,
      confidence: sort || mount.readOnly || claimed ? 'certain' : 'likely',
      object:
        mount.readOnly || !claimed
          ? fix.containerObject(`volumeMounts[${mount.mountPath}]`)
          : fix.object(`volumes[${volume.name}].persistentVolumeClaim.readOnly`),
      proof: [
        logProof(subject, fact),
        {
          step: 'get',
          quote: `${mount.mountPath}: volume ${volume.name}${mount.readOnly ? ', readOnly: true' : claimed ? ', persistentVolumeClaim.readOnly: true' : ''}${sort ? `, a ${sort}` : ''}`,
          path: 'spec.volumes',
        },
        attemptProof(subject),
      ],
      fixes: fixesOf(path, mounted, sort, fix),
      decides: "the node's kernel log about that volume",
    };
  },
};

function fixesOf(path: string, { mount, volume, source }: MountedFile, sort: string | undefined, fix: WorkloadFix): Fix[] {
  const { container } = fix.subject;
  if (!sort) {
    const index = (container.volumeMounts ?? []).indexOf(mount);
    const at = (fix.subject.pod.spec.volumes ?? []).indexOf(volume);
    // The kubelet mounts for reading alone where either of them says so (pkg/kubelet/kubelet_pods.go makeMounts, pkg/volume).
    const writable: JsonPatch[] = [
      ...present(
        mount.readOnly && { op: 'replace' as const, path: `${fix.containerPath}/volumeMounts/${index}/readOnly`, value: false },
        volume.persistentVolumeClaim?.readOnly && {
          op: 'replace' as const,
          path: `/volumes/${at}/persistentVolumeClaim/readOnly`,
          value: false,
        },
      ),
    ];
    return writable.length > 0 ? [fix.patchJson(`mount volume ${volume.name} for writing`, writable)] : [];
  }
  const elsewhere = moved(path, fix);
  // Its own copy in an empty folder; cp follows the links that such volumes are made of.
  const copy =
    source === undefined || mount.subPath
      ? undefined
      : fix.patchSpec(`${elsewhere ? 'or ' : ''}let it work on a copy of ${sort} ${source.name}, made anew at every start of the pod`, {
          volumes: [
            { name: volume.name, configMap: null, secret: null, projected: null, emptyDir: {} },
            { name: `${volume.name}-source`, ...(sort === 'ConfigMap' ? { configMap: volume.configMap } : { secret: volume.secret }) },
          ],
          initContainers: [
            {
              name: `copy-${volume.name}`.slice(0, 60),
              image: container.image,
              imagePullPolicy: container.imagePullPolicy,
              command: ['sh', '-c', 'cp -rL /from/. /to/'],
              volumeMounts: [
                { name: `${volume.name}-source`, mountPath: '/from' },
                { name: volume.name, mountPath: '/to' },
              ],
            },
          ],
        });
  return present(elsewhere, copy && sort !== 'projected volume' && copy);
}

/** A variable or argument says where it writes: /tmp is free, unless the root file system is read-only too. */
function moved(path: string, fix: WorkloadFix): Fix | undefined {
  if (identityOf(fix.subject).readOnlyRoot) return undefined;
  const settings = settingsOf(fix.subject, fix.evidence).filter(({ place }) => place.kind !== 'configmap' || place.path === undefined);
  const changes = settings.flatMap((setting): Change[] => {
    const said = [path, parentOf(path)].find((one) => setting.written === one || setting.written?.endsWith(`=${one}`));
    if (said === undefined || setting.written === undefined || !isBelow(said, fix)) return [];
    return [{ setting, to: setting.written.replace(said, `/tmp/${lastName(said)}`) }];
  });
  return changes.length === 0 ? undefined : changeSettings('let it write below /tmp', changes, fix);
}

/** The mount itself is where it reads its settings. */
const isBelow = (path: string, { subject }: WorkloadFix) =>
  !(subject.container.volumeMounts ?? []).some(({ mountPath }) => folderPath(mountPath) === path);
