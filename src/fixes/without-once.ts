/** Takes the word out that tells a program to run once: of its list, or of the shell's line or script that has it. */
import type { Fix } from '../report.ts';
import type { OnlyOnce } from '../trace/programs/only-once.ts';
import { placeOf } from '../trace/settings/settings.ts';
import { dropList } from './command-line.ts';
import { advised } from './fix.ts';
import { changeSettings } from './settings.ts';
import type { WorkloadFix } from './workload.ts';

export function withoutOnce({ word, list, value, what, isWhole, last, variable }: OnlyOnce, fix: WorkloadFix): Fix {
  const words = value === undefined ? [word] : [word, value];
  const text = `take ${words.join(' ')} out, so that it keeps running`;
  if (isWhole)
    return dropList(
      fix,
      what === 'to run once' ? text : `take ${list} out, so that the image's own run${list === 'command' ? 's' : ''}`,
      list,
    );
  if (variable && last) {
    const to = (variable.written ?? '')
      .split(/\s+/)
      .filter((one) => !words.includes(one))
      .join(' ');
    return (
      changeSettings(`take ${words.join(' ')} out of ${placeOf(variable)}, so that it keeps running`, [{ setting: variable, to }], fix) ??
      advised(text)
    );
  }
  if (last) {
    const shorter = last.text
      .split(/(?<=\s)/)
      .filter((one) => !words.includes(one.trim()))
      .join('')
      .trimEnd();
    const { text: whole, setting } = last.start;
    const to = whole.slice(0, last.at) + shorter + whole.slice(last.at + last.text.length);
    return changeSettings(text, [{ setting, to }], fix) ?? advised(text);
  }
  const path = `${fix.containerPath}/${list}/${(fix.subject.container[list] ?? []).indexOf(variable ? `$(${variable.name})` : word)}`;
  return fix.patchJson(
    text,
    words.map(() => ({ op: 'remove' as const, path })),
  );
}
