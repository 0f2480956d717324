/** What differs between two pod templates, as short texts that a person reads at a glance. Values that look secret are not shown. */
import type { Container, PodSpec } from '../../kube/shapes.ts';
import { isBare } from '../../shell-word.ts';

/** Fields whose values are never told: the names alone say that they changed. */
const SECRET = /pass|pwd|secret|token|credential|private|api_?key|access_?key|dsn|auth/i;
/** user:password@ in a URL. */
const URL_WITH_PASSWORD = /:\/\/[^\s/:@]*:[^\s@]+@/;
const LONGEST = 80;

/** Many causes ask for the same two templates, at each container. */
const known = new WeakMap<PodSpec, WeakMap<PodSpec, string[]>>();

/** From `before` to `after`: `image web:2.7.0 → web:2.8.0`, `env POOL_SIZE "20" → "20 per pod"`. */
export function templateDiff(before: PodSpec, after: PodSpec): string[] {
  const ofBefore = known.get(before) ?? new WeakMap<PodSpec, string[]>();
  known.set(before, ofBefore);
  const changes = ofBefore.get(after) ?? compared(before, after);
  ofBefore.set(after, changes);
  return changes;
}

function compared(before: PodSpec, after: PodSpec): string[] {
  // A container that is alone needs no name; one that gets company is the same all the same.
  const named = !isAlone(before) || !isAlone(after);
  const [old, now] = [flat(before, named), flat(after, named)];
  const paths = [...new Set([...old.keys(), ...now.keys()])].filter((path) => old.get(path) !== now.get(path));
  return paths.map((path) => change(path, old.get(path), now.get(path)));
}

function change(path: string, before: string | undefined, after: string | undefined): string {
  const hidden = SECRET.test(path) || [before, after].some((value) => value !== undefined && URL_WITH_PASSWORD.test(value));
  if (before === undefined) return `${path}${hidden ? '' : ` ${cut(after ?? '')}`} added`;
  if (after === undefined) return `${path}${hidden ? '' : ` ${cut(before)}`} removed`;
  return hidden ? `${path} changed` : `${path} ${cut(before)} → ${cut(after)}`;
}

/** Labels of the pod template, of which a selector may choose its pods; those that tell only the revision or the version are left out. */
export function labelDiff(before: Labels = {}, after: Labels = {}): string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => !OF_REVISIONS.test(key));
  return keys.filter((key) => before[key] !== after[key]).map((key) => change(`label ${key}`, before[key], after[key]));
}

/** Annotations of the pod template that its containers or volumes take (metadata.annotations['KEY']); of the others a program sees nothing. */
export function annotationDiff(before: Labels = {}, after: Labels = {}, spec: PodSpec): string[] {
  const taken = JSON.stringify(spec).matchAll(/"metadata\.annotations\['([^']{1,300})'\]"/g);
  const keys = new Set([...taken].map(([, key]) => key as string));
  return [...keys].filter((key) => before[key] !== after[key]).map((key) => change(`annotation ${key}`, before[key], after[key]));
}

/** The key of a label, where it is one that was changed. */
export const labelIn = (change: string): string | undefined => /^label (\S+) /.exec(change)?.[1];

type Labels = Record<string, string>;
const OF_REVISIONS = /^(?:pod-template-hash|controller-revision-hash|version|app\.kubernetes\.io\/version|helm\.sh\/chart)$/;

const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

const isAlone = ({ containers, initContainers = [] }: PodSpec) => containers.length === 1 && initContainers.length === 0;

function flat({ containers, initContainers = [], volumes = [], ...rest }: PodSpec, named: boolean): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [word, list] of [
    ['container', containers],
    ['init container', initContainers],
  ] as const) {
    for (const container of list) ofContainer(container, named ? `${word} ${container.name} ` : '', texts);
  }
  for (const { name, ...volume } of volumes) texts.set(`volume ${name}`, JSON.stringify(volume));
  leaves(rest, '', texts);
  return texts;
}

function ofContainer(
  { name: _, env = [], volumeMounts = [], ports = [], resources = {}, ...rest }: Container,
  prefix: string,
  texts: Map<string, string>,
): void {
  for (const { name, value, valueFrom } of env)
    texts.set(`${prefix}env ${name}`, valueFrom ? `from ${JSON.stringify(valueFrom)}` : JSON.stringify(value ?? ''));
  for (const { mountPath, ...mount } of volumeMounts)
    texts.set(`${prefix}mount ${mountPath}`, mount.subPath ? `${mount.name}, subPath ${mount.subPath}` : mount.name);
  for (const port of ports) texts.set(`${prefix}port ${port.containerPort}`, port.name ?? '');
  for (const [kind, values] of Object.entries(resources)) leaves(values, `${prefix}${kind}`, texts);
  leaves(rest, prefix, texts);
}

/** Every value at the end of a path: `livenessProbe.httpGet.path /healthz`; lists whole. */
function leaves(value: unknown, path: string, texts: Map<string, string>): void {
  if (value === undefined || value === null) return;
  if (Array.isArray(value))
    texts.set(path, value.every((one) => typeof one === 'string') ? value.map(word).join(' ') : JSON.stringify(value));
  else if (typeof value === 'object') {
    for (const [key, inner] of Object.entries(value))
      leaves(inner, path === '' || path.endsWith(' ') ? `${path}${key}` : `${path}.${key}`, texts);
  } else texts.set(path, String(value));
}

const word = (text: string) => (isBare(text) ? text : JSON.stringify(text));
