/** Takes the word out that tells a program to run once: of its list, or of the shell's line or script that has it. */
import type { Fix } from '../report.ts';
import type { OnlyOnce } from '../trace/programs/only-once.ts';
import { changeSettings } from './settings.ts';
import type { WorkloadFix } from './workload.ts';

export function withoutOnce({ word, list, value, last }: OnlyOnce, fix: WorkloadFix): Fix | undefined {
  const words = value === undefined ? [word] : [word, value];
  const text = `take ${words.join(' ')} out, so that it keeps running`;
  if (last) {
    const shorter = last.text
      .split(/(?<=\s)/)
      .filter((one) => !words.includes(one.trim()))
      .join('')
      .trimEnd();
    const { text: whole, setting } = last.start;
    return changeSettings(text, [{ setting, to: whole.slice(0, last.at) + shorter + whole.slice(last.at + last.text.length) }], fix);
  }
  const path = `${fix.containerPath}/${list}/${(fix.subject.container[list] ?? []).indexOf(word)}`;
  return fix.patchJson(
    text,
    words.map(() => ({ op: 'remove' as const, path })),
  );
}
