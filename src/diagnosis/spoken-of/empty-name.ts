/** The variable that is empty, where the program opens a file without a name. */

import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { settingObject, settingProof } from '../../findings/setting-proof.ts';
import { askedSetting } from '../../fixes/asked-setting.ts';
import { WorkloadFix } from '../../fixes/workload.ts';
import { only } from '../../only.ts';
import { present } from '../../present.ts';
import type { Finding } from '../../report.ts';
import { placeOf, variablesOf } from '../../trace/settings/settings.ts';
import { isSwitch } from '../../trace/settings/unsaid-number.ts';

/** Python, Node.js, Go and the JVM. */
const NAMELESS =
  /No such file or directory: ''|no such file or directory, (?:open|stat|lstat|scandir|access) ''|\b(?:open|stat|read) : no such file or directory|FileNotFoundException: +\(No such file or directory\)/;

export function ofEmptyName(finding: Finding, words: string, subject: Subject, evidence: Evidence): Finding | undefined {
  const setting = NAMELESS.test(words)
    ? only(
        variablesOf(subject, evidence).filter(({ name = '', value, place }) => value === '' && place.kind !== 'secret' && !isSwitch(name)),
      )
    : undefined;
  if (!setting) return undefined;
  const fix = new WorkloadFix(subject, evidence);
  const name = setting.name as string;
  const asked = askedSetting(`let ${name} be the path of the file`, setting, { name, refused: '', what: `the path for ${name}` }, fix);
  return {
    ...finding,
    summary: `${finding.summary.replace(/\.$/, '')}; ${placeOf(setting)} is the only empty variable that may name a file`,
    object: settingObject(setting, fix),
    proof: [...finding.proof, settingProof(setting, undefined, '', subject)],
    fixes: [...finding.fixes.filter(({ command }) => command !== undefined), ...present(asked)],
  };
}
