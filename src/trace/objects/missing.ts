/** The reference that the kubelet names, together with all others of the pod that are missing as well. */
import { type Evidence, keysOf, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { allContainers } from '../../kube/pod.ts';
import type { Container, Pod } from '../../kube/shapes.ts';
import { isSlip, lettersOf } from '../../nearest.ts';
import { once } from '../../once.ts';
import type { Proof } from '../../report.ts';
import type { Missed } from './kubelet-words.ts';
import { elsewhere, type Missing, missingOf } from './missing-references.ts';
import { type OtherMissing, otherMissing, otherProof, otherWords } from './other-references.ts';
import { otherSort } from './other-sort.ts';
import { environmentReferences, type Reference, volumeReferences } from './references.ts';

export interface EveryMissing {
  missing: Missing[];
  /** Besides ConfigMaps and Secrets. */
  others: OtherMissing[];
  known: Proof[];
  /** What the kubelet did not find is there by now. */
  hasCome: boolean;
}

/** References that are told: no real pod lacks more, and a made-up one must not take for ever. */
const MOST = 60;
/** Lines of proof that are shown. */
const SHOWN = 6;

/** All that the pod cannot do without; every container of it asks, in every round. */
export const requiredBy = once((pod: Pod): readonly Reference[] =>
  [...allContainers(pod.spec).flatMap((container) => environmentReferences(pod, container)), ...volumeReferences(pod)].filter(
    ({ optional }) => !optional,
  ),
);

export function everyMissing(missed: Missed, subject: Subject, evidence: Evidence): EveryMissing {
  const { pod, namespace } = subject;
  const required = requiredBy(pod);
  const others = otherMissing(subject, evidence);
  const isNamed = ({ sort, name, key }: Reference) =>
    sort === missed.sort && name === missed.name && (missed.key === undefined || key === missed.key);
  const keys = keysOf(missed.sort, missed.name, namespace, evidence);
  const said = required
    .filter(isNamed)
    .map((reference): Missing => ({ reference, objectExists: missed.key !== undefined, near: undefined, instead: keys ?? [] }));
  const told = (all: readonly Missing[]) => all.slice(0, MOST).map((one) => closer(one, namespace, evidence));
  const read = missingOf(required, namespace, evidence);
  // What the kubelet has said holds, even where the names cannot be read, or the object has come since.
  if (read.state !== 'read') return { missing: told(said), others, known: others.map(otherProof), hasCome: false };
  const named = read.value.filter(({ reference }) => isNamed(reference));
  const rest = read.value.filter(({ reference }) => !isNamed(reference));
  const missing = told([...(named.length ? named : said), ...rest]);
  const hasCome = said.length > 0 && named.length === 0 && rest.length === 0 && !missing.some(({ binary }) => binary);
  return { missing, others, known: knownOf(missing, others, subject, evidence), hasCome };
}

/** Is there one of the other sort; else what only the ConfigMap itself tells. Variables are taken from data alone (kubelet_pods.go makeEnvironmentVariables), files from both. */
function closer(one: Missing, namespace: string, evidence: Evidence): Missing {
  const { sort, name, key, variable } = one.reference;
  const other = otherSort(one, namespace, evidence);
  if (other) return { ...one, near: undefined, otherSort: other };
  // Of that very name, in another namespace: then another name here is meant only where it is a slip.
  if (
    !one.objectExists &&
    one.near &&
    !isSlip(lettersOf(one.near), lettersOf(name)) &&
    elsewhere(one.reference, namespace, evidence).length > 0
  )
    return { ...one, near: undefined };
  if (!one.objectExists || key === undefined || sort !== 'ConfigMap') return one;
  const map = valueOf(evidence.object('configmaps', namespace, name));
  if (!map) return one;
  const binary = variable !== undefined && map.binaryData?.[key] !== undefined && map.data?.[key] === undefined;
  return { ...one, binary, immutable: map.immutable ?? false };
}

/** One line for each object or key that is missing: which field of the pod asks, and what there is. */
export function knownOf(missing: readonly Missing[], others: readonly OtherMissing[], subject: Subject, evidence: Evidence): Proof[] {
  return [...missing.map((one) => proofOf(one, subject, evidence)), ...others.map(otherProof)].slice(0, SHOWN);
}

function proofOf(
  { reference, objectExists, instead, immutable, binary, otherSort: other }: Missing,
  { namespace }: Subject,
  evidence: Evidence,
): Proof {
  const { sort, name, key, field } = reference;
  const step = `get ${sort === 'ConfigMap' ? 'cm' : 'secret'}${objectExists ? ` ${name}` : ''}`;
  const there = objectExists ? `its keys: ${instead.join(', ') || 'none'}` : `there are: ${instead.slice(0, 6).join(', ') || 'none'}`;
  const others = objectExists ? [] : elsewhere(reference, namespace, evidence).slice(0, 3);
  const where = others.length > 0 ? `; namespace ${others.join(', ')} has one` : '';
  const kept = `${binary ? ` (${key} under binaryData)` : ''}${immutable ? '; immutable: true' : ''}`;
  const beside = other ? `; there is ${other} ${name}` : '';
  return {
    step,
    quote: `${field} wants ${objectExists && key !== undefined ? `key ${key}` : name}; ${there}${kept}${beside}${where}`,
    path: field,
  };
}

/** One sentence for each object: "ConfigMap a does not exist; key k is not in Secret b, whose nearest is K". */
export function describeMissing(missing: readonly Missing[], others: readonly OtherMissing[], subject: Subject): string {
  return `container ${concerned(missing, subject)} cannot be created: ${missingWords(missing, others, subject).join('; ')}`;
}

/** A volume that cannot be set up holds all containers of the pod back: it is one that mounts it which wants it. */
function concerned(missing: readonly Missing[], { container, pod }: Subject): string {
  const mounts = ({ volumeMounts = [] }: Container) =>
    missing.some(({ reference }) => volumeMounts.some(({ name }) => name === reference.volume));
  const all = allContainers(pod.spec);
  const isAll = missing.every(({ reference }) => reference.volume !== undefined);
  return ((isAll && !mounts(container) && all.find(mounts)) || container).name;
}

export function missingWords(missing: readonly Missing[], others: readonly OtherMissing[], subject: Subject): string[] {
  const parts = new Map<string, string>();
  for (const { reference, objectExists, near, immutable, binary, otherSort: other } of missing) {
    const { sort, name, key, variable, volume } = reference;
    const wanted = variable ? ` (for variable ${variable})` : volume ? ` (for volume ${volume})` : '';
    const text =
      objectExists && key !== undefined
        ? binary
          ? `ConfigMap ${name} has key ${key} under binaryData, from which no variable can be taken${wanted}`
          : `${sort} ${name} has no key ${key}${near ? `, but ${near}` : ''}${wanted}${immutable && !near ? ', and it is immutable: none can be added' : ''}`
        : `${sort} ${name} does not exist in namespace ${subject.namespace}${other ? `, but ${other} ${name} does${key === undefined ? '' : `, with key ${key}`}` : near ? `, but ${near} does` : ''}${wanted}`;
    const id = objectExists ? `${sort}/${name}/${key}` : `${sort}/${name}`;
    if (!parts.has(id)) parts.set(id, text);
  }
  return [...parts.values(), ...others.map(otherWords)];
}
