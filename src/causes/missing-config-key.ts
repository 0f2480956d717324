import { comeSince } from '../findings/come-since.ts';
import { fixReferences } from '../fixes/references.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { missedBy } from '../trace/objects/kubelet-words.ts';
import { describeMissing, everyMissing } from '../trace/objects/missing.ts';
import { sourceFor } from '../trace/objects/missing-references.ts';
import { type Cause, RUNG } from './cause.ts';

export const missingConfigKey: Cause = {
  id: 'missing-config-key',
  title: 'the ConfigMap or Secret lacks the key that it asks for',
  tier: 'kubernetes',
  covers: ['cfg.configmap-key', 'cfg.secret-key', 'vol.configmap-key', 'vol.secret-key'],
  rung: RUNG.start,

  detect(subject, evidence) {
    const missed = missedBy(subject);
    if (missed?.key === undefined) return undefined;
    const { missing, others, known, hasCome } = everyMissing(missed, subject, evidence);
    const fix = new WorkloadFix(subject, evidence);
    if (hasCome) return comeSince(missed, subject, fix);
    const field = missing[0]?.reference.field;
    return {
      summary: describeMissing(missing, others, subject),
      confidence: 'certain',
      object: fix.object(field),
      proof: [missed.proof, ...known],
      fixes: [fixReferences(missing, ({ reference }) => sourceFor(reference, subject.namespace, evidence), fix, others)],
    };
  },
};
