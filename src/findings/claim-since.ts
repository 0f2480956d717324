/** A claim that the scheduler missed at its last try, and that is in order by now. */

import type { Evidence } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { kubectl } from '../fixes/command.ts';
import { look } from '../fixes/fix.ts';
import type { Match } from './match.ts';

/** What the scheduler said holds for its last try: claims that are there, and bound, by now, it takes at its next. */
export function claimSince(
  claims: readonly string[],
  wasMissing: boolean,
  { namespace }: Subject,
  evidence: Evidence,
): Omit<Match, 'proof'> | undefined {
  const read = claims.map((name) => evidence.object('persistentvolumeclaims', namespace, name));
  if (read.length === 0 || !read.every((one) => one.state === 'read' && (wasMissing || one.value.status?.phase === 'Bound')))
    return undefined;
  const names = claims.join(', ');
  return {
    summary: `the pod stays Pending: PersistentVolumeClaim ${names} was ${wasMissing ? 'missing' : 'not bound'} at the scheduler's last try, and is ${wasMissing ? 'there' : 'bound'} by now`,
    confidence: 'likely',
    object: { kind: 'PersistentVolumeClaim', namespace, name: claims[0] as string },
    fixes: [
      look(
        'see what the scheduler says at its next try',
        kubectl(evidence, namespace, ['get', 'events', '--field-selector=reason=FailedScheduling']),
      ),
    ],
    decides: "the scheduler's next words",
  };
}
