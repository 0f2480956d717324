/** $(NAME) in a value that comes from a ConfigMap, in which the kubelet replaces nothing: as a value of env it does. */
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, keyObject, logProof, valueProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import { namesOf, variablesOf } from '../trace/settings/settings.ts';
import type { Match } from './match.ts';

export function unexpandedInMap(name: string, fact: Fact, subject: Subject, evidence: Evidence): Match | undefined {
  const { container } = subject;
  const variables = variablesOf(subject, evidence);
  const holder = variables.find((one) => one.place.kind === 'configmap' && one.written?.includes(`$(${name})`));
  if (holder?.place.kind !== 'configmap' || !namesOf(subject, evidence).includes(name)) return undefined;
  const { object, key } = holder.place;
  const fix = new WorkloadFix(subject, evidence);
  const path = `${fix.containerPath}/env`;
  const own = (container.env ?? []).findIndex((one) => one.name === holder.name);
  const variable = { name: holder.name, value: holder.written };
  return {
    summary: `container ${container.name} gets $(${name}) as it is inside ${holder.name}: that comes from ConfigMap ${object} key ${key}, and Kubernetes replaces $(NAME) in values of env, command and args alone`,
    confidence: 'certain',
    object: keyObject(subject.namespace, object, key),
    proof: [logProof(subject, fact), valueProof(object, key, holder.written ?? ''), attemptProof(subject)],
    fixes: [
      fix.patchJson(`give ${holder.name} that value in env, behind ${name}, where it is replaced`, [
        ...present(own >= 0 && { op: 'remove' as const, path: `${path}/${own}` }),
        container.env ? { op: 'add', path: `${path}/-`, value: variable } : { op: 'add', path, value: [variable] },
      ]),
    ],
  };
}
