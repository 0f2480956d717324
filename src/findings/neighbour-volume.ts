/** A file that a volume of the pod has, which only another of its containers mounts. */

import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { mountAt } from '../fixes/mount.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { folderPath, lastName, parentOf } from '../kube/folder.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import { isUsualName } from '../trace/files/usual-name.ts';
import { volumeOfNeighbour } from '../trace/files/volume-of-neighbour.ts';
import type { Match } from './match.ts';

export function ofNeighbour(fact: Fact, path: string, subject: Subject, evidence: Evidence): Match | undefined {
  const found = volumeOfNeighbour(path, subject, evidence);
  if (!found) return undefined;
  const { volume, object, other } = found;
  const { container } = subject;
  const fix = new WorkloadFix(subject, evidence);
  const back = rollback(subject, evidence, (change) => /(?:^| )(?:mount|volume) /.test(change));
  const mount = mountAt(volume.name, lastName(path), path);
  // Many files are called so: it may be the other container's own.
  const isOthers = isUsualName(lastName(path)) && folderPath(other?.mountPath ?? '') !== parentOf(path);
  return {
    summary: `container ${container.name} reads ${path}, and does not mount volume ${volume.name} (${object}), which has ${lastName(path)}${other ? `; container ${other.name} mounts it, at ${other.mountPath}` : ''}`,
    confidence: isOthers ? 'likely' : 'certain',
    decides: `whether ${lastName(path)} of ${object} is the one that is meant`,
    object: fix.containerObject('volumeMounts'),
    proof: [
      logProof(subject, fact),
      specProof(
        subject,
        'volumeMounts',
        (container.volumeMounts ?? [])
          .filter((mount) => !mount.mountPath.startsWith('/var/run/secrets/kubernetes.io/'))
          .map(({ name, mountPath }) => `${name} at ${mountPath}`)
          .join(', ') || 'none',
      ),
      ...present(other && { step: 'get', quote: `container ${other.name}: ${volume.name} at ${other.mountPath}` }),
      attemptProof(subject),
      ...present(back?.proof),
    ],
    fixes: [...present(back?.fix), fix.patchContainer(`mount volume ${volume.name} at ${mount.mountPath}`, { volumeMounts: [mount] })],
  };
}
