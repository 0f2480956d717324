/** What a container is told from outside, and where: variables, arguments, and files that ConfigMaps mount. No value of a Secret is read. */
import { type Evidence, keysOf, pluralOf, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { CLUSTER_CA } from '../../kube/cluster-ca.ts';
import { expanded } from '../../kube/expansion.ts';
import type { ConfigMap, EnvVar, KeyRef } from '../../kube/shapes.ts';
import { configFiles } from '../files/mounted-file.ts';
import { podField } from './pod-field.ts';

export type Place =
  | { kind: 'env'; index: number }
  | { kind: 'argument'; list: 'command' | 'args'; index: number }
  /** A ConfigMap's key, as a variable or as a file at `path`. */
  | { kind: 'configmap'; object: string; key: string; path: string | undefined; immutable: boolean }
  | { kind: 'secret'; object: string; key: string };

export interface Setting {
  /** The variable; of an argument or file, undefined. */
  name: string | undefined;
  /** As it is written in its place. Undefined: in a Secret, or not read. */
  written: string | undefined;
  /** As the program gets it: with $(VARIABLE) put in by the kubelet. */
  value: string | undefined;
  place: Place;
}

/** A setting that is to have another text. */
export interface Change {
  setting: Setting;
  /** The new text; for what stands in a Secret, where no value is read, the text that is replaced inside it. */
  to: string;
  from?: string;
}

export function settingsOf(subject: Subject, evidence: Evidence): Setting[] {
  const variables = variablesOf(subject, evidence);
  return [...variables, ...argumentsOf(subject, variables), ...filesOf(subject, evidence)];
}

/** Of a container whose pod is not at hand, the fields of it are not read. */
type Holder = Pick<Subject, 'container' | 'namespace'> & Partial<Pick<Subject, 'pod'>>;

/** The variables alone; the last of a name wins, env over envFrom, as for the kubelet. */
export function variablesOf(holder: Holder, evidence: Evidence): Setting[] {
  const found = new Map<string, Setting>();
  for (const setting of fromWholeObjects(holder, evidence)) found.set(setting.name as string, setting);
  for (const [index, variable] of (holder.container.env ?? []).entries()) {
    const setting = ofEntry(variable, index, (name) => found.get(name)?.value, holder, evidence);
    if (setting) found.set(variable.name, setting);
  }
  return [...found.values()];
}

/** What envFrom gives. */
function fromWholeObjects({ container, namespace }: Holder, evidence: Evidence): Setting[] {
  return (container.envFrom ?? []).flatMap(({ prefix = '', configMapRef, secretRef }) => {
    const object = configMapRef?.name;
    const map = object ? valueOf(evidence.object('configmaps', namespace, object)) : undefined;
    const secret = secretRef?.name;
    const keys = secret ? keysOf('Secret', secret, namespace, evidence) : undefined;
    return [
      ...Object.keys(map?.data ?? {}).map((key) => ofConfigMap(`${prefix}${key}`, object as string, key, map)),
      ...(keys ?? []).map((key) => ofSecret(`${prefix}${key}`, secret as string, key)),
    ];
  });
}

/** Undefined: it is not set, or only the kubelet knows its value. `valueBefore`: of the variables above it, which it may take in. */
function ofEntry(
  { name, value = '', valueFrom }: EnvVar,
  index: number,
  valueBefore: (name: string) => string | undefined,
  { namespace, pod }: Holder,
  evidence: Evidence,
): Setting | undefined {
  const { configMapKeyRef: config, secretKeyRef: secret, fieldRef } = valueFrom ?? {};
  if (isLeftOut(config, 'ConfigMap', namespace, evidence) || isLeftOut(secret, 'Secret', namespace, evidence)) return undefined;
  if (config?.name) return ofConfigMap(name, config.name, config.key, valueOf(evidence.object('configmaps', namespace, config.name)));
  if (secret?.name) return ofSecret(name, secret.name, secret.key);
  const place: Place = { kind: 'env', index };
  if (!valueFrom) return { name, written: value, value: expanded(value, valueBefore), place };
  const field = fieldRef && pod ? podField(fieldRef.fieldPath, pod) : undefined;
  return field && { name, written: undefined, value: field.value ?? '', place };
}

function ofConfigMap(name: string, object: string, key: string, map: ConfigMap | undefined): Setting {
  const text = map?.data?.[key];
  const place: Place = { kind: 'configmap', object, key, path: undefined, immutable: map?.immutable ?? false };
  return { name, written: text, value: text, place };
}

const ofSecret = (name: string, object: string, key: string): Setting => ({
  name,
  written: undefined,
  value: undefined,
  place: { kind: 'secret', object, key },
});

/** Where an optional object or key is not there, the kubelet leaves the variable as envFrom gave it (pkg/kubelet makeEnvironmentVariables). */
function isLeftOut(from: KeyRef | undefined, kind: 'ConfigMap' | 'Secret', namespace: string, evidence: Evidence): boolean {
  if (!from?.optional || !from.name) return false;
  const known = valueOf(evidence.keys(pluralOf(kind), namespace));
  return known !== undefined && !known.get(`${namespace}/${from.name}`)?.includes(from.key);
}

/** The names of its variables, also of those whose value only the kubelet knows: the pod's name, its address, a limit. */
export function namesOf(subject: Pick<Subject, 'container' | 'namespace' | 'pod'>, evidence: Evidence): string[] {
  const read = variablesOf(subject, evidence).flatMap(({ name }) => name ?? []);
  const ofPod = (subject.container.env ?? []).flatMap(({ name, valueFrom }) =>
    valueFrom?.fieldRef || valueFrom?.resourceFieldRef ? [name] : [],
  );
  return [...new Set([...read, ...ofPod])];
}

/** The ConfigMaps that give this container variables or files, and could not be read: "ConfigMap web". */
export function unreadSources({ container, namespace, pod }: Subject, evidence: Evidence): string[] {
  const mounted = new Set((container.volumeMounts ?? []).map(({ name }) => name));
  const names = [
    ...(container.envFrom ?? []).map(({ configMapRef }) => configMapRef?.name),
    ...(container.env ?? []).map(({ valueFrom }) => valueFrom?.configMapKeyRef?.name),
    ...(pod.spec.volumes ?? []).flatMap(({ name, configMap, projected }) =>
      mounted.has(name) ? [configMap?.name, ...(projected?.sources ?? []).map((source) => source.configMap?.name)] : [],
    ),
  ];
  const unread = names.filter(
    (name) => name !== undefined && name !== CLUSTER_CA && evidence.object('configmaps', namespace, name).state === 'gap',
  );
  return [...new Set(unread)].map((name) => `ConfigMap ${name}`);
}

function argumentsOf({ container }: Pick<Subject, 'container'>, variables: readonly Setting[]): Setting[] {
  const byName = new Map(variables.map(({ name, value }) => [name, value]));
  return (['command', 'args'] as const).flatMap((list) =>
    (container[list] ?? []).map(
      (written, index): Setting => ({
        name: undefined,
        written,
        value: expanded(written, (name) => byName.get(name)),
        place: { kind: 'argument', list, index },
      }),
    ),
  );
}

function filesOf(subject: Subject, evidence: Evidence): Setting[] {
  return configFiles(subject, evidence).flatMap(({ path, name, key, text }): Setting[] => {
    const written = valueOf(text);
    const immutable = valueOf(evidence.object('configmaps', subject.namespace, name))?.immutable ?? false;
    return written === undefined
      ? []
      : [{ name: undefined, written, value: written, place: { kind: 'configmap', object: name, key, path, immutable } }];
  });
}

/** The path of the file that it is in the container; undefined: it is a variable, an argument, or a Secret's. */
export const fileOf = ({ place }: Pick<Setting, 'place'>): string | undefined => (place.kind === 'configmap' ? place.path : undefined);

/** Where a setting is, in words: "env REDIS_HOST", "ConfigMap web key REDIS_HOST". */
export function placeOf({ name, place }: Setting): string {
  if (place.kind === 'env') return `env ${name}`;
  if (place.kind === 'argument') return `${place.list}[${place.index}]`;
  const kind = place.kind === 'secret' ? 'Secret' : 'ConfigMap';
  return `${kind} ${place.object} key ${place.key}${name && name !== place.key ? ` (env ${name})` : ''}`;
}

/** How a variable is taken from the same place; undefined where that is no object. */
export function valueFromOf({ place }: Setting): object | undefined {
  if (place.kind === 'secret') return { secretKeyRef: { name: place.object, key: place.key } };
  return place.kind === 'configmap' ? { configMapKeyRef: { name: place.object, key: place.key } } : undefined;
}
