import { fixReferences } from '../fixes/references.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { missedBy } from '../trace/objects/kubelet-words.ts';
import { describeMissing, everyMissing } from '../trace/objects/missing.ts';
import { elsewhere } from '../trace/objects/references.ts';
import { type Cause, RUNG } from './cause.ts';

export const missingConfigObject: Cause = {
  id: 'missing-config-object',
  title: 'a ConfigMap or Secret that it needs does not exist',
  tier: 'kubernetes',
  covers: ['cfg.configmap-missing', 'cfg.secret-missing', 'cfg.wrong-namespace', 'vol.configmap-missing', 'vol.secret-missing'],
  rung: RUNG.start,

  detect(subject, evidence) {
    const missed = missedBy(subject);
    if (!missed || missed.key !== undefined) return undefined;
    const { missing, others, known } = everyMissing(missed, subject, evidence);
    const fix = new WorkloadFix(subject, evidence);
    const namespaces = elsewhere(missed.sort, missed.name, subject.namespace, evidence);
    const [first] = namespaces;
    const where = first ? `; one of that name exists in namespace ${namespaces.join(', ')}, but a pod reads only its own namespace` : '';
    return {
      summary: `${describeMissing(missing, others, subject)}${where}`,
      confidence: 'certain',
      object: { kind: missed.sort, namespace: subject.namespace, name: missed.name },
      proof: [missed.proof, ...known],
      fixes: [
        fixReferences(
          missing,
          ({ reference }) => elsewhere(reference.sort, reference.name, subject.namespace, evidence)[0],
          fix,
          evidence,
          others,
        ),
      ],
    };
  },
};
