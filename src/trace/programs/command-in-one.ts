/** A program and its arguments that reach a shell as one word, because quotes hold them together: "'python /app/worker.py'", or `"$START"`. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { type Change, placeOf, type Setting, settingsOf } from '../settings/settings.ts';
import { isShell, wordsOf } from './shell-line.ts';
import { isForShell } from './start-text.ts';

export interface CommandInOne {
  setting: Setting;
  /** For a sentence: where it is held together. */
  why: string;
  /** What takes it apart: the text without those quotes; for a word of the command line by itself, its words. */
  repair: Change | { words: string[] };
}

export function commandInOne(command: string, subject: Subject, evidence: Evidence): CommandInOne | undefined {
  if (!/\s/.test(command)) return undefined;
  const settings = settingsOf(subject, evidence);
  const texts = settings.filter(isForShell);
  const whole = texts.find(({ place, written }) => place.kind === 'argument' && written === command);
  const words = wordsOf(command);
  if (whole && words) return { setting: whole, why: `${placeOf(whole)} holds it as one word`, repair: { words } };
  const names = settings.flatMap(({ name, value }) => (name !== undefined && value?.trim() === command ? [`$${name}`, `\${${name}}`] : []));
  for (const form of [command, ...names])
    for (const mark of form === command ? ["'", '"'] : ['"'])
      for (const setting of texts) {
        const quoted = `${mark}${form}${mark}`;
        const at = setting.written?.indexOf(quoted) ?? -1;
        if (setting.written === undefined || at < 0 || !startsCommand(setting.written.slice(0, at))) continue;
        const to = setting.written.slice(0, at) + form + setting.written.slice(at + quoted.length);
        return { setting, why: `quotes in ${placeOf(setting)} make it one word: ${quoted}`, repair: { setting, to } };
      }
  return undefined;
}

/** Does a command begin after this text? */
const startsCommand = (before: string) => {
  const last = before.slice(before.search(/[^\n;&|({]*$/)).trim();
  return last === '' || /^(?:exec|then|do|else|time|!)$/.test(last) || isShell(last);
};
