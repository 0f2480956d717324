/** The claims that a StatefulSet made for this very pod: what it shares with no sibling. */
import type { Evidence } from '../../evidence/evidence.ts';
import { ownerOf } from '../../evidence/owner.ts';
import type { Pod } from '../../kube/shapes.ts';

/** A claim is named after its template and its pod (kubernetes pkg/controller/statefulset/stateful_set_utils.go getPersistentVolumeClaimName). */
export function ownClaims(pod: Pod, evidence: Evidence): { volume: string; claim: string }[] {
  const { object } = ownerOf(pod, evidence);
  const templates = (object?.spec.volumeClaimTemplates ?? []).map(({ metadata }) => metadata.name);
  return (pod.spec.volumes ?? []).flatMap(({ name, persistentVolumeClaim }) =>
    persistentVolumeClaim && templates.includes(name) && persistentVolumeClaim.claimName === `${name}-${pod.metadata.name}`
      ? [{ volume: name, claim: persistentVolumeClaim.claimName }]
      : [],
  );
}
