import { decidedBy } from '../evidence/end.ts';
import { type Evidence, keysOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { fixReferences } from '../fixes/references.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { environmentReferences, type Missing, missingOf } from '../trace/objects/references.ts';
import { type Cause, RUNG } from './cause.ts';

export const hiddenOptionalReference: Cause = {
  id: 'hidden-optional-reference',
  title: 'an optional reference that leads nowhere leaves a variable unset',
  tier: 'kubernetes',
  covers: ['cfg.optional-hidden'],
  rung: RUNG.confirmed - 1, // says more than missing-variable of the same log line

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'variable-missing');
    if (!fact) return undefined;
    const { container, pod, namespace } = subject;
    const wanted = fact.fields.name;
    const all = environmentReferences(pod, container);
    const single = all.filter(({ variable, optional }) => optional && variable === wanted);
    // Of envFrom, only what is said to bring the variable: the object that is near has it.
    const isWhole = single.length === 0 && !(container.env ?? []).some(({ name }) => name === wanted);
    const references = isWhole ? all.filter(({ variable, optional }) => optional && variable === undefined) : single;
    if (references.length === 0) return undefined;
    const missing = missingOf(references, namespace, evidence);
    if (missing.state !== 'read') return undefined;
    const one = missing.value.find((each) => !isWhole || brings(each, wanted, subject, evidence));
    if (!one) return undefined;
    const { sort, name, key, field } = one.reference;
    const fix = new WorkloadFix(subject, evidence);
    const lack = one.objectExists
      ? `${sort} ${name} has no key ${key}${one.near ? `, but ${one.near}` : ''}`
      : `there is no ${sort} ${name}${one.near ? `, but ${one.near}` : ''}`;
    return {
      summary: `container ${container.name} needs the environment variable ${fact.fields.name}; its spec takes it from ${key === undefined ? '' : `key ${key} of `}${sort} ${name}${isWhole ? ' (envFrom)' : ''}, marked optional, and ${lack}${isWhole ? ', which has it' : ''}`,
      confidence: 'certain',
      object: fix.object(field),
      proof: [
        logProof(subject, fact),
        specProof(
          subject,
          field.replace(/^\w+\[[^\]]*\]\./, ''),
          `{name: ${name}${key === undefined ? '' : `, key: ${key}`}, optional: true}`,
        ),
        attemptProof(subject),
      ],
      fixes: [fixReferences([one], () => undefined, fix, evidence)],
    };
  },
};

/** Has the object that is likely meant a key that becomes this variable? */
function brings(
  { reference, objectExists, near }: Missing,
  wanted: string,
  { container, namespace }: Subject,
  evidence: Evidence,
): boolean {
  if (objectExists || near === undefined) return false;
  const index = Number(/\.envFrom\[(\d+)\]/.exec(reference.field)?.[1]);
  const prefix = container.envFrom?.[index]?.prefix ?? '';
  const keys = keysOf(reference.sort, near, namespace, evidence);
  return keys?.some((key) => `${prefix}${key}` === wanted) ?? false;
}
