/** What a container's shell is told to run at its start: the line behind -c, or a script that a ConfigMap brings. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { placeOf, type Setting, settingsOf } from '../settings/settings.ts';
import { shellLine } from './programs.ts';
import { startScript } from './start-script.ts';

export interface StartText {
  text: string;
  /** For a sentence: "its start script /scripts/start.sh (key start.sh of ConfigMap cache)", "its command (args[1])". */
  where: string;
  setting: Setting;
}

export function startText(subject: Subject, evidence: Evidence): StartText | undefined {
  const line = shellLine(subject.container);
  const script = line ? undefined : startScript(subject, evidence);
  const setting = settingsOf(subject, evidence).find(({ place }) =>
    line
      ? place.kind === 'argument' && place.list === line.list && place.index === line.index
      : script && place.kind === 'configmap' && place.path === script.path,
  );
  const text = line?.line ?? script?.text;
  if (!setting || text === undefined) return undefined;
  const where = script
    ? `its start script ${script.path} (key ${script.key} of ConfigMap ${script.name})`
    : `its command (${placeOf(setting)})`;
  return { text, where, setting };
}
