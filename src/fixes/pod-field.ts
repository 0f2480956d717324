/** Commands for a variable that is taken from a label or an annotation of its pod. */
import type { Fix } from '../report.ts';
import { nameOfField, type PodField } from '../trace/settings/pod-field.ts';
import type { Setting } from '../trace/settings/settings.ts';
import { ask } from './command.ts';
import type { WorkloadFix } from './workload.ts';

/** Undefined where neither of the two can be known to help: then the variable itself is to be given a value. */
export function fieldFix(text: string, { name, place }: Setting, field: PodField, what: string, fix: WorkloadFix): Fix | undefined {
  if (place.kind !== 'env' || name === undefined) return undefined;
  const { list, key, value, meant } = field;
  if (value === undefined)
    return meant === undefined
      ? undefined
      : fix.patchJson(`take ${name} from ${nameOfField({ ...field, key: meant })}, which the pod has`, [
          {
            op: 'replace',
            path: `${fix.containerPath}/env/${place.index}/valueFrom/fieldRef/fieldPath`,
            value: `metadata.${list}['${meant}']`,
          },
        ]);
  // Selectors hold on to labels; and what admission has put in is not in the template.
  const written = fix.owner.object?.spec.template?.metadata?.annotations?.[key];
  if (list === 'labels' || written !== value) return undefined;
  const path = `/metadata/annotations/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return fix.askWord(`${text}: ${nameOfField(field)}`, path, ask('', name, what, false));
}
