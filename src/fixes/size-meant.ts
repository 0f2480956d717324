/** A size that was given in bytes, in the unit of its variable's name. */
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import type { SizeTold } from '../trace/settings/size-told.ts';
import { changeSettings } from './settings.ts';
import type { WorkloadFix } from './workload.ts';

export function sizeMeant(size: SizeTold | undefined, fix: WorkloadFix): Fix[] {
  const { setting, meant } = size ?? {};
  if (!setting || !meant || meant.most === 0) return [];
  const isTooMuch = meant.size > meant.most;
  const to = String(isTooMuch ? meant.most : meant.size);
  const text = `give ${setting.name} in the unit of its name${isTooMuch ? `, and no more than half of the memory limit, as ${meant.size} would fill it` : ''}: ${to}`;
  const changed = changeSettings(text, [{ setting, to }], fix);
  return present(changed);
}
