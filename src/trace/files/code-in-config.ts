/** The place in a program that a ConfigMap brings, of a frame such as /app/main.py:9. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { configFiles } from './mounted-file.ts';

export interface CodeInConfig {
  /** As the container mounts it, with the line. */
  place: string;
  name: string;
  key: string;
  line: number;
  /** That line. */
  quote: string;
}

/** The kubelet keeps the files of a volume in a folder of their time, and links to them (pkg/volume/util/atomic_writer.go); Node.js names that. */
export const withoutTime = (path: string): string => path.replace(/\/\.\.(?:data|\d{4}(?:_\d{2}){5}\.\d{1,12})(?=\/)/, '');

export function codeInConfig(frame: string | undefined, subject: Subject, evidence: Evidence): CodeInConfig | undefined {
  const [, file, digits] = /^(\/.{1,300}?):(\d{1,7})\b/.exec(withoutTime(frame ?? '')) ?? [];
  const found = file === undefined ? undefined : configFiles(subject, evidence).find(({ path }) => path === file);
  if (!found || file === undefined) return undefined;
  const line = Number(digits);
  const quote = valueOf(found.text)?.split('\n')[line - 1]?.trim() ?? '';
  return { place: `${file}:${line}`, name: found.name, key: found.key, line, quote: quote.slice(0, 200) };
}
