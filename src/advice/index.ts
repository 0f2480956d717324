/** What stands beside a finding in the wide form and in documents: checks outside the cluster, and what prevents a second time. */

import type { Subject } from '../evidence/subject.ts';
import type { Finding } from '../report.ts';
import { imageChecks } from './image-checks.ts';
import { preventionOf } from './prevention.ts';

export function adviceOn(cause: string, subject: Subject): Pick<Finding, 'checks' | 'prevention'> {
  const [checks, prevention] = [imageChecks(cause, subject.container), preventionOf(cause, subject)];
  return { ...(checks.length > 0 ? { checks } : {}), ...(prevention.length > 0 ? { prevention } : {}) };
}
