/** What a script tests for, so that it goes on: another value for a variable that it compares with a word, a folder. */
import { folderPath } from '../kube/folder.ts';
import type { Fix } from '../report.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { absentPath, type SilentEnd } from '../trace/programs/silent-end.ts';
import type { Comparison } from '../trace/programs/tested-variable.ts';
import { placeOf, type Setting } from '../trace/settings/settings.ts';
import { oppositeOf } from '../trace/settings/switches.ts';
import { askedSetting } from './asked-setting.ts';
import { makeFolder } from './mount.ts';
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

/** A folder that a script asks for (-d), in an emptyDir, which is empty whenever the pod is made. */
export function madeFirst(end: SilentEnd, fix: WorkloadFix): Fix | undefined {
  const path = end.command.includes('-d') ? absentPath(end) : undefined;
  const { mount, volume } = (path && mountedFile(path, fix.subject)) || {};
  return path !== undefined && volume?.emptyDir && folderPath(mount?.mountPath ?? '') !== path ? makeFolder(fix, path) : undefined;
}
