/** Commands for a variable that is taken from a label or an annotation of its pod. */
import type { Fix } from '../report.ts';
import { nameOfField, ownersValue, type PodField } from '../trace/settings/pod-field.ts';
import type { PodFile } from '../trace/settings/pod-file.ts';
import type { Setting } from '../trace/settings/settings.ts';
import { ask } from './command.ts';
import type { WorkloadFix } from './workload.ts';

/** A name as a part of a JSON pointer (RFC 6901). */
const pointer = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** For a file of the downward API: what it takes from the pod is given to the pod. */
export function podFileFix({ path, field, fieldPath }: PodFile, what: string, fix: WorkloadFix): Fix {
  const other = takeOther(path, field, fieldPath, fix);
  if (other) return other;
  const text = `give its pods ${nameOfField(field)}: it becomes ${path}`;
  const name = field.key.replace(/.*\//, '').replace(/\W/g, '_').toUpperCase();
  // JSON patch adds to what is there alone; a template has labels, by which it is selected.
  const { metadata } = fix.owner.object?.spec.template ?? {};
  return metadata?.[field.list] === undefined
    ? fix.edit(text)
    : fix.askWord(text, `/metadata/${field.list}/${pointer(field.key)}`, ask('', name, what, false), 'add');
}

/** Another name that the pod has; or what its owner has for itself, in its pod template. */
function takeOther(name: string, field: PodField, fieldPath: string, fix: WorkloadFix): Fix | undefined {
  const { list, key, meant } = field;
  const own = ownersValue(field, fix.owner);
  if (meant !== undefined)
    return fix.patchJson(`take ${name} from ${nameOfField({ ...field, key: meant })}, which the pod has`, [
      { op: 'replace', path: fieldPath, value: `metadata.${list}['${meant}']` },
    ]);
  return own === undefined
    ? undefined
    : fix.patchTemplate(`give its pods ${nameOfField(field)} too, as ${fix.owner.word} has it`, { metadata: { [list]: { [key]: own } } });
}

/** Undefined where neither of the two can be known to help: then the variable itself is to be given a value. */
export function fieldFix(text: string, { name, place }: Setting, field: PodField, what: string, fix: WorkloadFix): Fix | undefined {
  if (place.kind !== 'env' || name === undefined) return undefined;
  const { list, key, value } = field;
  if (value === undefined) return takeOther(name, field, `${fix.containerPath}/env/${place.index}/valueFrom/fieldRef/fieldPath`, fix);
  // Selectors hold on to labels; and what admission has put in is not in the template.
  const written = fix.owner.object?.spec.template?.metadata?.annotations?.[key];
  if (list === 'labels' || written !== value) return undefined;
  const path = `/metadata/annotations/${pointer(key)}`;
  return fix.askWord(`${text}: ${nameOfField(field)}`, path, ask('', name, what, false));
}
