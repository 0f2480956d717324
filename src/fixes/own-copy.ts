/** The files of a ConfigMap's or Secret's volume as files of the very user that reads them, and of nobody else. */
import type { Volume, VolumeMount } from '../kube/shapes.ts';
import type { Fix } from '../report.ts';
import { mainProgramOf } from '../trace/programs/programs.ts';
import { listOf } from './spec.ts';
import type { WorkloadFix } from './workload.ts';

/** As whom the official images of servers go on, which are started as root (docker-library, their entrypoints). */
const USERS: Record<string, string> = {
  postgres: 'postgres',
  mysqld: 'mysql',
  mariadbd: 'mysql',
  mongod: 'mongodb',
  'redis-server': 'redis',
};

export function droppedTo({ container, pod }: WorkloadFix['subject']): string | undefined {
  const user = container.securityContext?.runAsUser ?? pod.spec.securityContext?.runAsUser;
  return user === undefined ? USERS[mainProgramOf(container.image ?? '') ?? ''] : undefined;
}

/**
 * The kubelet gives such files to root, with one mode for all, and fsGroup opens them to a group: no mode suits a user other than root
 * (pkg/volume/secret, SetVolumeOwnership). An init container of the same image runs as the same user; what it copies is that user's.
 */
export function ownCopy(volume: Volume, mount: VolumeMount, fix: WorkloadFix): Fix {
  const { container, kind } = fix.subject;
  const name = `own-${volume.name}`.slice(0, 60);
  const server = droppedTo(fix.subject);
  const copy = `cp -L /given/* /own/ && chmod 0600 /own/*${server ? ` && chown ${server} /own/*` : ''}`;
  const { imagePullPolicy, image, securityContext } = container;
  const { mountPath, subPath } = mount;
  return fix.patchSpec(
    `let an init container copy volume ${volume.name} for ${server ? `user ${server}` : "the container's user"} alone (mode 0600), and mount the copy`,
    {
      volumes: [{ name, emptyDir: { medium: 'Memory' } }],
      initContainers: [
        {
          name,
          image,
          ...(imagePullPolicy ? { imagePullPolicy } : {}),
          command: ['sh', '-c', copy],
          ...(securityContext ? { securityContext } : {}),
          volumeMounts: [
            { name: volume.name, mountPath: '/given' },
            { name, mountPath: '/own' },
          ],
        },
      ],
      [listOf(kind)]: [{ name: container.name, volumeMounts: [{ name, mountPath, ...(subPath ? { subPath } : {}) }] }],
    },
  );
}
