/** What lets a volume be attached and mounted, by the words of the event that says why it is not. */

import { type Evidence, valueOf } from '../evidence/evidence.ts';
import type { Event, Volume } from '../kube/shapes.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { mountWords } from '../trace/objects/mount-words.ts';
import { kubectl } from './command.ts';
import { advised, changing, look } from './fix.ts';
import { recreate, usersOf } from './volumes.ts';
import type { JsonPatch, WorkloadFix } from './workload.ts';

const TYPES: readonly [word: RegExp, type: string][] = [
  [/is not a directory/, 'DirectoryOrCreate'],
  [/is not a file/, 'FileOrCreate'],
];

export function unmountedFixes(event: Event, volume: Volume | undefined, fix: WorkloadFix, evidence: Evidence): Fix[] {
  const message = event.message ?? '';
  const { namespace, pod } = fix.subject;
  const claim = volume?.persistentVolumeClaim?.claimName;
  if (volume?.hostPath && /hostPath type check failed/.test(message)) return [ofHost(message, volume.name, volume.hostPath.path, fix)];
  if (event.reason === 'FailedAttachVolume' && volume && claim && /Multi-Attach/.test(message)) return [givenBack(volume, fix, evidence)];
  if (/not found in the list of registered CSI drivers/.test(message)) {
    const words = ['get', 'pods', '-A', '-o', 'wide', `--field-selector=spec.nodeName=${pod.spec.nodeName ?? ''}`];
    return [look("get the driver's DaemonSet going on that node, or install it", kubectl(evidence, undefined, words))];
  }
  const own = asDevice(message, fix) ?? ownersKept(message, fix) ?? account(message, fix) ?? byAddress(message, volume, fix);
  if (own) return [own];
  const { cure } = mountWords(message);
  return [
    ...present(cure && advised(cure)),
    look(
      'look at the storage: the claim, its volume, the driver',
      kubectl(evidence, namespace, ['describe', ...(claim ? ['pvc', claim] : ['pod', pod.metadata.name])]),
    ),
  ];
}

function ofHost(message: string, name: string, path: string, fix: WorkloadFix): Fix {
  const type = TYPES.find(([word]) => word.test(message))?.[1];
  return type
    ? fix.patchSpec(`let the kubelet make ${path} where it is missing`, { volumes: [{ name, hostPath: { path, type } }] })
    : fix.patchSpec(
        `do without ${path}, which this node does not have: mount an empty folder in its place; or correct the path (containerd's socket is /run/containerd/containerd.sock)`,
        { volumes: [{ name, hostPath: null, emptyDir: {} }] },
      );
}

/** By the pod that has it on another node. */
function givenBack(volume: Volume, fix: WorkloadFix, evidence: Evidence): Fix {
  const others = usersOf(volume, fix.subject, evidence) ?? [];
  if (fix.owner.kind === 'Deployment' && others.some(({ metadata }) => metadata.name.startsWith(`${fix.owner.name}-`)))
    return recreate(fix);
  const [other] = others;
  const words = other ? ['describe', 'pod', other.metadata.name] : ['get', 'volumeattachments'];
  return look(
    other
      ? `end pod ${other.metadata.name}, which has it on node ${other.spec.nodeName}; if that node is gone, the pod has to be deleted by force`
      : 'the node that had it has not given it back; it is detached after six minutes, or once the node is out of service',
    kubectl(evidence, fix.subject.namespace, words),
  );
}

/** pkg/kubelet/volumemanager/populator: a block device has no files to be mounted. */
function asDevice(message: string, fix: WorkloadFix): Fix | undefined {
  const [, name] = message.match(/volume (\S{1,253}) has volumeMode Block, but is specified in volumeMounts/) ?? [];
  const { container } = fix.subject;
  const at = (container.volumeMounts ?? []).findIndex((one) => one.name === name);
  const mount = container.volumeMounts?.[at];
  if (!mount) return undefined;
  const operations: JsonPatch[] = [
    { op: 'remove', path: `${fix.containerPath}/volumeMounts/${at}` },
    { op: 'add', path: `${fix.containerPath}/volumeDevices`, value: [{ name, devicePath: mount.mountPath }] },
  ];
  return fix.patchJson(
    `give it to the program as the device that it is (volumeDevices); where files are wanted, make the claim anew with volumeMode Filesystem`,
    operations,
  );
}

/** Drivers leave it to the kubelet to give the files to fsGroup (pkg/volume/csi, volume_linux.go). */
function ownersKept(message: string, fix: WorkloadFix): Fix | undefined {
  const { fsGroup } = fix.subject.pod.spec.securityContext ?? {};
  if (fsGroup === undefined || !/applyFSGroup failed .{0,400}operation not permitted/.test(message)) return undefined;
  return fix.patchSpec(
    `leave the files to whom they belong: do without fsGroup ${fsGroup}, and give them on the server to the user that the program runs as`,
    { securityContext: { fsGroup: null } },
  );
}

/** Gone since the pod was made, as admission had found it then. */
function account(message: string, { subject, evidence }: WorkloadFix): Fix | undefined {
  const [, name] = message.match(/failed to fetch token: serviceaccounts "([^"]{1,253})" not found/) ?? [];
  if (!name) return undefined;
  const command = kubectl(evidence, subject.namespace, ['create', 'serviceaccount', name]);
  return changing(`create ServiceAccount ${name} again; its roles may have gone with it`, command);
}

/** The node mounts it, and does not ask the cluster's DNS. */
function byAddress(message: string, volume: Volume | undefined, fix: WorkloadFix): Fix | undefined {
  const [, name = '', namespace = ''] = message.match(/Failed to resolve server ([a-z\d-]{1,63})\.([a-z\d-]{1,63})\.svc\b/) ?? [];
  const address = name && volume?.nfs ? valueOf(fix.evidence.object('services', namespace, name))?.spec.clusterIP : undefined;
  if (!volume?.nfs || !address || address === 'None') return undefined;
  return fix.patchSpec(
    `name the server by the address of Service ${name} of namespace ${namespace}: the node does not ask the cluster's DNS`,
    {
      volumes: [{ name: volume.name, nfs: { ...volume.nfs, server: address } }],
    },
  );
}
