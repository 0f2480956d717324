import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { replacedMount } from '../findings/replaced-mount.ts';
import { changeSettings } from '../fixes/settings.ts';
import { type JsonPatch, WorkloadFix } from '../fixes/workload.ts';
import { folderPath, lastName, parentOf } from '../kube/folder.ts';
import type { Volume } from '../kube/shapes.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { type MountedFile, mountedFile } from '../trace/files/mounted-file.ts';
import { sortOf, volumeWords } from '../trace/files/volume-sort.ts';
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
    const always = alwaysReadOnly(volume);
    const given = always === undefined && givenForReading(volume);
    const fix = new WorkloadFix(subject, evidence);
    const why = always
      ? `which is ${always} (volume ${volume.name}${mounted.source ? `, ${mounted.source.name}` : ''}): those are always read-only`
      : mount.readOnly || given
        ? `where volume ${volume.name} is ${mount.readOnly ? 'mounted' : `used, through ${volumeWords(volume)},`} with readOnly: true`
        : `in volume ${volume.name}, which is read-only although its spec does not say so: ${volume.hostPath ? "that part of the node's own system is (as where its OS cannot be changed), or was remounted" : 'the node has remounted it'} after an error${volume.hostPath ? '' : ', or the storage is'}`;
    return {
      summary: `container ${container.name} wants to write ${path}, at ${mount.mountPath}, ${why}`,
      confidence: always || mount.readOnly || given ? 'certain' : 'likely',
      object:
        mount.readOnly || !given
          ? fix.containerObject(`volumeMounts[${mount.mountPath}]`)
          : fix.object(`volumes[${volume.name}].${sortOf(volume)}.readOnly`),
      proof: [
        logProof(subject, fact),
        {
          step: 'get',
          quote: `${mount.mountPath}: volume ${volume.name}${mount.readOnly ? ', readOnly: true' : given ? `, ${sortOf(volume)}.readOnly: true` : ''}${always ? `, ${always}` : ''}`,
          path: 'spec.volumes',
        },
        attemptProof(subject),
      ],
      fixes: always ? elsewhereOrCopied(path, mounted, fix) : writable(mounted, given, fix),
      decides: "the node's kernel log about that volume",
    };
  },
};

/** Drivers that refuse a volume without readOnly: secrets-store-csi-driver pkg/secrets-store/nodeserver.go, cert-manager/csi-lib driver/nodeserver.go, spiffe/spiffe-csi pkg/driver. */
const FOR_READING: Record<string, string> = {
  'secrets-store.csi.k8s.io': 'a secret store',
  'csi.cert-manager.io': 'a volume of certificates',
  'spiffe.csi.cert-manager.io': 'a volume of certificates',
  'csi.spiffe.io': "the folder of SPIFFE's socket",
};

/** What no setting makes writable. */
function alwaysReadOnly({ configMap, secret, projected, downwardAPI, image, csi }: Volume): string | undefined {
  if (configMap) return 'a ConfigMap';
  if (secret) return 'a Secret';
  if (projected || downwardAPI) return 'a projected volume';
  if (image) return 'an image';
  return FOR_READING[csi?.driver ?? ''];
}

/** Most sorts of volumes have it beside what names the storage: persistentVolumeClaim, nfs, csi. */
const givenForReading = (volume: Volume): boolean =>
  (volume as unknown as Record<string, { readOnly?: boolean } | undefined>)[sortOf(volume)]?.readOnly ?? false;

/** The kubelet mounts for reading alone where either of them says so (pkg/kubelet/kubelet_pods.go makeMounts, pkg/volume). */
function writable({ mount, volume }: MountedFile, given: boolean, fix: WorkloadFix): Fix[] {
  const { container, pod } = fix.subject;
  const path = `${fix.containerPath}/volumeMounts/${(container.volumeMounts ?? []).indexOf(mount)}`;
  const patches: JsonPatch[] = [
    ...present(
      mount.readOnly && { op: 'replace' as const, path: `${path}/readOnly`, value: false },
      // Not allowed without readOnly (pkg/apis/core/validation).
      mount.readOnly && mount.recursiveReadOnly !== undefined && { op: 'remove' as const, path: `${path}/recursiveReadOnly` },
      given && {
        op: 'replace' as const,
        path: `/volumes/${(pod.spec.volumes ?? []).indexOf(volume)}/${sortOf(volume)}/readOnly`,
        value: false,
      },
    ),
  ];
  const onNode = volume.hostPath ? `if it is to write to ${volume.hostPath.path} of the node itself: ` : '';
  return patches.length > 0 ? [fix.patchJson(`${onNode}mount volume ${volume.name} for writing`, patches)] : [];
}

/** A ConfigMap or Secret can be given to it as its own copy in an empty folder; cp follows the links that such volumes are made of. */
function elsewhereOrCopied(path: string, { volume, source }: MountedFile, fix: WorkloadFix): Fix[] {
  const { container } = fix.subject;
  const { configMap, secret } = volume;
  const elsewhere = moved(path, fix);
  const sort = configMap ? 'ConfigMap' : secret ? 'Secret' : undefined;
  if (!sort || source === undefined) return present(elsewhere);
  const copy = fix.patchSpec(
    `${elsewhere ? 'or ' : ''}let it work on a copy of ${sort} ${source.name}, made anew at every start of the pod`,
    {
      volumes: [
        { name: volume.name, configMap: null, secret: null, projected: null, emptyDir: {} },
        { name: `${volume.name}-source`, ...(configMap ? { configMap } : { secret }) },
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
    },
  );
  return present(elsewhere, copy);
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
