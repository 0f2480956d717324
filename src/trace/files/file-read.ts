/** The file of a ConfigMap that a program has read before it fell. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { LogReading } from '../../logs/reading.ts';
import { only } from '../../only.ts';
import { isCode } from '../settings/value-named.ts';
import { type ConfigFile, configFiles } from './mounted-file.ts';

export type ReadFile = Omit<ConfigFile, 'text'> & { text: string };

/** Of those whose path has the form: the only one that the log speaks of, else the only one there is. */
export function fileRead(log: LogReading, subject: Subject, evidence: Evidence, form = /^/): ReadFile | undefined {
  const files = configFiles(subject, evidence).flatMap(({ text, ...file }) =>
    text.state === 'read' && form.test(file.path) && !isCode(file.path) ? [{ ...file, text: text.value }] : [],
  );
  const told = files.filter(({ path }) => log.lines.some((line) => line.includes(path)));
  return only(told.length > 0 ? told : files);
}

/** Tables. */
export const CSV = /\.[ct]sv$/i;
