/** Commands that write keys of a ConfigMap or a Secret of a container, be the ConfigMap one that cannot be changed. */

import { valueOf } from '../evidence/evidence.ts';
import type { Container } from '../kube/shapes.ts';
import { present } from '../present.ts';
import { kubectl } from './command.ts';
import { type Holder, isAsked, patchKeys, type Values } from './keys.ts';
import type { JsonPatch, WorkloadFix } from './workload.ts';

/** It can only be made anew, under another name. */
export const isImmutable = ({ evidence, subject }: WorkloadFix, { sort, name }: Holder): boolean =>
  sort === 'ConfigMap' && valueOf(evidence.object('configmaps', subject.namespace, name))?.immutable === true;

/** Signs that are only shown by their names (src/clean.ts) would be written so. */
const SHOWN = /<(?:U\+[0-9A-F]{4,6}(?: x\d+)?|and \d+ more)>/;
/** Nobody misses the mark before a text (Unicode 23.8). */
const MARK = /^<U\+FEFF>/;

/** Can these values be written as we know them? Else an editor keeps the signs that we don't have. */
export const isWritable = (values: Values): boolean =>
  !SHOWN.test(isAsked(values) ? `${values.before}${values.after ?? ''}` : Object.values(values).join('\n'));

export function writeKeys(fix: WorkloadFix, holder: Holder, written: Values): string {
  const values = isAsked(written)
    ? { ...written, before: written.before.replace(/"<U\+FEFF>/, '"') }
    : Object.fromEntries(Object.entries(written).map(([key, value]) => [key, value.replace(MARK, '')]));
  if (!isWritable(values) && !isImmutable(fix, holder)) return editCommand(fix, holder);
  return isImmutable(fix, holder) ? copied(fix, holder.name, values) : patchKeys(fix.evidence, fix.subject.namespace, holder, values);
}

/** In an editor. */
export const editCommand = ({ evidence, subject }: WorkloadFix, { sort, name }: Holder): string =>
  kubectl(evidence, subject.namespace, ['edit', sort.toLowerCase(), name]);

/**
 * Another one with these values, to which the pods then refer: the kubelet keeps its copy of an immutable one, even where it is made anew
 * under its name.
 */
function copied(fix: WorkloadFix, name: string, values: Values): string {
  const { evidence, subject } = fix;
  const taken = valueOf(evidence.keys('configmaps', subject.namespace));
  let number = 2;
  while (taken?.has(`${subject.namespace}/${name}-${number}`)) number++;
  const copy = `${name}-${number}`;
  const head = JSON.stringify({ metadata: { name: copy, resourceVersion: null, uid: null, creationTimestamp: null } }).slice(0, -1);
  const body = isAsked(values) ? { ...values, before: `${head},${values.before.slice(1)}` } : `${head},"data":${JSON.stringify(values)}}`;
  const patch = ['patch', 'configmap', name, '--type=merge', '--dry-run=client', '-o', 'yaml'];
  const create = `${kubectl(evidence, subject.namespace, patch, ['-p', body])} | ${kubectl(evidence, subject.namespace, ['create', '-f', '-'])}`;
  const { command } = fix.patchJson('', referrals(fix, name, copy));
  return [create, ...present(command)].join(' && ');
}

/** All places of the pod that name it. */
function referrals({ subject: { pod } }: WorkloadFix, name: string, copy: string): JsonPatch[] {
  const found: string[] = [];
  const look = (one: { name?: string } | undefined, path: string) => one?.name === name && found.push(path);
  for (const [at, { configMap, projected }] of (pod.spec.volumes ?? []).entries()) {
    look(configMap, `/volumes/${at}/configMap/name`);
    for (const [part, source] of (projected?.sources ?? []).entries())
      look(source.configMap, `/volumes/${at}/projected/sources/${part}/configMap/name`);
  }
  for (const list of ['initContainers', 'containers'] as const)
    for (const [at, { env = [], envFrom = [] }] of ((pod.spec[list] ?? []) as Container[]).entries()) {
      for (const [one, { configMapRef }] of envFrom.entries()) look(configMapRef, `/${list}/${at}/envFrom/${one}/configMapRef/name`);
      for (const [one, { valueFrom }] of env.entries())
        look(valueFrom?.configMapKeyRef, `/${list}/${at}/env/${one}/valueFrom/configMapKeyRef/name`);
    }
  return found.map((path) => ({ op: 'replace', path, value: copy }));
}
