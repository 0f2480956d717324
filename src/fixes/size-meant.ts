/** A size that was given in bytes, in the unit of its variable's name. */
import type { Fix } from '../report.ts';
import type { SizeTold } from '../trace/settings/size-told.ts';
import { changeSettings } from './settings.ts';
import type { WorkloadFix } from './workload.ts';

export function sizeMeant(size: SizeTold | undefined, fix: WorkloadFix): Fix[] {
  if (size?.meant === undefined) return [];
  const text = `give ${size.setting.name} in the unit of its name: ${size.meant}`;
  const changed = changeSettings(text, [{ setting: size.setting, to: String(size.meant) }], fix);
  return changed ? [changed] : [];
}
