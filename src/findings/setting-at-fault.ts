/** A setting whose text explains what the program said as it ended: where it stands, what shows it, the way back and the repair. */

import { attemptProof, logProof } from '../evidence/proof.ts';
import type { Rollback } from '../fixes/rollback.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import type { Setting } from '../trace/settings/settings.ts';
import type { Match } from './match.ts';
import { settingObject, settingProof } from './setting-proof.ts';

export function settingAtFault(
  fact: Fact,
  setting: Setting,
  /** `value`: of a file, the line that holds it is shown. */
  ways: { back: Rollback | undefined; repair: Fix | undefined; value?: string | undefined },
  fix: WorkloadFix,
): Pick<Match, 'object' | 'proof' | 'fixes'> {
  const { subject } = fix;
  const { back, repair } = ways;
  return {
    object: settingObject(setting, fix),
    proof: [logProof(subject, fact), settingProof(setting, undefined, ways.value, subject), ...present(back?.proof), attemptProof(subject)],
    fixes: present(back?.fix, repair),
  };
}
