/** Takes an option of the JVM out of where it stands. */
import type { Fix } from '../report.ts';
import { type JavaOption, withoutOption } from '../trace/java/java-options.ts';
import { placeOf } from '../trace/settings/settings.ts';
import { changeSettings } from './settings.ts';
import type { WorkloadFix } from './workload.ts';

export function dropOption(option: JavaOption, fix: WorkloadFix): Fix | undefined {
  const { setting, word } = option;
  const { place } = setting;
  const text = `take ${word} out of ${placeOf(setting)}`;
  if (place.kind === 'argument' && setting.written === word)
    return fix.patchJson(text, [{ op: 'remove', path: `${fix.containerPath}/${place.list}/${place.index}` }]);
  const to = withoutOption(option);
  return to === undefined ? undefined : changeSettings(text, [{ setting, to }], fix);
}
