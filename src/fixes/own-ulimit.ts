/** The limit that a script sets for its own program is taken out of it. */
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import type { OwnUlimit } from '../trace/programs/own-ulimit.ts';
import { changeSettings } from './settings.ts';
import type { WorkloadFix } from './workload.ts';

export function withoutUlimit({ text, without }: OwnUlimit, fix: WorkloadFix): Fix[] {
  const changed = changeSettings(`take ${text} out, so that the container's own limits are what counts`, [without], fix);
  return present(changed);
}
