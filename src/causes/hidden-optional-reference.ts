import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import { fixReferences } from '../fixes/references.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { decisiveFact } from '../logs/reading.ts';
import { environmentReferences, missingOf } from '../trace/objects/references.ts';
import { type Cause, RUNG } from './cause.ts';

export const hiddenOptionalReference: Cause = {
  id: 'hidden-optional-reference',
  title: 'an optional reference that leads nowhere leaves a variable unset',
  tier: 'kubernetes',
  covers: ['cfg.optional-hidden'],
  rung: RUNG.confirmed - 1, // says more than missing-variable of the same log line

  detect(subject, evidence) {
    const fact = decisiveFact(valueOf(subject.log()), 'variable-missing');
    if (!fact) return undefined;
    const { container, pod, namespace } = subject;
    const references = environmentReferences(pod, container).filter(({ variable, optional }) => optional && variable === fact.fields.name);
    if (references.length === 0) return undefined;
    const missing = missingOf(references, namespace, evidence);
    if (missing.state !== 'read') return undefined;
    const [one] = missing.value;
    if (!one) return undefined;
    const { sort, name, key, field } = one.reference;
    const fix = new WorkloadFix(subject, evidence);
    const lack = one.objectExists
      ? `${sort} ${name} has no key ${key}${one.near ? `, but ${one.near}` : ''}`
      : `there is no ${sort} ${name}${one.near ? `, but ${one.near}` : ''}`;
    return {
      summary: `container ${container.name} needs the environment variable ${fact.fields.name}; its spec takes it from key ${key} of ${sort} ${name}, marked optional, and ${lack}`,
      confidence: 'certain',
      object: { kind: fix.owner.kind, namespace, name: fix.owner.name, field },
      proof: [
        logProof(subject, fact),
        specProof(subject, field.replace(/^\w+\[[^\]]*\]\./, ''), `{name: ${name}, key: ${key}, optional: true}`),
        attemptProof(subject),
      ],
      fixes: [fixReferences([one], () => undefined, fix, evidence)],
    };
  },
};
