/** The line of its own code that said so, where that stands behind a condition about one of its variables. */

import type { Evidence } from '../../evidence/evidence.ts';
import { specProof } from '../../evidence/proof.ts';
import type { Subject } from '../../evidence/subject.ts';
import { giveVariable } from '../../fixes/variables.ts';
import { WorkloadFix } from '../../fixes/workload.ts';
import type { Finding } from '../../report.ts';
import { saidInCode } from '../../trace/programs/said-in-code.ts';
import { variablesOf } from '../../trace/settings/settings.ts';

export function ofCode(finding: Finding, words: string, subject: Subject, evidence: Evidence): Finding | undefined {
  const said = saidInCode(words, subject, evidence);
  const { reads, condition } = said ?? {};
  if (!said || reads === undefined || condition === undefined) return undefined;
  const variables = variablesOf(subject, evidence);
  const setting = variables.find(({ name }) => name === reads);
  // What has a value is spoken of elsewhere: it may be right.
  if (setting && setting.value !== '') return undefined;
  const fix = new WorkloadFix(subject, evidence);
  return {
    ...finding,
    summary: `${finding.summary.replace(/\.$/, '')}; it says so at ${said.where}, behind "${condition}", which is about ${reads}, and ${reads} is ${setting ? 'empty' : 'not set'}`,
    object: fix.containerObject(`env[${reads}]`),
    proof: [
      ...finding.proof,
      { step: said.config ? `get cm ${said.config.name}` : 'get', quote: [...new Set([condition, said.quote])].join(' … ') },
      specProof(subject, 'env', variables.map(({ name }) => name).join(', ') || 'none'),
    ],
    fixes: [...finding.fixes, ...giveVariable(reads, fix)],
  };
}
