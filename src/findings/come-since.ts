/** An object, or a key of one, that the kubelet did not find when it looked last, and that is there now: it looks again by itself. */
import { keysProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import type { Missed } from '../trace/objects/kubelet-words.ts';
import type { Match } from './match.ts';

export function comeSince({ sort, name, key, proof }: Missed, { container, namespace }: Subject, fix: WorkloadFix): Match {
  const what = key === undefined ? `${sort} ${name}` : `key ${key} of ${sort} ${name}`;
  return {
    summary: `container ${container.name} is not created yet: ${what} was not there when the kubelet looked last, and is there by now`,
    confidence: 'likely',
    object: { kind: sort, namespace, name },
    proof: [proof, keysProof(sort, name, key ?? 'exists')],
    fixes: [fix.restart('the kubelet looks again within two minutes; a new pod does so at once')],
    decides: 'whether the container is created at the next try of the kubelet',
  };
}
