import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { kubectl } from '../fixes/command.ts';
import { advised, look, restarting } from '../fixes/fix.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { volumeOf } from '../kube/pod.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { type Cause, RUNG } from './cause.ts';

export const storageError: Cause = {
  id: 'storage-error',
  title: 'the storage under its volume fails',
  tier: 'environment',
  covers: ['vol.io-error'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'io-error');
    if (!fact) return undefined;
    const { path } = fact.fields;
    const { container, namespace, pod } = subject;
    // A device, or a terminal that is gone, is no storage.
    if (path === undefined ? container.tty : /^\/(?:dev|proc|sys)\//.test(path)) return undefined;
    const mounted = path?.startsWith('/') ? mountedFile(path, subject) : undefined;
    // Where it tells no path, or one of the folder that it is in, its data are on the only claim that it has.
    const lone = path?.startsWith('/') ? undefined : onlyClaim(subject);
    const claim = mounted?.volume.persistentVolumeClaim?.claimName ?? lone;
    const fix = new WorkloadFix(subject, evidence);
    const node = pod.spec.nodeName;
    const isStale = /stale/i.test(fact.quote);
    const isLockless = fact.phrase === 'general/no-locks';
    const [what, why] = isLockless
      ? ['gets no lock', ': the file system has none to give, as NFS without its lock service (rpc.statd and lockd of node and server)']
      : isStale
        ? ['gets a stale file handle', ': the server of the file system has moved or lost it']
        : ['gets an input/output error from the storage', ''];
    return {
      summary: `container ${container.name} ${what}${path ? ` for ${path}` : ''}${mounted ? ` (volume ${mounted.volume.name}${claim ? `, claim ${claim}` : ''})` : lone ? ` (its only claim is ${lone})` : ''}${why}`,
      confidence: 'likely',
      object: claim ? { kind: 'PersistentVolumeClaim', namespace, name: claim } : fix.object(),
      proof: [logProof(subject, fact), attemptProof(subject)],
      fixes: [
        ...present(
          isStale &&
            restarting(
              'make the pod anew, so that the volume is mounted again',
              kubectl(evidence, namespace, ['delete', 'pod', pod.metadata.name]),
            ),
          isLockless &&
            restarting(
              'keep these data on a volume that only one node mounts (block storage), or mount the NFS share as version 4 (mountOptions nfsvers=4.1), which needs no lock service of its own',
            ),
        ),
        node
          ? look('look at the kernel log of the node and at the storage', kubectl(evidence, undefined, ['describe', 'node', node]))
          : advised('look at the kernel log of the node and at the storage'),
      ],
      decides: 'the kernel log of the node',
    };
  },
};

function onlyClaim({ container, pod }: Subject): string | undefined {
  const claims = (container.volumeMounts ?? []).flatMap(({ name }) => volumeOf(pod, name)?.persistentVolumeClaim?.claimName ?? []);
  return only([...new Set(claims)]);
}
