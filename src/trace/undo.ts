/** "Roll back", offered only where an earlier revision was good and what has changed since may be to blame. */
import { valueOf, type Evidence } from '../evidence.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import type { Fix, Proof } from '../report.ts';
import type { Subject } from '../subject.ts';
import { goodRevision, type GoodRevision } from './revisions.ts';

export interface Undo { fix: Fix; proof: Proof; good: GoodRevision }

/** `relevant`: is one of the changes (as templateDiff words them) of the kind that could be the reason? */
export function undoFix(fix: WorkloadFix, subject: Subject, evidence: Evidence, relevant: (change: string) => boolean): Undo | undefined {
  const good = valueOf(goodRevision(subject, evidence));
  const changes = good?.changed.filter(relevant) ?? [];
  if (!good || changes.length === 0) return undefined;
  const others = good.changed.length - changes.length;
  const undone = `${changes.slice(0, 2).join(', ')}${changes.length > 2 ? ` and ${changes.length - 2} more` : ''}`;
  return {
    good,
    fix: fix.undo(`roll back to revision ${good.revision}, which ${good.readyNow ? 'is still ready' : 'was available'}: this undoes ${undone}${others ? ` (and ${others} other change${others > 1 ? 's' : ''})` : ''}`, good.revision),
    proof: { step: `get ${good.kept.split('/')[0] === 'ReplicaSet' ? 'rs' : 'controllerrevisions'}`, quote: `revision ${good.revision} → now: ${good.changed.slice(0, 3).join('; ')}` },
  };
}
