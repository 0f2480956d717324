/** Another value for a variable that a script compares with a word, so that the script goes on. */
import type { Fix } from '../report.ts';
import type { Comparison } from '../trace/programs/tested-variable.ts';
import { placeOf, type Setting } from '../trace/settings/settings.ts';
import { oppositeOf } from '../trace/settings/switches.ts';
import { askedSetting } from './asked-setting.ts';
import { changeSettings } from './settings.ts';
import type { WorkloadFix } from './workload.ts';

export function otherAnswer(setting: Setting, { word, words, isSame }: Comparison, onYes: boolean, fix: WorkloadFix): Fix | undefined {
  const place = placeOf(setting);
  const isAsked = onYes ? words === `other than ${word}` : isSame;
  if (isAsked && setting.place.kind !== 'secret')
    return changeSettings(`let ${place} be ${word}, which the script asks for`, [{ setting, to: word }], fix);
  const opposite = setting.written === undefined ? undefined : oppositeOf(setting.written);
  if (opposite !== undefined) return changeSettings(`let ${place} be ${opposite}`, [{ setting, to: opposite }], fix);
  const what = `the value of ${place}, which is ${onYes ? 'not ' : ''}to be ${words}`;
  return askedSetting(
    `give ${place} a value with which the script goes on`,
    setting,
    { name: setting.name, refused: setting.value, what },
    fix,
  );
}
