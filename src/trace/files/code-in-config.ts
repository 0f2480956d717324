/** The place in a program that a ConfigMap brings, of a frame such as /app/main.py:9, or Main.java:9, as the JVM names no folder. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { only } from '../../only.ts';
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
  const [, file, digits] = /^(\/.{1,300}?|[\w$-]{1,200}\.java):(\d{1,7})\b/.exec(withoutTime(frame ?? '')) ?? [];
  const found =
    file === undefined
      ? undefined
      : only(configFiles(subject, evidence).filter(({ path }) => path === file || (!file.startsWith('/') && path.endsWith(`/${file}`))));
  if (!found) return undefined;
  const line = Number(digits);
  const quote = valueOf(found.text)?.split('\n')[line - 1]?.trim() ?? '';
  return { place: `${found.path}:${line}`, name: found.name, key: found.key, line, quote: quote.slice(0, 200) };
}

/** All of the program that a frame stands in, where a ConfigMap brings it: what it falls over it has asked for in another line. */
export function codeBehind(frame: string | undefined, subject: Subject, evidence: Evidence): string[] {
  const code = codeInConfig(frame, subject, evidence);
  const map = code && valueOf(evidence.object('configmaps', subject.namespace, code.name));
  return (code && map?.data?.[code.key]?.split('\n')) ?? [];
}
