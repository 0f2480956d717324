/** A limit of memory that the program counts too little, though it was not killed for it: it counts for itself. */

import type { Evidence } from '../../evidence/evidence.ts';
import { memoryLimitField, memoryLimitProof } from '../../evidence/proof.ts';
import type { Subject } from '../../evidence/subject.ts';
import { WorkloadFix } from '../../fixes/workload.ts';
import type { Finding } from '../../report.ts';
import { limitTold } from '../../trace/settings/limit-told.ts';
import { withProof } from './with-proof.ts';

export function ofMemoryLimit(finding: Finding, words: string, subject: Subject, evidence: Evidence): Finding | undefined {
  const told = limitTold(words, subject);
  if (!told) return undefined;
  const fix = new WorkloadFix(subject, evidence);
  return {
    ...finding,
    summary: `${finding.summary.replace(/\.$/, '')}; its memory limit is ${told.limit} (${memoryLimitField(subject)})`,
    object: fix.object(memoryLimitField(subject)),
    proof: withProof(finding.proof, memoryLimitProof(subject, told.limit)),
    fixes: [fix.setMemory(`give it the memory that it asks for, ${told.wants}`, told.wants), ...finding.fixes],
  };
}
