/** Which claim a pod may mean that names one which is not there. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import { nearest } from '../../nearest.ts';
import { only } from '../../only.ts';

export interface MeantClaim {
  name: string;
  /** Its name is not near: it is the one claim of a related name that no pod mounts. */
  unused: boolean;
}

/** A claim of a StatefulSet's replica, by its ordinal: it stays when the set is scaled down, and is meant by nobody else. */
const OF_A_REPLICA = /-\d+$/;

const words = (name: string) => name.split(/[-.]/);

/**
 * The claim with the nearest name; else the only one that no pod mounts and that shares a word with the name. A claim is made for
 * a workload, so one that nobody mounts waits for its user.
 */
export function claimMeant(missing: string, namespace: string, evidence: Evidence): MeantClaim | undefined {
  const claims = valueOf(evidence.list('persistentvolumeclaims', namespace)) ?? [];
  const names = claims.filter(({ metadata }) => !metadata.deletionTimestamp).map(({ metadata }) => metadata.name);
  const near = nearest(missing, names);
  if (near) return { name: near, unused: false };
  const related = names.filter((name) => !OF_A_REPLICA.test(name) && words(name).some((word) => words(missing).includes(word)));
  if (related.length === 0) return undefined;
  const pods = valueOf(evidence.list('pods', namespace));
  if (!pods) return undefined;
  const mounted = new Set(
    pods.flatMap(({ spec }) => (spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? [])),
  );
  const name = only(related.filter((one) => !mounted.has(one)));
  return name === undefined ? undefined : { name, unused: true };
}
