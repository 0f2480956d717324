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

/** Nothing of what could not be read. */
export function otherMissing(subject: Subject, evidence: Evidence): OtherMissing[] {
  const wasMade = subject.pod.metadata.uid !== undefined;
  return [...(wasMade ? [] : atAdmission(subject, evidence)), ...claimsMissing(subject, evidence), ...loginsMissing(subject, evidence)];
}

type Wanted = Pick<OtherMissing, 'kind' | 'name' | 'field' | 'path'>;

/** `meant`: which of the names is meant, where none is near. */
function unlessThere(wanted: Wanted, names: readonly string[] | undefined, meant?: (names: readonly string[]) => string | undefined) {
  if (!names || names.includes(wanted.name)) return [];
  return [{ ...wanted, near: nearest(wanted.name, names) ?? meant?.(names), instead: [...names] }];
}

function atAdmission({ pod, namespace }: Subject, evidence: Evidence): OtherMissing[] {
  const { serviceAccountName: account, priorityClassName: priority, runtimeClassName: runtime } = pod.spec;
  const asked = <Kind extends OtherMissing['kind']>(kind: Kind, name: string, field: string) => ({ kind, name, field, path: `/${field}` });
  const listed = (plural: Listed) => namesOf(plural, namespace, evidence);
  return [
    ...(account
      ? unlessThere(asked('ServiceAccount', account, 'serviceAccountName'), listed('serviceaccounts'), (names) => accountMeant(names, pod))
      : []),
    // These two the API server makes itself (pkg/apis/scheduling/v1/helpers.go).
    ...(priority && !priority.startsWith('system-')
      ? unlessThere(asked('PriorityClass', priority, 'priorityClassName'), listed('priorityclasses'))
      : []),
    ...(runtime ? unlessThere(asked('RuntimeClass', runtime, 'runtimeClassName'), listed('runtimeclasses')) : []),
  ];
}

/** An account is made for a workload, and mostly called as it, or as its container. */
function accountMeant(names: readonly string[], { metadata: { ownerReferences = [] }, spec: { containers } }: Pod): string | undefined {
  const isOf = (name: string) =>
    containers.some((one) => one.name === name) ||
    ownerReferences.some((owner) => owner.name === name || owner.name.startsWith(`${name}-`));
  return only(names.filter((name) => name !== 'default' && isOf(name)));
}

/** Claims, and the classes of those that are not bound. */
function claimsMissing({ pod, namespace }: Subject, evidence: Evidence): OtherMissing[] {
  return (pod.spec.volumes ?? []).flatMap(({ name: volume, persistentVolumeClaim }, index): OtherMissing[] => {
    if (!persistentVolumeClaim) return [];
    const name = persistentVolumeClaim.claimName;
    const path = `/volumes/${index}/persistentVolumeClaim/claimName`;
    const field = `volumes[${volume}].persistentVolumeClaim`;
    const claims = namesOf('persistentvolumeclaims', namespace, evidence);
    const known = valueOf(evidence.list('persistentvolumeclaims', namespace))?.find(({ metadata }) => metadata.name === name);
    const storage = known?.status?.phase === 'Pending' ? known.spec.storageClassName : undefined;
    const ofClaim = { kind: 'StorageClass', field: `PersistentVolumeClaim ${name} spec.storageClassName`, path: undefined } as const;
    return [
      ...unlessThere({ kind: 'PersistentVolumeClaim', name, field, path }, claims),
      ...(storage ? unlessThere({ ...ofClaim, name: storage }, namesOf('storageclasses', namespace, evidence)) : []),
    ];
  });
}

/** Pull secrets; what there is instead are those that hold logins. */
function loginsMissing({ pod, namespace }: Subject, evidence: Evidence): OtherMissing[] {
  return (pod.spec.imagePullSecrets ?? []).flatMap(({ name }, index): OtherMissing[] => {
    const keys = valueOf(evidence.keys('secrets', namespace));
    if (!name || !keys || keys.has(`${namespace}/${name}`)) return [];
    const logins = [...keys].flatMap(([place, names]) => (names.includes('.dockerconfigjson') ? [place.slice(namespace.length + 1)] : []));
    return unlessThere({ kind: 'Secret', name, field: `imagePullSecrets[${index}]`, path: `/imagePullSecrets/${index}/name` }, logins);
  });
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
