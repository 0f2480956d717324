/** A rollout brought in what a finding names, and the revision before it was well: the way back, and what was changed. */
import type { Evidence } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { rollback } from '../fixes/rollback.ts';
import type { Finding, Fix } from '../report.ts';
import { touches } from '../trace/history/touches.ts';

export const goesBack = ({ command }: Fix): boolean => /\b(?:rollout undo|helm rollback) /.test(command ?? '');

/** Its own fix stays first where it can be typed as it is; where it asks, what was before need not be asked for. */
export function withWayBack(finding: Finding, subject: Subject, evidence: Evidence): Finding {
  if (finding.fixes.some(goesBack)) return finding;
  const said = { object: finding.object, summary: finding.summary, container: subject.container.name };
  const back = rollback(subject, evidence, (change) => touches(change, said));
  if (!back) return finding;
  return {
    ...finding,
    proof: [...finding.proof, back.proof],
    fixes: isReady(finding.fixes[0]) ? [...finding.fixes, back.fix] : [back.fix, ...finding.fixes],
  };
}

/** It changes something, by a command that wants nothing of anybody. */
export const isReady = (fix: Fix | undefined): boolean =>
  fix?.changes === true && fix.command !== undefined && fix.asks.length === 0 && !/\bkubectl edit\b/.test(fix.command);
