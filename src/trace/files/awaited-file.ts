/**
 * The file that a script waits for: `until [ -f FILE ]; do`, `while ! test -s FILE; do`, `while [ ! -e FILE ]; do`, `until ls FILE; do`.
 * `while [ -f FILE ]; do` waits until it is gone.
 */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { withValues } from '../programs/shell-variables.ts';
import { isForShell } from '../programs/start-text.ts';
import { type Setting, settingsOf, variablesOf } from '../settings/settings.ts';

const TEST =
  /\b(?:until\s+(?:\[{1,2}|test)|while\s+!\s*(?:\[{1,2}|test)|while\s+(?:\[{1,2}|test)\s+!)\s+-[efsrdSp]\s+["']?(\/[\w./@%+-]{1,300})["']?/;
const READ = /\b(?:until|while\s+!)\s+(?:ls|cat|stat)\s+(?:-\w+\s+)?["']?(\/[\w./@%+-]{1,300})["']?/;

export interface AwaitedFile {
  path: string;
  /** Where the wait stands: a word of the command line, or a script that it runs. */
  setting: Setting;
  text: string;
}

export function awaitedFile(subject: Subject, evidence: Evidence): AwaitedFile | undefined {
  const variables = variablesOf(subject, evidence);
  const valueOf = (name: string) => variables.find((one) => one.name === name)?.value;
  for (const setting of settingsOf(subject, evidence)) {
    const text = setting.written ?? '';
    if (!isForShell(setting)) continue;
    const filled = withValues(text, valueOf);
    const path = TEST.exec(filled)?.[1] ?? READ.exec(filled)?.[1];
    if (path !== undefined) return { path, setting, text };
  }
  return undefined;
}
