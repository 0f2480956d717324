/** A claim whose volume is to be made on the node that the scheduler has chosen: until it is there, the pod is not bound to the node. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { Claim } from '../../kube/shapes.ts';

/** The scheduler writes it while it binds, and writes no condition of the pod then (kubernetes pkg/scheduler/framework/plugins/volumebinding). */
const SELECTED = 'volume.kubernetes.io/selected-node';
const PROVISIONER = 'volume.kubernetes.io/storage-provisioner';

export interface AwaitedVolume {
  claim: Claim;
  node: string;
  provisioner: string | undefined;
}

/** `pending` until the claims are read. */
export function awaitedVolume({ pod, namespace }: Subject, evidence: Evidence): AwaitedVolume | 'pending' | undefined {
  if (pod.spec.nodeName || pod.status.phase !== 'Pending') return undefined;
  for (const { name, persistentVolumeClaim, ephemeral } of pod.spec.volumes ?? []) {
    const claimName = persistentVolumeClaim?.claimName ?? (ephemeral ? `${pod.metadata.name}-${name}` : undefined);
    if (claimName === undefined) continue;
    const known = evidence.object('persistentvolumeclaims', namespace, claimName);
    if (known.state === 'pending') return 'pending';
    const claim = valueOf(known);
    const node = claim?.metadata.annotations?.[SELECTED];
    if (claim && node !== undefined && claim.status?.phase === 'Pending')
      return { claim, node, provisioner: claim.metadata.annotations?.[PROVISIONER] };
  }
  return undefined;
}
