/** A program that may not be started as its file has capabilities that the container cannot have. */

import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof, securityProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { lastName } from '../kube/folder.ts';
import type { Fact } from '../logs/fact.ts';
import { identityOf, lacks } from '../trace/objects/identity.ts';
import type { Match } from './match.ts';

/** What the images of programs give their files where it is not the usual one, a port below 1024 (setcap in their Dockerfiles). */
const OF_PROGRAM: Readonly<Record<string, string>> = { vault: 'IPC_LOCK', bao: 'IPC_LOCK', ping: 'NET_RAW', tcpdump: 'NET_RAW' };
const USUAL = 'NET_BIND_SERVICE';

/**
 * execve(2) gives EPERM where the file's capabilities are to be effective and are not all in the bounding set, which the runtime cuts
 * down to what the spec leaves: capabilities(7), "Safety checking for capability-dumb binaries". Neither user nor mode matter.
 */
export function fileCapabilities({ path }: { path?: string }, fact: Fact, subject: Subject, evidence: Evidence): Match | undefined {
  if (path === undefined) return undefined;
  const { container } = subject;
  const identity = identityOf(subject);
  const own = OF_PROGRAM[lastName(path)];
  const capability = own ?? USUAL;
  const isDropped = lacks(identity, capability);
  // What the container has is not what lacks.
  if (!isDropped && (own !== 'IPC_LOCK' || identity.added.includes(own))) return undefined;
  const fix = new WorkloadFix(subject, evidence);
  return {
    summary: `container ${container.name} may not start ${path}: the file has capabilities of its own (setcap; ${own ? `of this program ${own}` : `mostly ${USUAL}, for a port below 1024`}), and the kernel refuses to run it where the container cannot have them: ${isDropped ? `its capabilities are dropped (${identity.dropped.join(', ')})` : `${capability} is none that containers have by default`}`,
    confidence: 'likely',
    object: fix.containerObject('securityContext.capabilities'),
    proof: [logProof(subject, fact), securityProof(subject), attemptProof(subject)],
    fixes: [
      fix.patchContainer(`let it have the capability ${capability}`, {
        securityContext: { capabilities: { add: [...new Set([...identity.added, capability])] } },
      }),
    ],
    decides: `which capabilities the file has: getcap ${path}, in the image`,
  };
}
