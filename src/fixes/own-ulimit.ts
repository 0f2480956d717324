/** The limit that a script sets for its own program is taken out of it, or raised in the variable that it takes it from. */
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import type { OwnUlimit } from '../trace/programs/own-ulimit.ts';
import { placeOf } from '../trace/settings/settings.ts';
import { changeSettings } from './settings.ts';
import type { WorkloadFix } from './workload.ts';

export function withoutUlimit({ text, setting, change }: OwnUlimit, fix: WorkloadFix): Fix[] {
  const how =
    setting.name === undefined
      ? `take ${text} out, so that the container's own limits are what counts`
      : `raise ${placeOf(setting)} from ${setting.value} to ${change.to}`;
  return present(changeSettings(how, [change], fix));
}
