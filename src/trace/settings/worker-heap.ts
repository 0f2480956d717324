/** The heap that a program of Node.js gives its worker threads: resourceLimits of new Worker (nodejs.org/api/worker_threads.html). */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { readIn } from '../../logs/environment-reads.ts';
import { only } from '../../only.ts';
import { fileOf, type Setting, settingsOf } from './settings.ts';

export interface WorkerHeap {
  setting: Setting;
  megabytes: number;
  /** "maxOldGenerationSizeMb: 24", as the code has it, or the variable's name. */
  text: string;
  /** The setting's text with another size. */
  withSize(megabytes: number): string;
}

const GIVEN = /\bmaxOldGenerationSizeMb\s{0,4}:\s{0,4}([^\n]{1,200})/g;

/** Where it is given in one place only, by a number or by a variable whose value is one. */
export function workerHeap(subject: Subject, evidence: Evidence): WorkerHeap | undefined {
  const settings = settingsOf(subject, evidence);
  const place = only(
    settings.flatMap((setting) =>
      fileOf(setting) === undefined
        ? []
        : [...(setting.written ?? '').matchAll(GIVEN)].map(([whole, size = '']) => ({ setting, whole, size })),
    ),
  );
  if (!place) return undefined;
  const { whole, size } = place;
  const number = /^\d{1,6}(?=\s*(?:[,}]|$))/.exec(size)?.[0];
  if (number !== undefined)
    return {
      setting: place.setting,
      megabytes: Number(number),
      text: whole.slice(0, whole.length - size.length) + number,
      withSize: (other) =>
        (place.setting.written ?? '').replace(
          whole,
          whole.replace(/\d.*$/, (rest) => rest.replace(number, String(other))),
        ),
    };
  const name = only(readIn(size));
  const setting = settings.find((one) => one.name !== undefined && one.name === name);
  return setting && /^\d{1,6}$/.test(setting.value ?? '') && setting.value === setting.written
    ? { setting, megabytes: Number(setting.value), text: setting.name as string, withSize: String }
    : undefined;
}
