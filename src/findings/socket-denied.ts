/** A proxy may not use the socket of a program beside it, which that one makes for its own user alone. */
import type { Evidence } from '../evidence/evidence.ts';
import { type Subject, subjectsBeside } from '../evidence/subject.ts';
import { setWord } from '../fixes/command-line.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fix } from '../report.ts';

export interface SocketDenied {
  /** For the end of a sentence. */
  words: string;
  fix: Fix;
}

/** nginx (connect(2), EACCES): who connects has to be allowed to write to the socket (unix(7)). */
const DENIED = /connect\(\) to unix:(\/[^\s:]{1,200}) failed \(13: Permission denied\)/;

/** By the umask that gunicorn is given, whose own default is 0. */
export function socketDenied(quote: string, subject: Subject, evidence: Evidence): SocketDenied | undefined {
  const path = DENIED.exec(quote)?.[1];
  if (path === undefined) return undefined;
  for (const other of subjectsBeside(subject, evidence)) {
    const { container } = other;
    const list = (['args', 'command'] as const).find((one) => container[one]?.some((word) => /^--umask(?:=|$)/.test(word)));
    const words = (list && container[list]) ?? [];
    const at = words.findIndex((word) => /^--umask(?:=|$)/.test(word));
    const isApart = words[at] === '--umask';
    const value = isApart ? words[at + 1] : words[at]?.slice('--umask='.length);
    const makes = [...(container.command ?? []), ...(container.args ?? [])].some((word) => word.includes(path));
    if (!list || !makes || !/^[0-7]{1,4}$/.test(value ?? '')) continue;
    return {
      words: `; container ${container.name} makes ${path} with --umask ${value}, so that its own user alone may connect`,
      fix: setWord(
        new WorkloadFix(other, evidence),
        `let others connect to ${path}, too (--umask 0)`,
        list,
        isApart ? at + 1 : at,
        isApart ? '0' : '--umask=0',
      ),
    };
  }
  return undefined;
}
