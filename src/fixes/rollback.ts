/** Back to the revision that worked, where there is one. */
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import type { Fix, Proof } from '../report.ts';
import { goodRevision } from '../trace/history/revisions.ts';
import { labelIn } from '../trace/history/template-diff.ts';
import { helmRollback } from './helm.ts';
import { WorkloadFix } from './workload.ts';

export interface Rollback {
  fix: Fix;
  proof: Proof;
  changed: string[];
}

/** What is done with a pod from outside: no program ends of it. */
const OUTSIDE =
  /^(?:(?:tolerations|imagePullSecrets|priorityClassName|topologySpreadConstraints|schedulerName|terminationGracePeriodSeconds)\b|(?:(?:init )?container \S{1,80} )?(?:port \d|readinessProbe\.|lifecycle\.preStop|imagePullPolicy\b))/;
export const isInside = (change: string): boolean => !OUTSIDE.test(change);

/**
 * `relevant`: could a change (as templateDiff words it) be the reason? Without one that is, there is nothing to go back for. `ofLabel`: could
 * that of a label be? It changes nothing inside a pod.
 */
export function rollback(
  subject: Subject,
  evidence: Evidence,
  relevant: (change: string) => boolean = () => true,
  ofLabel: (key: string) => boolean = () => false,
): Rollback | undefined {
  const good = valueOf(goodRevision(subject, evidence));
  const isReason = (change: string) => {
    const label = labelIn(change);
    return label === undefined ? relevant(change) : ofLabel(label);
  };
  if (!good?.changed.some(isReason)) return undefined;
  const { revision, readyNow, changed } = good;
  const what = changed.slice(0, 3).join('; ');
  const fix = new WorkloadFix(subject, evidence);
  const helm = helmRollback(`since then: ${what}`, good.since, fix);
  return {
    fix: helm ?? fix.undo(`go back to revision ${revision}, which ${readyNow ? 'runs' : 'ran'}; since then: ${what}`, revision),
    proof: { step: 'rollout history', quote: `revision ${revision} ${readyNow ? 'is' : 'was'} ready; changed since: ${what}` },
    changed,
  };
}
