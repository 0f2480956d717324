/** The logins that a pod pulls its images with. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { nearest } from '../../nearest.ts';
import { only } from '../../only.ts';

export interface PullSecrets {
  used: string[];
  missing: string[];
  /** A pull secret of the namespace that may have been meant. */
  instead: string | undefined;
  /** Could the names be read? */
  known: boolean;
}

/** Secrets for pulling have this key (kubernetes.io/dockerconfigjson). */
const KEY = '.dockerconfigjson';

export function pullSecrets({ pod, namespace, events }: Subject, evidence: Evidence): PullSecrets {
  const used = (pod.spec.imagePullSecrets ?? []).flatMap(({ name }) => name ?? []);
  const keys = evidence.keys('secrets', namespace);
  if (keys.state !== 'read') {
    // "Unable to retrieve some image pull secrets (a, b); attempting to pull the image may not succeed." (kubelet_pods.go)
    const said = /image pull secrets \(([^)]{1,300})\)/.exec(events('FailedToRetrieveImagePullSecret')[0]?.message ?? '')?.[1];
    return { used, missing: said?.split(', ') ?? [], instead: undefined, known: said !== undefined };
  }
  const there = [...keys.value].flatMap(([path, names]) => (names.includes(KEY) ? [path.slice(namespace.length + 1)] : []));
  const missing = used.filter((name) => !keys.value.has(`${namespace}/${name}`));
  const others = there.filter((name) => !used.includes(name));
  const instead =
    missing[0] === undefined
      ? used.length === 0 && others.length === 1
        ? others[0]
        : undefined
      : (nearest(missing[0], others) ?? only(others));
  return { used, missing, instead, known: true };
}
