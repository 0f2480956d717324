/** A finding that has the program's own words alone, and the place of what they speak of. */

import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { Attempt } from '../../kube/pod.ts';
import { signalOf } from '../../kube/signals.ts';
import type { LogReading } from '../../logs/reading.ts';
import { present } from '../../present.ts';
import type { Finding } from '../../report.ts';
import { mentionedByName, mentionedIn } from '../../trace/settings/mentioned.ts';
import { settingsOf } from '../../trace/settings/settings.ts';
import { ofAnswer } from './answer.ts';
import { ofCode } from './code.ts';
import { ofEmptyFolder } from './empty-folder.ts';
import { ofEmptyName } from './empty-name.ts';
import { ofFileValue } from './file-value.ts';
import { withGiven } from './given.ts';
import { ofMemoryLimit } from './memory-limit.ts';
import { ofSecretFile } from './secret-file.ts';
import { ofSetting, withSettingProof } from './setting.ts';

/**
 * Where none is spoken of, all that the program is told is what would decide; as it is where another place is named already.
 * `isExplained`: the fault has a name of its own, and what is spoken of may be no part of it; it is told all the same.
 */
export function withPlace(finding: Finding, isExplained: boolean, subject: Subject, evidence: Evidence): Finding {
  const isPlaced = finding.object?.field !== undefined || finding.object?.kind === 'ConfigMap' || finding.object?.kind === 'Secret';
  const words = isPlaced ? undefined : lastWords(valueOf(subject.log()), subject.attempt);
  const mention = () => (words === undefined ? undefined : mentionedIn(words, settingsOf(subject, evidence)));
  if (isExplained) return withSettingProof(finding, mention(), subject);
  if (isPlaced || words === undefined) return isPlaced ? finding : withGiven(finding, subject, evidence);
  return (
    ofSecretFile(finding, words, subject, evidence) ??
    ofMemoryLimit(finding, words, subject, evidence) ??
    ofSetting(finding, mention(), subject, evidence) ??
    ofEmptyFolder(finding, words, subject, evidence) ??
    ofEmptyName(finding, words, subject, evidence) ??
    ofFileValue(finding, words, subject, evidence) ??
    ofAnswer(finding, subject, evidence) ??
    ofCode(finding, words, subject, evidence) ??
    ofSetting(finding, mentionedByName(words, settingsOf(subject, evidence)), subject, evidence) ??
    withGiven(finding, subject, evidence)
  );
}

/** What the program said last: the message that decided, else its last line, and what a shell says of the signal that ended it. */
function lastWords(log: LogReading | undefined, attempt: Attempt | undefined): string | undefined {
  if (!log?.decisive) return present(log?.lines.at(-1), log && isDivision(attempt) && 'Floating point exception').join('\n') || undefined;
  const { message } = log.decisive.fields as { message?: string };
  return [message, log.decisive.quote].filter(Boolean).join('\n');
}

/** What C does with an integer that is divided by 0 (signal(7)). */
const isDivision = (attempt: Attempt | undefined): boolean => attempt !== undefined && signalOf(attempt.exitCode) === 'SIGFPE';
