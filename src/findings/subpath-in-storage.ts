/** A claim or an emptyDir with subPath: what is not there when the container is created, the kubelet makes, as a directory (pkg/volume/util/subpath, SafeMakeDir). */
import { decidedBy } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { advised } from '../fixes/fix.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { folderPath } from '../kube/folder.ts';
import { isFromApi, volumeOf } from '../kube/pod.ts';
import { volumeWords } from '../trace/files/volume-sort.ts';
import type { Match } from './match.ts';

export function subpathInStorage(subject: Subject, evidence: Evidence): Match | undefined {
  const fact = decidedBy(subject, 'is-directory');
  const mount = (subject.container.volumeMounts ?? []).find(
    (one) => one.subPath !== undefined && folderPath(one.mountPath) === fact?.fields.path,
  );
  const volume = volumeOf(subject.pod, mount?.name);
  if (!fact || !mount || !volume || isFromApi(volume)) return undefined;
  const fix = new WorkloadFix(subject, evidence);
  return {
    summary: `container ${subject.container.name} finds a directory at ${mount.mountPath}: subPath ${mount.subPath} of volume ${volume.name} (${volumeWords(volume)}) named nothing that was there, and the kubelet makes a directory then`,
    confidence: 'likely',
    object: fix.containerObject(`volumeMounts[${mount.name}].subPath`),
    proof: [
      logProof(subject, fact),
      specProof(subject, 'volumeMounts', `${mount.name} at ${mount.mountPath}, subPath ${mount.subPath}`),
      attemptProof(subject),
    ],
    fixes: [
      advised(
        `take that directory out of volume ${volume.name}, and let the file be written there before this container is created: by an init container, which mounts the volume without subPath`,
      ),
    ],
    decides: `what ${mount.subPath} is in volume ${volume.name}`,
  };
}
