/** Variables that the program's own code reads and nothing sets, where one that is set, and not read, is called nearly so. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { readIn } from '../../logs/environment-reads.ts';
import { nearest } from '../../nearest.ts';
import { fileOf, type Setting, settingsOf } from './settings.ts';

export interface ReadUnset {
  /** As the code calls it. */
  name: string;
  setting: Setting & { name: string };
}

/** `form`: of these names alone. */
export function readUnset(form: RegExp, subject: Subject, evidence: Evidence): ReadUnset[] {
  const settings = settingsOf(subject, evidence);
  const read = [...new Set(settings.flatMap((one) => (fileOf(one) === undefined ? [] : readIn(one.written ?? ''))))];
  const set = settings.filter((one): one is ReadUnset['setting'] => one.name !== undefined);
  const spare = set.filter(({ name }) => !read.includes(name));
  return read
    .filter((name) => form.test(name) && !set.some((one) => one.name === name))
    .flatMap((name) => {
      const near = nearest(
        name,
        spare.map((one) => one.name),
      );
      const setting = spare.find((one) => one.name === near);
      return setting ? [{ name, setting }] : [];
    });
}
