/** Commands that put line breaks where a PEM text has them written out as \n. */
import type { Fix } from '../report.ts';
import { quote } from '../shell-word.ts';
import { placeOf, type Setting } from '../trace/settings/settings.ts';
import { restarting } from './fix.ts';
import { filterKey } from './secret-key.ts';
import { changeSettings } from './settings.ts';
import type { WorkloadFix } from './workload.ts';

export function breakLines(setting: Setting, fix: WorkloadFix): Fix | undefined {
  const { place, written } = setting;
  const text = `put line breaks where ${placeOf(setting)} has \\n written out`;
  if (place.kind !== 'secret')
    return written === undefined ? undefined : changeSettings(text, [{ setting, to: written.replaceAll('\\n', '\n') }], fix);
  const command = filterKey(place, `awk ${quote('{gsub(/\\\\n/,"\\n")}1')}`, fix);
  if (command === undefined) return undefined;
  return restarting(`${text} (where it has none, it stays as it is)`, `${command} && ${fix.restartCommand()}`);
}
