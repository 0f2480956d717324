/** A command that ends when a pod is up again, or the one that comes for it. */
import type { Evidence } from '../evidence/evidence.ts';
import { isRolledOut, ownerOf } from '../evidence/owner.ts';
import type { Pod } from '../kube/shapes.ts';
import { kubectl } from './command.ts';

/** Until the workload of a pod is up; a bare pod keeps its name. */
export function awaitReady(pod: Pod, evidence: Evidence): string {
  const owner = ownerOf(pod, evidence);
  return kubectl(
    evidence,
    pod.metadata.namespace,
    isRolledOut(owner)
      ? ['rollout', 'status', owner.word, '--timeout=120s']
      : ['wait', 'pod', pod.metadata.name, '--for=condition=Ready', '--timeout=120s'],
  );
}
