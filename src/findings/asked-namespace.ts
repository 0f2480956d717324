/** What makes a program ask for the objects of another namespace, where its rights are for its own. */

import type { Evidence } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { allow } from '../fixes/access.ts';
import { changeSettings } from '../fixes/settings.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import type { Denial, Request } from '../trace/objects/access.ts';
import { settingThatHolds } from '../trace/settings/setting-named.ts';
import { type Setting, settingsOf } from '../trace/settings/settings.ts';

export interface AskedNamespace {
  /** What names the namespace, at its end. */
  setting: Setting | undefined;
  isAbsent: boolean;
}

export function askedNamespace(namespace: string, subject: Subject, evidence: Evidence): AskedNamespace | 'pending' {
  const known = evidence.object('namespaces', undefined, namespace);
  if (known.state === 'pending') return 'pending';
  const setting = settingThatHolds(undefined, namespace, settingsOf(subject, evidence));
  return { setting: setting?.written?.endsWith(namespace) ? setting : undefined, isAbsent: known.state === 'absent' };
}

/** A namespace that is there may be the one that is meant: then it is the right that is lacking. */
export function inOwnNamespace({ setting, isAbsent }: AskedNamespace, denial: Denial, request: Request, fix: WorkloadFix): Fix[] {
  const { namespace = '', home } = request;
  const to = `${setting?.written?.slice(0, -namespace.length)}${home}`;
  const atHome = setting && changeSettings(`let it ask in its own namespace, ${home}`, [{ setting, to }], fix);
  return present(isAbsent ? undefined : allow(denial, request, fix), atHome);
}
