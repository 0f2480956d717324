import { specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { privateMount } from '../findings/private-mount.ts';
import { mountPath } from '../fixes/mount.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { folderPath, lastName } from '../kube/folder.ts';
import { isFromApi, volumeOf } from '../kube/pod.ts';
import type { VolumeMount } from '../kube/shapes.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { volumeFiles } from '../trace/files/volume-files.ts';
import { startFailure } from '../trace/programs/start-failure.ts';
import { type Cause, RUNG } from './cause.ts';

export const mountRefused: Cause = {
  id: 'mount-refused',
  title: 'the runtime cannot mount a volume into the container',
  tier: 'kubernetes',
  covers: ['img.start-error-mount', 'cfg.subpath-over-file', 'cfg.subpath-dir'],
  rung: RUNG.start + 1,

  detect(subject, evidence) {
    const started = startFailure(subject);
    const fix = new WorkloadFix(subject, evidence);
    if (started?.failure.sort === 'propagation') return privateMount(started.failure.path, started, fix);
    if (started?.failure.sort !== 'mount-kind' && started?.failure.sort !== 'mount') return undefined;
    // Told by start-refused.
    if (OF_NODE.test(started.message)) return undefined;
    const { target = '' } = started.failure;
    const { container } = subject;
    const mount = (container.volumeMounts ?? [])
      .filter(({ mountPath: path }) => target === folderPath(path) || target.endsWith(folderPath(path)))
      .sort((a, b) => b.mountPath.length - a.mountPath.length)[0];
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:mount|volume|image) /.test(change));
    const { why, repair } =
      started.failure.sort === 'mount-kind'
        ? ofOtherKind(mount, started.message, fix)
        : refusal(started.failure.why, started.message, target, mount, fix);
    return {
      summary: `container ${container.name} cannot start: ${mount ? `volume ${mount.name} cannot be mounted at ${mount.mountPath}` : `${target} cannot be mounted`}, as ${why}`,
      confidence: 'certain',
      object: fix.containerObject(`volumeMounts[${mount?.name ?? ''}]`),
      proof: [
        started.proof,
        ...present(
          mount &&
            specProof(subject, 'volumeMounts', `${mount.name} at ${mount.mountPath}${mount.subPath ? `, subPath ${mount.subPath}` : ''}`),
          back?.proof,
        ),
      ],
      fixes: present(back?.fix, repair),
    };
  },
};

/** What the node lacks, whatever is mounted. */
const OF_NODE = /: (?:no space left on device|disk quota exceeded|too many open files)/;

/** For the end of "cannot be mounted, as". */
interface Refusal {
  why: string;
  repair: Fix | undefined;
}

/** A file on a directory, or a directory on a file. */
function ofOtherKind(mount: VolumeMount | undefined, message: string, fix: WorkloadFix): Refusal {
  const { subject, evidence } = fix;
  const files = volumeFiles(volumeOf(subject.pod, mount?.name), subject.namespace, evidence);
  const isOwn = INSIDE_PROC.test(message);
  if (mount?.subPath && files?.includes(mount.subPath))
    return {
      why: `subPath ${mount.subPath} is a file, and the image has a directory there`,
      repair: isOwn ? undefined : intoFolder(mount, fix),
    };
  if (mount?.subPath) return { why: 'one of the two is a directory, the other a file', repair: undefined };
  const repair = mount && !isOwn ? single(mount, files, fix) : undefined;
  return { why: 'the volume is a directory, and the image has a file there', repair };
}

/** `words`: why the kernel or the runtime refuses. */
function refusal(words: string, message: string, target: string, mount: VolumeMount | undefined, fix: WorkloadFix): Refusal {
  const { subject, evidence } = fix;
  const around = READ_ONLY.test(words) ? readOnlyAround(target, mount, subject) : undefined;
  if (around)
    return {
      why: `it lies inside ${around.mountPath}, where volume ${around.name} is mounted read-only and has no such file to mount it on`,
      repair:
        writable(around, fix) ??
        fix.edit(`mount volume ${mount?.name} outside of ${around.mountPath}, or make one projected volume of the two there`),
    };
  if (GONE.test(message))
    return {
      why: 'the file that its subPath was prepared from is not there any more, as after a change of its ConfigMap or Secret',
      repair: fix.restart('let a new pod be made, which gets the file of now'),
    };
  const files = volumeFiles(volumeOf(subject.pod, mount?.name), subject.namespace, evidence);
  const repair = mount && !mount.subPath && !INSIDE_PROC.test(message) ? single(mount, files, fix) : undefined;
  return { why: reasonOf(words), repair };
}

/** Only its mount is read-only: the runtime makes the file in the volume, as root, where that may be written to. */
function writable(around: VolumeMount, fix: WorkloadFix): Fix | undefined {
  const { emptyDir, ephemeral, persistentVolumeClaim: claim } = volumeOf(fix.subject.pod, around.name) ?? {};
  if (!around.readOnly || !(emptyDir || ephemeral || (claim && !claim.readOnly))) return undefined;
  return fix.patchJson(`mount volume ${around.name} without readOnly, so that the place for it can be made there`, [
    { op: 'remove', path: `${mountPath(fix, around)}/readOnly` },
  ]);
}

/** One key on a folder of the image: it was meant to lie in it. */
function intoFolder(mount: VolumeMount, fix: WorkloadFix): Fix {
  const { mountPath: folder, subPath = '' } = mount;
  const path = `${folderPath(folder)}/${lastName(subPath)}`;
  return fix.patchJson(`mount it as a file in that directory, at ${path}`, [
    { op: 'replace', path: `${mountPath(fix, mount)}/mountPath`, value: path },
  ]);
}

/** A whole volume on a file of the image: one of its files was meant; where it is not told which, it gets a folder of its own. */
function single(mount: VolumeMount, files: readonly string[] | undefined, fix: WorkloadFix): Fix {
  const name = lastName(mount.mountPath);
  const file = files?.find((one) => one === name) ?? (files?.length === 1 ? files[0] : undefined);
  return file !== undefined
    ? fix.patchJson(`mount only its file ${file} there (subPath)`, [{ op: 'add', path: `${mountPath(fix, mount)}/subPath`, value: file }])
    : fix.patchJson('mount it in a folder of its own', [
        { op: 'replace', path: `${mountPath(fix, mount)}/mountPath`, value: `${mount.mountPath}.d` },
      ]);
}

/** What the kubelet binds for a subPath is kept for the pod's life (kubernetes/kubernetes#61076); a change of the object takes the file away. */
const GONE = /error mounting "[^"]{1,400}\/volume-subpaths\/[^"]{1,400}" to rootfs at .{1,900}: no such file or directory/;

/** runc (libcontainer/rootfs_linux.go checkProcMount): nothing is mounted there but what runtimes mount themselves. */
const INSIDE_PROC = /cannot be mounted because it is (?:inside \/proc|not of type proc)/;

/** EROFS, in Go's words. */
const READ_ONLY = /: read-only file system\b/;

/** The runtime's last words are the kernel's. */
const reasonOf = (why: string) =>
  /^mount src=.{1,800}: ([a-z][a-z -]{4,60})$/.exec(why.replace(/: unknown$/, ''))?.[1] ?? why.slice(0, 200);

/** A file is mounted inside another volume, which is read-only and does not have it: the runtime cannot make it there. */
function readOnlyAround(target: string, mount: VolumeMount | undefined, { container, pod }: Subject): VolumeMount | undefined {
  const outer = (container.volumeMounts ?? []).find(
    (one) =>
      one !== mount &&
      !one.subPath &&
      target.includes(`${folderPath(one.mountPath)}/`) &&
      mount?.mountPath.startsWith(`${folderPath(one.mountPath)}/`),
  );
  const volume = volumeOf(pod, outer?.name);
  if (!outer || !volume || !(isFromApi(volume) || outer.readOnly)) return undefined;
  return outer;
}
