/** A folder of an emptyDir in which something is missing. */

import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { WorkloadFix } from '../../fixes/workload.ts';
import type { Finding } from '../../report.ts';
import { emptyFolderIn } from '../../trace/files/empty-folder.ts';

export function ofEmptyFolder(finding: Finding, words: string, subject: Subject, evidence: Evidence): Finding | undefined {
  const found = emptyFolderIn(words, subject);
  if (!found) return undefined;
  const { path, volume } = found;
  return {
    ...finding,
    summary: `${finding.summary}; ${path} is in volume ${volume}, an emptyDir, which begins empty with each pod and which no other container fills`,
    object: new WorkloadFix(subject, evidence).object(`volumes[${volume}]`),
    proof: [...finding.proof, { step: 'get', quote: `${volume}: emptyDir`, path: 'spec.volumes' }],
  };
}
