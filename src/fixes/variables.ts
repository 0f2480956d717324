/** Gives a container the variables that its program asks for. */

import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { listQuery } from '../evidence/query.ts';
import type { Subject } from '../evidence/subject.ts';
import type { EnvVar } from '../kube/shapes.ts';
import { present } from '../present.ts';
import { secrecyOf } from '../redact/secret-name.ts';
import type { Fix } from '../report.ts';
import { environmentReferences } from '../trace/objects/references.ts';
import { type Meant, meantBy, notReadBeside } from '../trace/settings/named-variable.ts';
import { fieldBehind } from '../trace/settings/pod-field.ts';
import { placeOf, type Setting, settingsOf } from '../trace/settings/settings.ts';
import { sourcesFor } from '../trace/settings/variables.ts';
import { askedSetting } from './asked-setting.ts';
import { type Asked, ask } from './command.ts';
import type { JsonPatch, WorkloadFix } from './workload.ts';

export interface Wanted {
  name: string;
  /** What is set under another name. */
  meant: Meant | undefined;
  /** Another container of the pod that has it under this one. */
  beside: Beside | undefined;
}

export interface Beside {
  container: string;
  /** Of its entry of env, for patches: /containers/1/env/0. */
  path: string;
}

/** The first other container of the pod whose env has the variable. */
export function besideOf(name: string, { container, pod }: Pick<Subject, 'container' | 'pod'>): Beside | undefined {
  const found = (['containers', 'initContainers'] as const).flatMap((list) =>
    (pod.spec[list] ?? []).flatMap((one, at): Beside[] => {
      const index = one === container ? -1 : (one.env ?? []).findLastIndex((variable) => variable.name === name);
      return index < 0 ? [] : [{ container: one.name, path: `/${list}/${at}/env/${index}` }];
    }),
  );
  return found[0];
}

/** A key that is there and empty is filled where it is; what comes from the pod itself is taken from where that has it. */
export function filled(setting: Setting | undefined, wanted: readonly Wanted[], fix: WorkloadFix): Fix[] | undefined {
  if (!setting || wanted.length > 1 || setting.value?.trim() || (setting.place.kind === 'env' && !fieldBehind(setting, fix.subject)))
    return undefined;
  const name = setting.name as string;
  const what = `the value of environment variable ${name}`;
  const asked = askedSetting(`fill ${placeOf(setting)}`, setting, { name, refused: undefined, what }, fix);
  return asked && [asked];
}

/** For one that is empty or not set: the one that was meant has another name, or its value is asked for. */
export function giveVariable(name: string, fix: WorkloadFix): Fix[] {
  const { subject, evidence } = fix;
  const settings = settingsOf(subject, evidence);
  const own = settings.find((one) => one.name === name);
  const meant = own ? undefined : meantBy(name, notReadBeside([name], settings), [name]);
  const wanted = [{ name, meant, beside: besideOf(name, subject) }];
  return filled(own, wanted, fix) ?? giveVariables(wanted, fix);
}

/** One fix for all that the program lists: what is there under another name is given under its own, the rest is asked for. */
export function giveVariables(wanted: readonly Wanted[], fix: WorkloadFix): Fix[] {
  const { container, pod } = fix.subject;
  const used = environmentReferences(pod, container).map((reference) => reference.name);
  const given = wanted.map((one) => givenFrom(one, used, fix));
  const copies = given.flatMap((one) => ('copy' in one ? [one.copy] : []));
  const entries = given.flatMap((one) => ('entry' in one ? [one.entry] : []));
  const asked = given.flatMap((one) => ('asked' in one ? [one.asked] : []));
  const steps = present(
    copies.length > 0 && fix.patchJson('', copied(copies, fix)),
    entries.length > 0 && fix.patchContainer('', { env: entries }),
    asked.length > 0 && fix.setEnv('', asked),
  );
  const [first] = steps;
  if (!first) return [];
  return [
    {
      ...first,
      text: `${given.map(({ text }) => text).join('; ')}${first.text}`,
      command: present(...steps.map(({ command }) => command)).join(' && '),
      asks: steps.flatMap(({ asks }) => asks),
    },
  ];
}

/** An entry of env that is there, by its path below the pod spec; `as`: under another name. */
interface Copy {
  from: string;
  as?: string;
}

/** How a variable is given, and how that is said. */
type Given = { text: string } & ({ copy: Copy } | { entry: object } | { asked: Asked });

function givenFrom({ name, meant, beside }: Wanted, used: readonly string[], fix: WorkloadFix): Given {
  const place = meant?.setting.place;
  if (place?.kind === 'env')
    return { text: `give ${name} what ${meant?.setting.name} has`, copy: { from: `${fix.containerPath}/env/${place.index}`, as: name } };
  if (beside) return { text: `give it ${name} as container ${beside.container} has it`, copy: { from: beside.path } };
  if (meant && place && place.kind !== 'argument') {
    const entry = takenFrom(name, place.kind === 'secret' ? 'Secret' : 'ConfigMap', place.object, place.key);
    return { text: `take ${name} from ${placeOf(meant.setting)}`, entry };
  }
  return (meant ? undefined : foundFor(name, used, fix)) ?? askedFor(name);
}

/** In a key of the namespace whose name means it, where no other would do as well; else as other pods have it. */
function foundFor(name: string, used: readonly string[], { subject, evidence }: WorkloadFix): Given | undefined {
  const [source, second] = sourcesFor(name, used, subject.namespace, evidence);
  if (source && (!second || used.includes(source.name))) {
    const entry = takenFrom(name, source.kind, source.name, source.key);
    return { text: `take ${name} from ${source.kind} ${source.name}, key ${source.key}`, entry };
  }
  const elsewhere = source ? undefined : entryElsewhere(name, subject, evidence);
  return elsewhere && { text: `give it ${name} as pod ${elsewhere.pod} has it`, entry: { ...elsewhere.entry, name } };
}

function askedFor(name: string): Given {
  const secret = secrecyOf(name) !== 'none';
  return { text: `set ${name}`, asked: ask(`${name}=`, name, `the value of environment variable ${name}`, secret) };
}

/** Copied inside the API server, so that no value passes through the command. */
function copied(copies: readonly Copy[], { containerPath, subject: { container } }: WorkloadFix): JsonPatch[] {
  const path = `${containerPath}/env`;
  const length = container.env?.length ?? 0;
  return [
    ...present<JsonPatch>(!container.env && { op: 'add', path, value: [] }),
    ...copies.flatMap(({ from, as }, at): JsonPatch[] => [
      { op: 'copy', from, path: `${path}/-` },
      ...present<JsonPatch>(as !== undefined && { op: 'replace', path: `${path}/${length + at}/name`, value: as }),
    ]),
  ];
}

/**
 * What all pods of the namespace that have the variable agree on, among those that were read anyway. A value that may be a secret is not
 * told, only from where it is taken.
 */
function entryElsewhere(name: string, { namespace }: Subject, evidence: Evidence): { entry: EnvVar; pod: string } | undefined {
  const pods = valueOf(evidence.peek(listQuery('pods', namespace)))?.items ?? [];
  const found = pods.flatMap(({ metadata, spec }) =>
    spec.containers.flatMap(({ env = [] }) => env.filter((one) => one.name === name).map((entry) => ({ entry, pod: metadata.name }))),
  );
  const [first] = found;
  const { value } = first?.entry ?? {};
  const isTold = value !== undefined && (value === '' || secrecyOf(name) !== 'none' || /:[^\s/@]+@/.test(value) || value.includes('$('));
  return new Set(found.map(({ entry }) => JSON.stringify(entry))).size === 1 && !isTold ? first : undefined;
}

function takenFrom(name: string, kind: 'ConfigMap' | 'Secret', object: string, key: string): object {
  const valueFrom = kind === 'ConfigMap' ? { configMapKeyRef: { name: object, key } } : { secretKeyRef: { name: object, key } };
  return { name, value: null, valueFrom };
}
