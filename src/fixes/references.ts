/** Commands that end missing references: point at what exists, copy it from where it is, or create it. */

import type { Evidence } from '../evidence/evidence.ts';
import { folderPath } from '../kube/folder.ts';
import { allContainers, commandLine } from '../kube/pod.ts';
import type { Pod } from '../kube/shapes.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import type { Missing } from '../trace/objects/missing-references.ts';
import type { OtherMissing } from '../trace/objects/other-references.ts';
import { turned } from '../trace/objects/other-sort.ts';
import { ask, asksOf, kubectl, type Word } from './command.ts';
import { askedKey, patchKeys } from './keys.ts';
import { type JsonPatch, WorkloadFix } from './workload.ts';

/** One fix for all of them: a pod that misses three objects is not helped by one. */
export function fixReferences(
  missing: readonly Missing[],
  elsewhere: (one: Missing) => string | undefined,
  fix: WorkloadFix,
  others: readonly OtherMissing[] = [],
): Fix {
  const repairs = [...missing.map((one) => repairOf(one, missing, elsewhere, fix)), ...others.map((one) => repairOfOther(one, fix))];
  const operations = repairs.flatMap((one) => one.operations ?? []);
  const steps = eachMadeOnce(repairs.flatMap((one) => one.step ?? []));
  const text = textOf(missing, others);
  const patch = operations.length ? fix.patchJson(text, operations) : undefined;
  const commands = [...steps.map(({ command }) => command), ...present(patch?.command)];
  return {
    text: patch?.text ?? text,
    ...(commands.length > 0 ? { command: commands.join(' && ') } : {}),
    changes: true,
    restarts: patch !== undefined || missing.some(({ immutable, near }) => immutable && !near),
    asks: steps.flatMap(({ asks }) => asks),
  };
}

/** A change to the pod spec, or a command of its own. */
interface Repair {
  operations?: JsonPatch[];
  step?: Step | undefined;
}

interface Step {
  /** An object that is not there yet. */
  makes?: string;
  command: string;
  asks: Fix['asks'];
}

/** All that is asked of an object comes with it. */
const eachMadeOnce = (steps: readonly Step[]) =>
  steps.filter(({ makes }, at) => makes === undefined || steps.findIndex((other) => other.makes === makes) === at);

function repairOf(one: Missing, missing: readonly Missing[], elsewhere: (one: Missing) => string | undefined, fix: WorkloadFix): Repair {
  const { sort, name, key, volume, namePath, keyPath } = one.reference;
  const { namespace, pod } = fix.subject;
  const other = one.otherSort && turned(one.reference, one.otherSort, pod.spec.volumes ?? []);
  if (other)
    return {
      operations: [
        { op: 'remove', path: other.from },
        { op: 'add', path: other.to, value: other.value },
      ],
    };
  // What a volume shows of it is told with the volume.
  if (one.otherSort && volume !== undefined && key !== undefined) return {};
  const path = one.objectExists ? keyPath : namePath;
  if (one.near && path) return { operations: [{ op: 'replace', path, value: one.near }] };
  if (one.objectExists && one.immutable) return { step: giveDirectly(one, fix) };
  if (one.objectExists && key !== undefined) return { step: addKey(one, namespace, fix.evidence) };
  // Of what is named as a whole and by its keys, the keys tell which other one would do.
  const keyed = missing.find(({ reference }) => reference.sort === sort && reference.name === name && reference.key !== undefined);
  const source = one.objectExists ? undefined : elsewhere(keyed ?? one);
  return { step: source ? copy(one, source, namespace, fix.evidence) : create(one, missing, pod, namespace, fix.evidence) };
}

function repairOfOther({ kind, name, path, near }: OtherMissing, { subject, evidence }: WorkloadFix): Repair {
  if (path && near) return { operations: [{ op: 'replace', path, value: near }] };
  if (path && CAN_GO.includes(kind)) return { operations: [{ op: 'remove', path }] };
  if (kind !== 'ServiceAccount') return {};
  return { step: { command: kubectl(evidence, subject.namespace, ['create', 'serviceaccount', name]), asks: [] } };
}

const plural = (one: Missing) => (one.reference.sort === 'ConfigMap' ? 'configmap' : 'secret');

/** Without it the pod runs as others do: with the default priority, the default runtime. */
const CAN_GO: readonly OtherMissing['kind'][] = ['PriorityClass', 'RuntimeClass'];

function textOf(missing: readonly Missing[], others: readonly OtherMissing[]): string {
  const more = others.map(({ kind, name, near, field }) => {
    const word = kind === 'Secret' ? 'pull secret' : kind;
    if (near) return `use ${word} ${near}, which exists`;
    return CAN_GO.includes(kind) ? `do without ${field}` : `create ${word} ${name}`;
  });
  const parts = missing.map(({ reference, near, objectExists, immutable, binary, otherSort }) => {
    if (otherSort) return `take ${reference.variable ?? 'it'} from ${otherSort} ${reference.name}, which exists`;
    if (near) return `use ${objectExists ? 'key' : reference.sort} ${near}, which exists`;
    if (objectExists && immutable) {
      const where = reference.variable ? `give ${reference.variable} in the template, or ` : '';
      return `${where}make another ConfigMap that has key ${reference.key}, and refer to it, as ${reference.name} is immutable`;
    }
    if (binary) return `move key ${reference.key} of ConfigMap ${reference.name} from binaryData to data`;
    return objectExists ? `add key ${reference.key} to ${reference.sort} ${reference.name}` : `create ${reference.sort} ${reference.name}`;
  });
  return [...new Set([...parts, ...more])].join('; ');
}

/** Taken over as it is; no value passes through us. A merge patch in the client changes its namespace on the way. */
function copy(one: Missing, from: string, namespace: string, evidence: Evidence): Step {
  const { sort, name } = one.reference;
  const body = JSON.stringify({
    metadata: { namespace, uid: null, resourceVersion: null, creationTimestamp: null, ownerReferences: null },
  });
  const read = kubectl(evidence, from, ['patch', plural(one), name, '--dry-run=client', '-o', 'yaml', '--type=merge'], ['-p', body]);
  return { makes: `${sort}/${name}`, command: `${read} | ${kubectl(evidence, namespace, ['create', '-f', '-'])}`, asks: [] };
}

/** Of what no longer changes: the kubelet keeps its copy of an immutable one, even where it is made anew under its name. */
function giveDirectly({ reference: { sort, name, key, variable, container } }: Missing, fix: WorkloadFix): Step | undefined {
  const { subject, evidence } = fix;
  const { spec } = subject.pod;
  const app = spec.containers.find((one) => one.name === container);
  const found = app ?? spec.initContainers?.find((one) => one.name === container);
  if (!found || !variable) return undefined;
  const word = ask(`${variable}=`, variable, `the value of key ${key} in ${sort} ${name}`, sort === 'Secret');
  const own = new WorkloadFix({ ...subject, container: found, kind: app ? 'app' : 'init' }, evidence);
  const { command = '', asks } = own.setEnv('', [word]);
  return { command, asks };
}

function addKey(one: Missing, namespace: string, evidence: Evidence): Step {
  const { sort, name, key = '', variable } = one.reference;
  const asked = askedKey(sort, key, variable ?? key.toUpperCase(), `the value of key ${key} in ${sort} ${name}`);
  // The API takes no key that stands in both.
  const value = one.binary ? { ...asked, after: `"},"binaryData":{${JSON.stringify(key)}:null}}` } : asked;
  return {
    command: patchKeys(evidence, namespace, { sort, name }, value),
    asks: asksOf([value]),
  };
}

/** With every key that the pod is known to ask for; one value each, to be given by the user. */
function create(one: Missing, missing: readonly Missing[], pod: Pod, namespace: string, evidence: Evidence): Step {
  const { sort, name } = one.reference;
  const same = missing.filter(({ reference }) => reference.sort === sort && reference.name === name);
  const asked = new Map(
    same.flatMap(({ reference }) =>
      reference.key === undefined ? [] : [[reference.key, reference.variable ?? reference.key.toUpperCase()] as const],
    ),
  );
  for (const { reference } of same)
    for (const key of keysByMount(pod, reference.volume)) if (!asked.has(key)) asked.set(key, key.toUpperCase());
  const words = [...asked].map(
    ([key, variable]): Word => ask(`--from-literal=${key}=`, variable, `the value of key ${key} in ${sort} ${name}`, sort === 'Secret'),
  );
  if (words.length === 0) words.push(contentOf(one));
  const verb = sort === 'ConfigMap' ? ['create', 'configmap', name] : ['create', 'secret', 'generic', name];
  return { makes: `${sort}/${name}`, command: kubectl(evidence, namespace, [...verb, ...words]), asks: asksOf(words) };
}

/** Where the pod does not tell a single key: as a whole, from what the user has. An empty object would only move the crash. */
function contentOf({ reference: { sort, name, volume } }: Missing): Word {
  const variable = name.toUpperCase();
  return volume === undefined
    ? ask('--from-env-file=', `${variable}_FILE`, `a file with the lines NAME=value that ${sort} ${name} is to hold`, false)
    : ask('--from-file=', `${variable}_FILES`, `a folder, or one file, with what ${sort} ${name} is to hold`, false);
}

/** The files that the pod's own words (subPath, command, args, env) say it wants from a volume: each is a key. */
function keysByMount(pod: Pod, volume: string | undefined): string[] {
  if (!volume) return [];
  const keys = allContainers(pod.spec).flatMap((container) => {
    const texts = [...commandLine(container), ...(container.env ?? []).map(({ value }) => value ?? '')];
    return (container.volumeMounts ?? [])
      .filter((mount) => mount.name === volume)
      .flatMap((mount) => {
        if (mount.subPath) return [mount.subPath];
        const folder = `${folderPath(mount.mountPath)}/`;
        return texts.flatMap((text) => {
          const at = text.indexOf(folder);
          const name = at < 0 ? undefined : text.slice(at + folder.length).match(/^[A-Za-z0-9._-]+/)?.[0];
          return present(name);
        });
      });
  });
  return [...new Set(keys)];
}
