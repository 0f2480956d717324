import { specProof } from '../evidence/proof.ts';
import { beside } from '../fixes/mount.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { folderPath } from '../kube/folder.ts';
import { volumeOf } from '../kube/pod.ts';
import { present } from '../present.ts';
import { volumeFiles } from '../trace/files/volume-files.ts';
import { startFailure } from '../trace/programs/start-failure.ts';
import { type Cause, RUNG } from './cause.ts';

/** What the kubelet and the runtime put into every container (kubernetes pkg/kubelet/kubelet_pods.go, makeMounts; containerd pkg/cri). */
const OWN = /\/etc\/(?:hosts|hostname|resolv\.conf)$|\/dev\/(?:shm|termination-log)$|\/var\/run\/secrets\/kubernetes\.io\/serviceaccount$/;

export const mountOverSystem: Cause = {
  id: 'mount-over-system',
  title: 'a volume takes the place of a folder into which the runtime puts files of its own',
  tier: 'kubernetes',
  covers: ['img.start-error-mount', 'cfg.mount-hides-app'],
  // The runtime's words name its own file, and not the volume that is in the way.
  rung: RUNG.start,

  detect(subject, evidence) {
    const started = startFailure(subject);
    const target = started?.failure.sort === 'mount' ? OWN.exec(started.failure.target ?? '')?.[0] : undefined;
    if (!started || target === undefined || !/read-only file system/.test(started.message)) return undefined;
    const { container, pod, namespace } = subject;
    const mount = (container.volumeMounts ?? []).find(
      ({ mountPath, subPath }) => subPath === undefined && target.startsWith(`${folderPath(mountPath)}/`),
    );
    const volume = volumeOf(pod, mount?.name);
    if (!mount || !volume) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:mount|volume) /.test(change));
    return {
      summary: `container ${container.name} cannot start: volume ${mount.name} is mounted over all of ${mount.mountPath}, read-only, and the runtime has to put ${target} there`,
      confidence: 'certain',
      object: fix.containerObject(`volumeMounts[${mount.name}].mountPath`),
      proof: [started.proof, specProof(subject, 'volumeMounts', `${mount.name} at ${mount.mountPath}`), ...present(back?.proof)],
      fixes: [...present(back?.fix), beside(fix, mount, volumeFiles(volume, namespace, evidence))],
    };
  },
};
