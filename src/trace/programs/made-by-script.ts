/** The command of a script that makes a folder or a link, and whether the script goes on where that fails. */
import { escaped } from '../../escaped.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { commandLine } from '../../kube/pod.ts';
import { only } from '../../only.ts';
import { placeOf, type Setting, settingsOf, variablesOf } from '../settings/settings.ts';
import { optionsOfShell } from './shell-line.ts';
import { statementsOf } from './shell-statements.ts';
import { withValues } from './shell-variables.ts';
import { isForShell, startText } from './start-text.ts';

export interface Made {
  setting: Setting;
  to: string;
  /** The command, up to its end. */
  command?: string;
  /** What the script asks by it is whether it was there: a lock. */
  isAsked?: boolean;
}

const ASKS = /(?:\b(?:if|elif|while|until)\s+|!\s*)$/;

/** The only script of its spec or of a ConfigMap that makes it without saying so. */
export function madeByScript(program: string, path: string, repeatable: string, subject: Subject, evidence: Evidence): Made | undefined {
  const form = new RegExp(`(?<![\\w/-])${program}(?![^;&|\\n]* -\\w*[pf]\\b) [^;&|\\n]*`, 'g');
  const named = new RegExp(`(?<![\\w.-])${escaped(path)}(?![\\w/.-])`);
  const variables = variablesOf(subject, evidence);
  const valueOf = (name: string) => variables.find((one) => one.name === name)?.value;
  return only(
    settingsOf(subject, evidence)
      .filter(isForShell)
      .flatMap((setting) => {
        const { written = '' } = setting;
        const command = only((written.match(form) ?? []).filter((one) => named.test(withValues(one, valueOf))));
        const to = command && written.replace(command, command.replace(program, repeatable));
        const isAsked = command !== undefined && ASKS.test(written.slice(0, written.indexOf(command)));
        return command && to ? [{ setting, to, command, isAsked }] : [];
      }),
  );
}

/** A shell that is not told to stop (set -e) has gone on with the next command, and ends as the last one does. */
export function goesOn({ setting, command }: Pick<Made, 'setting' | 'command'>, subject: Subject, evidence: Evidence): boolean {
  const start = startText(subject, evidence);
  if (
    command === undefined ||
    !start ||
    placeOf(start.setting) !== placeOf(setting) ||
    /\bset\s+-\w*e|errexit|^#!.*\s-\w*e/m.test(start.text)
  )
    return false;
  if (optionsOfShell(commandLine(subject.container)).some((word) => /^-\w*e/.test(word) || word === 'errexit')) return false;
  const statements = statementsOf(start.text);
  const at = statements?.findIndex(({ text }) => text.includes(command.trim())) ?? -1;
  const own = statements?.[at];
  return own !== undefined && at < (statements?.length ?? 0) - 1 && !/\|\||\b(?:if|then|else|do|while|until|for)\b|[{(]/.test(own.text);
}
