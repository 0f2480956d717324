/**
 * Which of the ConfigMaps and Secrets that a pod refers to (or of their keys) are missing. The kubelet names only
 * the first that it meets. Values are never read: a template inside kubectl gives names and keys.
 */
import type { Evidence, Known } from '../../evidence/evidence.ts';
import { pluralOf } from '../../evidence/evidence.ts';
import { CLUSTER_CA } from '../../kube/cluster-ca.ts';
import { lastName } from '../../kube/folder.ts';
import { lettersOf, nearest } from '../../nearest.ts';
import { only } from '../../only.ts';
import type { Reference, Sort } from './references.ts';

export interface Missing {
  reference: Reference;
  /** Is the object there, and only its key not? */
  objectExists: boolean;
  /** The nearest name or key that exists, if one is near. */
  near: string | undefined;
  /** What there is instead: the object's keys, or the names in the namespace. */
  instead: string[];
  /** Of a ConfigMap that was read: no key of it can be added or changed. */
  immutable?: boolean;
  /** Of a ConfigMap that was read: the key is among its binaryData, which the kubelet does not look at for variables. */
  binary?: boolean;
  /** An object of this name is there, of this other sort, with the key. */
  otherSort?: Sort | undefined;
}

/** What is read does not change: the same references are looked at once. */
const found = new WeakMap<Evidence, WeakMap<readonly Reference[], Known<Missing[]>>>();

/** Which of these are missing; undefined while, or as, the names cannot be read. */
export function missingOf(references: readonly Reference[], namespace: string, evidence: Evidence): Known<Missing[]> {
  const memo = found.get(evidence) ?? new WeakMap<readonly Reference[], Known<Missing[]>>();
  found.set(evidence, memo);
  const known = memo.get(references) ?? findMissing(references, namespace, evidence);
  if (known.state === 'read') memo.set(references, known);
  return known;
}

function findMissing(references: readonly Reference[], namespace: string, evidence: Evidence): Known<Missing[]> {
  const sorts = [...new Set(references.map(({ sort }) => sort))];
  const lists = new Map(sorts.map((sort) => [sort, evidence.keys(pluralOf(sort), namespace)]));
  for (const known of lists.values()) if (known.state !== 'read') return known;
  const taken = takenBy(references);
  const missing = references.flatMap((reference): Missing[] => {
    const known = lists.get(reference.sort);
    const names = known?.state === 'read' ? known.value : new Map<string, string[]>();
    const keys = names.get(`${namespace}/${reference.name}`);
    if (!keys) {
      const instead = [...names.keys()].map((name) => name.slice(namespace.length + 1)).filter((name) => name !== CLUSTER_CA);
      return [{ reference, objectExists: false, near: nearestName(reference.name, free(instead, reference, taken)), instead }];
    }
    if (reference.key === undefined || keys.includes(reference.key)) return [];
    const open = free(keys, reference, taken);
    return [
      {
        reference,
        objectExists: true,
        near: nearest(reference.key, open) ?? calledLike(reference, open) ?? lastLeft(reference.key, open),
        instead: keys,
      },
    ];
  });
  return { state: 'read', value: missing };
}

/**
 * Without what the same container (or volume) takes already, for something else: a pod that asks for token and refresh-token means two
 * keys. Of objects only where both are taken as a whole, as two variables often come from one object.
 */
function free(candidates: readonly string[], wanted: Reference, taken: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const beside = taken.get(placeOf(wanted));
  return candidates.filter((candidate) => !beside?.has(candidate));
}

/** Which objects, or keys of an object, are asked for already in the same place. What is missing is no candidate itself. */
function takenBy(references: readonly Reference[]): ReadonlyMap<string, ReadonlySet<string>> {
  const taken = new Map<string, Set<string>>();
  for (const reference of references) {
    const place = placeOf(reference);
    taken.set(place, (taken.get(place) ?? new Set()).add(reference.key ?? reference.name));
  }
  return taken;
}

/** Of objects: the container; of keys: also the object, and the volume that it fills. */
const placeOf = ({ sort, container, name, volume, key }: Reference) =>
  JSON.stringify(key === undefined ? [sort, container] : [sort, container, name, volume]);

/** Namespaces that have an object of this name, with the key that is asked for; empty where they may not be read. */
export function elsewhere({ sort, name, key }: Pick<Reference, 'sort' | 'name' | 'key'>, namespace: string, evidence: Evidence): string[] {
  const known = evidence.keys(pluralOf(sort), undefined);
  if (known.state !== 'read') return [];
  return [...known.value].flatMap(([path, keys]) => {
    const [where = '', found] = path.split('/');
    return found === name && where !== namespace && (key === undefined || keys.includes(key)) ? [where] : [];
  });
}

/** The only one, else the only one whose namespace is called as this one and more: shop, shop-payments. */
export function sourceFor(reference: Reference, namespace: string, evidence: Evidence): string | undefined {
  const found = elsewhere(reference, namespace, evidence);
  return only(found) ?? only(found.filter((one) => one.startsWith(`${namespace}-`) || namespace.startsWith(`${one}-`)));
}

/** A key that is called as the file which it is to be, or as the variable which it is to fill: POOL_SIZE, pool-size. */
function calledLike({ variable, file }: Reference, keys: readonly string[]): string | undefined {
  if (file !== undefined && keys.includes(lastName(file))) return lastName(file);
  return variable === undefined ? undefined : only(keys.filter((key) => lettersOf(key) === lettersOf(variable)));
}

/** The only key that nothing is taken from yet, where it has a word of the name: key.pem for tls.key, beside cert.pem. */
function lastLeft(key: string, open: readonly string[]): string | undefined {
  const words = (name: string) =>
    name
      .toLowerCase()
      .split(/[^a-z\d]+/)
      .filter((word) => word.length > 2);
  const left = only(open);
  return left !== undefined && words(left).some((word) => words(key).includes(word)) ? left : undefined;
}

/** What Kustomize puts behind a generated object's name: ten letters of a hash in this alphabet (kyaml hasher.Encode). */
const GENERATION = /-[2456789bcdfghkmt]{10}$/;

/** Of objects: also the one other generation of it that there is, as the content has changed and with it the hash. */
function nearestName(name: string, names: readonly string[]): string | undefined {
  if (!GENERATION.test(name)) return nearest(name, names);
  const base = name.replace(GENERATION, '');
  const others = names.filter((one) => GENERATION.test(one) && one.replace(GENERATION, '') === base);
  return others.length === 1 ? others[0] : others.length === 0 ? nearest(name, names) : undefined;
}
