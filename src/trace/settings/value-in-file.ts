/** A value that a program refuses, in a file that a ConfigMap puts before it. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { configFiles } from '../files/mounted-file.ts';
import { settingsOf } from './settings.ts';
import { holderOfValue } from './value-named.ts';

export interface ValueInFile {
  /** The ConfigMap, its key, and where the file is in the container. */
  name: string;
  key: string;
  path: string;
  text: string;
  line: number;
  quote: string;
}

/**
 * The program names the file, and one line of it holds the value: that which it names too, else the only one. Where it names none, the
 * only line of all files whose whole value it is.
 */
export function valueInFile(value: string, words: string, subject: Subject, evidence: Evidence): ValueInFile | undefined {
  return inNamedFile(value, words, subject, evidence) ?? ofWholeLine(value, subject, evidence);
}

function ofWholeLine(value: string, subject: Subject, evidence: Evidence): ValueInFile | undefined {
  const { setting, inFile } = (value.length > 1 ? holderOfValue(value, settingsOf(subject, evidence)) : undefined) ?? {};
  if (!inFile || setting?.place.kind !== 'configmap' || setting.place.path === undefined) return undefined;
  const { object, key, path } = setting.place;
  return { name: object, key, path, text: setting.value as string, line: inFile.line, quote: inFile.text };
}

function inNamedFile(value: string, words: string, subject: Subject, evidence: Evidence): ValueInFile | undefined {
  for (const { path, name, key, text: known } of configFiles(subject, evidence)) {
    const text = valueOf(known);
    const at = words.indexOf(path);
    if (text === undefined || at < 0) continue;
    const lines = text.split('\n');
    const holding = lines.flatMap((line, index) => (line.includes(value) ? [index + 1] : []));
    const named = Number(
      /^:(\d{1,7})\b|^["']?,? line (\d{1,7})\b/
        .exec(words.slice(at + path.length))
        ?.slice(1)
        .find(Boolean),
    );
    const line = holding.includes(named) ? named : holding.length === 1 && Number.isNaN(named) ? holding[0] : undefined;
    if (line !== undefined) return { name, key, path, text, line, quote: (lines[line - 1] as string).trim() };
  }
  return undefined;
}

/** 4,80 → 4.80: a decimal comma, where a number is wanted. 1,234 may be a thousand. */
export function withPoint(value: string, expected: string | undefined): string | undefined {
  return /number|float|decimal/i.test(expected ?? '') && /^-?\d+,(?:\d{1,2}|\d{4,})$/.test(value) ? value.replace(',', '.') : undefined;
}
