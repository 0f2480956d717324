/** Another value for the time limit that a program ran into. */
import type { Fix } from '../report.ts';
import { placeOf } from '../trace/settings/settings.ts';
import type { TimeLimit } from '../trace/settings/time-limit.ts';
import { changeSettings } from './settings.ts';
import type { WorkloadFix } from './workload.ts';

/** How long the answer takes is not known: a trial. */
export function waitLonger({ setting, value }: TimeLimit, fix: WorkloadFix): Fix[] | undefined {
  const longer = value.replace(/^\d+/, (number) => String(Number(number) * 10));
  const changed = changeSettings(
    `let it wait ten times as long (${placeOf(setting)} ${longer}); why the answer takes so long, the other side has to tell`,
    [{ setting, to: longer }],
    fix,
  );
  return changed && [changed];
}
