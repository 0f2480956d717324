/** The line of its own code that said so, where that stands behind a condition about one of its variables. */

import type { Evidence } from '../../evidence/evidence.ts';
import { specProof } from '../../evidence/proof.ts';
import type { Subject } from '../../evidence/subject.ts';
import { giveVariable } from '../../fixes/variables.ts';
import { WorkloadFix } from '../../fixes/workload.ts';
import type { Finding, Proof } from '../../report.ts';
import { saidInCode } from '../../trace/programs/said-in-code.ts';
import { saidEnd } from '../../trace/programs/silent-end.ts';
import { fileOf, placeOf, variablesOf } from '../../trace/settings/settings.ts';

export function ofCode(finding: Finding, words: string, subject: Subject, evidence: Evidence): Finding | undefined {
  const said = inProgram(words, subject, evidence) ?? inScript(subject, evidence);
  if (!said) return undefined;
  const { reads } = said;
  const variables = variablesOf(subject, evidence);
  const setting = variables.find(({ name }) => name === reads);
  // What has a value is spoken of elsewhere: it may be right.
  if (setting && setting.value !== '') return undefined;
  const fix = new WorkloadFix(subject, evidence);
  return {
    ...finding,
    summary: `${finding.summary.replace(/\.$/, '')}; it says so at ${said.where}, behind "${said.condition}", which is about ${reads}, and ${reads} is ${setting ? 'empty' : 'not set'}`,
    object: fix.containerObject(`env[${reads}]`),
    proof: [...finding.proof, said.proof, specProof(subject, 'env', variables.map(({ name }) => name).join(', ') || 'none')],
    fixes: [...finding.fixes, ...giveVariable(reads, fix)],
  };
}

interface Said {
  where: string;
  condition: string;
  reads: string;
  proof: Proof;
}

function inProgram(words: string, subject: Subject, evidence: Evidence): Said | undefined {
  const said = saidInCode(words, subject, evidence);
  const { where, config, quote, reads, condition } = said ?? {};
  if (where === undefined || reads === undefined || condition === undefined) return undefined;
  const step = config ? `get cm ${config.name}` : 'get';
  return { where, condition, reads, proof: { step, quote: [...new Set([condition, quote])].join(' … ') } };
}

function inScript(subject: Subject, evidence: Evidence): Said | undefined {
  const end = saidEnd(subject, evidence);
  if (!end?.variable) return undefined;
  const { step, start, variable } = end;
  const where = fileOf(start.setting) === undefined ? placeOf(start.setting) : `${placeOf(start.setting)}, line ${step.line}`;
  return { where, condition: step.text, reads: variable.name, proof: { step: 'get', quote: `${where}: ${step.text}` } };
}
