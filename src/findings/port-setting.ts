/** The setting that has a program listen on another port than its probe asks for, and who in the cluster counts on that one, too. */
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { changeSettings } from '../fixes/settings.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import { selectsPlainly } from '../kube/selector.ts';
import { only } from '../only.ts';
import type { Fix } from '../report.ts';
import { OWN_PORT } from '../trace/network/port-holder.ts';
import { placeOf, type Setting, variablesOf } from '../trace/settings/settings.ts';

/** The only variable that is called as its own port, and is this one. */
export const portSetting = (port: number, subject: Subject, evidence: Evidence): Setting | undefined =>
  only(variablesOf(subject, evidence).filter(({ name = '', value }) => OWN_PORT.test(name) && value === String(port)));

/** Where a Service leads to the port by its number, the setting is what stands alone. */
export function setBack(setting: Setting, asked: number, fix: WorkloadFix): Fix | undefined {
  const { pod, namespace } = fix.subject;
  const service = (valueOf(fix.evidence.list('services', namespace)) ?? []).find(
    ({ spec }) =>
      selectsPlainly(spec.selector, pod.metadata.labels) && spec.ports?.some(({ port, targetPort }) => (targetPort ?? port) === asked),
  );
  if (!service) return undefined;
  const text = `set ${placeOf(setting)} to ${asked}, which the probe asks for and Service ${service.metadata.name} leads to`;
  return changeSettings(text, [{ setting, to: String(asked) }], fix);
}
