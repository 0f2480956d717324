/** The logins that a pod pulls its images with. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { nearest } from '../../nearest.ts';
import { only } from '../../only.ts';

export interface PullSecrets {
  used: string[];
  missing: string[];
  /** It exists, and has no login for a registry; its keys instead. */
  notForPulling: { name: string; keys: string[] } | undefined;
  /** A pull secret of the namespace that may have been meant. */
  instead: string | undefined;
  /** Could the names be read? */
  known: boolean;
}

/** Secrets for pulling have this key (kubernetes.io/dockerconfigjson). */
const KEY = '.dockerconfigjson';
/** Its form of old (kubernetes.io/dockercfg). */
const OLD_KEY = '.dockercfg';

export function pullSecrets({ pod, namespace, events }: Subject, evidence: Evidence): PullSecrets {
  const used = (pod.spec.imagePullSecrets ?? []).flatMap(({ name }) => name ?? []);
  const keys = evidence.keys('secrets', namespace);
  if (keys.state !== 'read') {
    // "Unable to retrieve some image pull secrets (a, b); attempting to pull the image may not succeed." (kubelet_pods.go)
    const said = /image pull secrets \(([^)]{1,300})\)/.exec(events('FailedToRetrieveImagePullSecret')[0]?.message ?? '')?.[1];
    return { used, missing: said?.split(', ') ?? [], instead: undefined, notForPulling: undefined, known: said !== undefined };
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
  const notForPulling = used
    .flatMap((name) => ({ name, keys: keys.value.get(`${namespace}/${name}`) ?? [KEY] }))
    .find((one) => !one.keys.includes(KEY) && !one.keys.includes(OLD_KEY));
  return { used, missing, instead, notForPulling, known: true };
}
