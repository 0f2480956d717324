/**
 * What a pod refers to besides ConfigMaps and Secrets: its account, classes, claims, pull secrets; and which of these do not exist.
 * Admission refuses a pod at the first that it meets, so of a pod that was made, account and classes were there.
 */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import { LIST_LIMIT } from '../../evidence/query.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { Plural, Pod } from '../../kube/shapes.ts';
import { nearest } from '../../nearest.ts';
import { only } from '../../only.ts';
import type { Proof } from '../../report.ts';

export interface OtherMissing {
  kind: 'ServiceAccount' | 'PriorityClass' | 'RuntimeClass' | 'PersistentVolumeClaim' | 'StorageClass' | 'Secret';
  name: string;
  /** Where the pod spec, or the claim, asks for it. */
  field: string;
  /** For patches: the JSON path below the pod spec of the field that holds the name; undefined where it stands in another object. */
  path: string | undefined;
  near: string | undefined;
  instead: string[];
}

type Listed = Extract<Plural, 'serviceaccounts' | 'priorityclasses' | 'runtimeclasses' | 'persistentvolumeclaims' | 'storageclasses'>;

/** An account is made for a workload, and mostly called as it, or as its container. */
const calledAs =
  ({ metadata: { ownerReferences = [] }, spec: { containers } }: Pod) =>
  (names: readonly string[]): string | undefined =>
    only(
      names.filter(
        (name) =>
          name !== 'default' &&
          (containers.some((one) => one.name === name) ||
            ownerReferences.some((owner) => owner.name === name || owner.name.startsWith(`${name}-`))),
      ),
    );

/** Nothing of what could not be read. */
export function otherMissing({ pod, namespace }: Subject, evidence: Evidence): OtherMissing[] {
  const { spec, metadata } = pod;
  const wasMade = metadata.uid !== undefined;
  const missing: OtherMissing[] = [];
  const check = (
    kind: OtherMissing['kind'],
    name: string,
    names: readonly string[] | undefined,
    field: string,
    path?: string,
    meant?: (names: readonly string[]) => string | undefined,
  ) => {
    if (!names || names.includes(name)) return;
    missing.push({ kind, name, field, path, near: nearest(name, names) ?? meant?.(names), instead: [...names] });
  };
  const listed = (plural: Listed) => namesOf(plural, namespace, evidence);
  if (!wasMade) {
    const { serviceAccountName: account, priorityClassName: priority, runtimeClassName: runtime } = spec;
    if (account) check('ServiceAccount', account, listed('serviceaccounts'), 'serviceAccountName', '/serviceAccountName', calledAs(pod));
    // These two the API server makes itself (pkg/apis/scheduling/v1/helpers.go).
    if (priority && !priority.startsWith('system-'))
      check('PriorityClass', priority, listed('priorityclasses'), 'priorityClassName', '/priorityClassName');
    if (runtime) check('RuntimeClass', runtime, listed('runtimeclasses'), 'runtimeClassName', '/runtimeClassName');
  }
  const claims = (spec.volumes ?? []).flatMap(({ name, persistentVolumeClaim: claim }, index) =>
    claim ? [{ name, claim: claim.claimName, index }] : [],
  );
  for (const { name, claim, index } of claims) {
    const path = `/volumes/${index}/persistentVolumeClaim/claimName`;
    check('PersistentVolumeClaim', claim, listed('persistentvolumeclaims'), `volumes[${name}].persistentVolumeClaim`, path);
    const known =
      claims.length > 0
        ? valueOf(evidence.list('persistentvolumeclaims', namespace))?.find(({ metadata: { name } }) => name === claim)
        : undefined;
    const storage = known?.status?.phase === 'Pending' ? known.spec.storageClassName : undefined;
    if (storage) check('StorageClass', storage, listed('storageclasses'), `PersistentVolumeClaim ${claim} spec.storageClassName`);
  }
  for (const [index, { name }] of (spec.imagePullSecrets ?? []).entries()) {
    const keys = valueOf(evidence.keys('secrets', namespace));
    const logins =
      keys && [...keys].flatMap(([place, names]) => (names.includes('.dockerconfigjson') ? [place.slice(namespace.length + 1)] : []));
    if (name && !keys?.has(`${namespace}/${name}`))
      check('Secret', name, logins, `imagePullSecrets[${index}]`, `/imagePullSecrets/${index}/name`);
  }
  return missing;
}

const CLUSTER_WIDE: readonly Listed[] = ['priorityclasses', 'runtimeclasses', 'storageclasses'];

function namesOf(plural: Listed, namespace: string, evidence: Evidence): string[] | undefined {
  const items = valueOf(evidence.list(plural, CLUSTER_WIDE.includes(plural) ? undefined : namespace));
  return items && items.length < LIST_LIMIT ? items.map(({ metadata }) => metadata.name) : undefined;
}

/** "ServiceAccount notifier does not exist, but notify does (for serviceAccountName)". */
export function otherWords({ kind, name, near, field }: OtherMissing): string {
  return `${kind === 'Secret' ? 'pull secret' : kind} ${name} does not exist${near ? `, but ${near} does` : ''} (for ${field})`;
}

const SHORT: Record<OtherMissing['kind'], string> = {
  ServiceAccount: 'sa',
  PriorityClass: 'priorityclass',
  RuntimeClass: 'runtimeclass',
  PersistentVolumeClaim: 'pvc',
  StorageClass: 'storageclass',
  Secret: 'secret',
};

export function otherProof({ kind, name, instead, field }: OtherMissing): Proof {
  return {
    step: `get ${SHORT[kind]}`,
    quote: `${field} wants ${name}; there are: ${instead.slice(0, 6).join(', ') || 'none'}`,
    path: field,
  };
}
