/** What a container's shell is told to run at its start: the line behind -c, or a script that a ConfigMap brings. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { fileOf, placeOf, type Setting, settingsOf } from '../settings/settings.ts';
import { isShellScript, shellLine } from './shell-line.ts';
import { startScript } from './start-script.ts';

export interface StartText {
  text: string;
  /** For a sentence: "its start script /scripts/start.sh (key start.sh of ConfigMap cache)", "its command (args[1])". */
  where: string;
  setting: Setting;
}

/** A word of the command line, which a shell may read, or a file that is one of its scripts: what a start script calls or reads too. */
export function isForShell(setting: Setting): boolean {
  const path = fileOf(setting);
  return setting.place.kind === 'argument' || (path !== undefined && (path.endsWith('.sh') || isShellScript(setting.written ?? '')));
}

export function startText(subject: Subject, evidence: Evidence): StartText | undefined {
  const line = shellLine(subject.container);
  const script = line ? undefined : startScript(subject, evidence);
  const setting = settingsOf(subject, evidence).find((setting) =>
    line
      ? setting.place.kind === 'argument' && setting.place.list === line.list && setting.place.index === line.index
      : script && fileOf(setting) === script.path,
  );
  const text = line?.line ?? script?.text;
  if (!setting || text === undefined) return undefined;
  const where = script
    ? `its start script ${script.path} (key ${script.key} of ConfigMap ${script.name})`
    : `its command (${placeOf(setting)})`;
  return { text, where, setting };
}
