/** A pod that no scheduler has looked at, and what keeps one from being offered to it. */
import { timeOf } from '../../kube/pod.ts';
import type { Pod } from '../../kube/shapes.ts';

/** Whatever a scheduler finds, it writes the condition or the node. */
export const isUnscheduled = ({ spec, status }: Pod): boolean =>
  status.phase === 'Pending' && spec.nodeName === undefined && !status.conditions?.some(({ type }) => type === 'PodScheduled');

/** Seconds in which a scheduler that runs has looked at a new pod, and a controller has made its claims. */
const PATIENCE = 15;

/** `now` in milliseconds; false where it is not known when the pod was made. */
export const hasWaited = ({ metadata }: Pod, now: number): boolean => now - (timeOf(metadata.creationTimestamp) ?? now) >= PATIENCE * 1000;

/** The claims for devices that its status does not tell as made; of one that the pod names itself the status never tells. */
export function claimsToMake({ spec, status }: Pod): NonNullable<Pod['spec']['resourceClaims']> {
  const made = new Set(status.resourceClaimStatuses?.map(({ name }) => name));
  return (spec.resourceClaims ?? []).filter(({ name }) => !made.has(name));
}
