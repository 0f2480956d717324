/** Commands that give a container the right to files in its volumes. */
import { commandLine, mayWrite } from '../kube/pod.ts';
import type { Volume, VolumeMount } from '../kube/shapes.ts';
import type { Fix } from '../report.ts';
import type { FilledBy } from '../trace/files/filled-by.ts';
import { identityOf } from '../trace/objects/identity.ts';
import type { WorkloadFix } from './workload.ts';

/** Without a number in the spec any group will do: the kubelet gives it to the volume and to the process alike. */
const USUAL = 1000;

/** Volumes to which the kubelet applies fsGroup (pkg/volume SetVolumeOwnership; hostPath and NFS do not take part). */
export const takesFsGroup = ({ hostPath, nfs, image }: Volume) => !hostPath && !nfs && !image;

/**
 * fsGroup; where an init container fills the volume as another user, that one too has to run as the container does, and so has a sidecar
 * that writes the very file: a group does not help where only the owner may read.
 */
export function shareByGroup(volume: Volume, fix: WorkloadFix, writing: readonly FilledBy[] = []): Fix {
  const { pod, container } = fix.subject;
  const { uid } = identityOf(fix.subject);
  const group = uid || USUAL;
  const writers =
    uid === undefined
      ? []
      : (pod.spec.initContainers ?? []).filter(
          (init) =>
            init !== container &&
            init.restartPolicy !== 'Always' &&
            mayWrite(init, volume.name) &&
            identityOf({ container: init, pod }).uid !== uid &&
            !changesOwner(commandLine(init).join(' ')),
        );
  const names = writers.map(({ name }) => name);
  const beside =
    uid === undefined
      ? []
      : writing.filter(({ container: one }) => !names.includes(one.name) && identityOf({ container: one, pod }).uid !== uid);
  const asUser = { securityContext: { runAsUser: uid } };
  const besideOf = (kinds: readonly FilledBy['kind'][]) =>
    beside.filter(({ kind }) => kinds.includes(kind)).map(({ container: { name } }) => ({ name, ...asUser }));
  const inits = [...names.map((name) => ({ name, ...asUser })), ...besideOf(['init', 'sidecar'])];
  const apps = besideOf(['app']);
  return fix.patchSpec(
    `give volume ${volume.name} to group ${group}${names.length ? `, and let init container ${names.join(', ')} fill it as user ${uid}` : ''}${beside.map(({ by }) => `, and let ${by} write it as user ${uid}`).join('')}`,
    {
      securityContext: { fsGroup: group },
      ...(inits.length ? { initContainers: inits } : {}),
      ...(apps.length ? { containers: apps } : {}),
    },
  );
}

/** It needs root for what it does. */
const changesOwner = (words: string) => /\bch(?:own|grp)\b/.test(words);

/** Where fsGroup does nothing: an init container, as root, hands the folder over. `only`: a folder that nobody else may even read, as PostgreSQL demands. */
export function handOver(volume: Volume, mount: VolumeMount, fix: WorkloadFix, only?: string): Fix {
  const { container } = fix.subject;
  const { uid = USUAL } = identityOf(fix.subject);
  const { name, mountPath, subPath } = mount;
  const chown = ['chown', '-R', `${uid}:${uid}`, only ?? mountPath];
  const command = only === undefined ? chown : ['sh', '-c', 'chown -R "$1" "$2" && chmod 0700 "$2"', 'own', `${uid}:${uid}`, only];
  return fix.patchSpec(`let an init container hand ${only ?? mountPath} to user ${uid}${only === undefined ? '' : ' alone'}`, {
    initContainers: [
      {
        name: `own-${volume.name}`.slice(0, 60),
        image: container.image,
        imagePullPolicy: container.imagePullPolicy,
        command,
        securityContext: { runAsUser: 0, runAsNonRoot: false },
        volumeMounts: [{ name, mountPath, ...(subPath ? { subPath } : {}) }],
      },
    ],
  });
}

/** Of a node, what its own programs live by: to give it to another user breaks them (Filesystem Hierarchy Standard 3.0, the runtimes' own folders). */
const OF_NODE =
  /^\/(?:$|(?:boot|dev|etc|lib\w{0,4}|proc|root|run|s?bin|sys|usr)(?:\/|$)|var\/(?:run|log|lib\/(?:cni|containerd|containers|crio|docker|etcd|kubelet|rancher))(?:\/|$))|\.sock$/;

export const isOfNode = ({ hostPath }: Volume): boolean =>
  hostPath !== undefined && (/^(?:Socket|CharDevice|BlockDevice)$/.test(hostPath.type ?? '') || OF_NODE.test(hostPath.path));

/** The user that the spec sets is taken away, so that the image's own runs. */
export function asRoot(text: string, fix: WorkloadFix): Fix {
  return fix.patchContainer(text, { securityContext: { runAsUser: 0, runAsNonRoot: false } });
}
