/** A volume wants mountPropagation of a mount that its node keeps private. */

import { specProof } from '../evidence/proof.ts';
import { changing } from '../fixes/fix.ts';
import { mountPath } from '../fixes/mount.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import { folderPath } from '../kube/folder.ts';
import { volumeOf } from '../kube/pod.ts';
import { present } from '../present.ts';
import type { Started } from '../trace/programs/start-failure.ts';
import type { Match } from './match.ts';

/** What the kubelet asks of the runtime for mountPropagation (kubernetes.io/docs/concepts/storage/volumes), and what the node lacks for it. */
export function privateMount(path: string, { proof }: Started, fix: WorkloadFix): Match {
  const { container, pod } = fix.subject;
  const mount = (container.volumeMounts ?? []).find(
    ({ name, mountPropagation }) =>
      mountPropagation && mountPropagation !== 'None' && folderPath(volumeOf(pod, name)?.hostPath?.path ?? '') === folderPath(path),
  );
  const node = pod.spec.nodeName ?? '';
  return {
    summary: `container ${container.name} cannot start: ${mount ? `volume ${mount.name} wants mountPropagation ${mount.mountPropagation}, and ` : ''}${path} of node ${node} lies on a mount that is private, not shared`,
    confidence: 'certain',
    object: fix.containerObject(`volumeMounts[${mount?.name ?? ''}].mountPropagation`),
    proof: [
      proof,
      ...present(
        mount && specProof(fix.subject, 'volumeMounts', `${mount.name} at ${mount.mountPath}, mountPropagation ${mount.mountPropagation}`),
      ),
    ],
    fixes: [
      ...present(
        mount &&
          fix.patchJson(
            `do without mountPropagation: it then sees what is mounted below ${path} at its start, and nothing that is mounted later`,
            [{ op: 'remove', path: `${mountPath(fix, mount)}/mountPropagation` }],
          ),
      ),
      changing(`make that mount of the node shared: mount --make-rshared ${path}, on node ${node}`),
    ],
  };
}
