/** A change of owner that is refused to root, with all its capabilities: the file system of the volume does not know it, or its server not. */
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { restarting } from '../fixes/fix.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { identityOf } from '../trace/objects/identity.ts';
import type { Match } from './match.ts';

export function refusedByVolume(fact: Fact, path: string, subject: Subject, evidence: Evidence): Match | undefined {
  const mounted = mountedFile(path, subject);
  if (!mounted || !/\b(?:chown|chgrp|chmod|changing (?:ownership|permissions))\b/.test(fact.quote)) return undefined;
  const { name, persistentVolumeClaim, nfs, hostPath, ephemeral } = mounted.volume as typeof mounted.volume & { nfs?: object };
  if (!(persistentVolumeClaim ?? nfs ?? hostPath ?? ephemeral)) return undefined;
  const claim = persistentVolumeClaim ? `, claim ${persistentVolumeClaim.claimName}` : '';
  const imageDecides = identityOf(subject).uid === undefined;
  const fix = new WorkloadFix(subject, evidence);
  return {
    summary: `${subject.kind === 'init' ? 'init container' : 'container'} ${subject.container.name} may not change the owner of ${path}, in volume ${name}${claim}: its file system does not let even root do that, as NFS with root_squash and SMB do not${imageDecides ? ", or the image's user is not root" : ''}`,
    confidence: 'likely',
    object: fix.containerObject(`volumeMounts[${mounted.mount.name}]`),
    proof: [logProof(subject, fact), { step: 'get', quote: `${mounted.mount.mountPath}: volume ${name}${claim}` }, attemptProof(subject)],
    fixes: [
      restarting(
        'let the server of the volume permit it (NFS: no_root_squash), or leave that command out and let the program run as the user to whom the files there belong (runAsUser)',
      ),
    ],
    decides: `what file system volume ${name} has, and to whom ${path} belongs there`,
  };
}
