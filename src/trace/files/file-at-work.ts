/** The mounted file that a program spoke of last before it fell: "applying 003_phone.sql". It was at work on it. */
import { escaped } from '../../escaped.ts';
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { lastName } from '../../kube/folder.ts';
import type { Fact } from '../../logs/fact.ts';
import { configFiles } from './mounted-file.ts';

export interface FileAtWork {
  path: string;
  /** Of the ConfigMap, and its key. */
  name: string;
  key: string;
  text: string;
  /** The line of the log that names it. */
  quote: string;
}

/** So many lines before its end a program may have named it: a trace stands between. */
const BEFORE = 60;
/** Frames of a trace name the code, not what it works on. */
const FRAME = /^\s*(?:File "|at |from \/|\S+\.\w+:\d+(?::in|\s*$))/;

/**
 * Those that it named in its last lines, the last one first. What a program writes to standard output may come behind the error that it
 * wrote to the other one after it: the runtime reads the two side by side.
 */
export function filesAtWork(fact: Fact, subject: Subject, evidence: Evidence): FileAtWork[] {
  const lines = valueOf(subject.log())?.lines.slice(Math.max(0, fact.line - BEFORE)) ?? [];
  const said = lines.filter((line) => !FRAME.test(line));
  const named = configFiles(subject, evidence).flatMap(({ path, name, key, text }) => {
    const value = valueOf(text);
    const last = lastName(path);
    const form = /\w\.\w/.test(last) ? new RegExp(`(?<![\\w.-])${escaped(last)}(?![\\w-]|\\.\\w)`) : undefined;
    const at = form && value !== undefined ? said.findLastIndex((line) => form.test(line)) : -1;
    return at < 0 || value === undefined ? [] : [{ path, name, key, text: value, quote: (said[at] as string).trim(), at }];
  });
  return named.sort((a, b) => b.at - a.at);
}
