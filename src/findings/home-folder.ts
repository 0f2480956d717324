/** The variable that names the folder of a program: JAVA_HOME of "$JAVA_HOME/bin/java". */
import type { Evidence } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { askedSetting } from '../fixes/asked-setting.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import { folderPath } from '../kube/folder.ts';
import { only } from '../only.ts';
import { isForShell } from '../trace/programs/start-text.ts';
import { placeOf, type Setting, settingsOf } from '../trace/settings/settings.ts';

/** The only variable whose folder it lies in, and from which a line of the shell takes it: "$JAVA_HOME/bin/java". */
export function homeOf(command: string, subject: Subject, evidence: Evidence): Setting | undefined {
  const settings = settingsOf(subject, evidence);
  const isTaken = (name: string) => settings.some((one) => isForShell(one) && new RegExp(`\\$\\{?${name}\\}?/`).test(one.written ?? ''));
  return only(
    settings.filter(
      ({ name, value }) =>
        name !== undefined &&
        /^\w+$/.test(name) &&
        value !== undefined &&
        /^\/\w/.test(value) &&
        command.startsWith(`${folderPath(value)}/`) &&
        isTaken(name),
    ),
  );
}

export const otherHome = (home: Setting, fix: WorkloadFix) =>
  askedSetting(
    `set ${placeOf(home)} to the folder in which the image has it`,
    home,
    { name: home.name, refused: undefined, what: `the folder that ${home.name} is to name, as the image has it` },
    fix,
  );
