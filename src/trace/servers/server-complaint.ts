/** What a server that refuses requests complains of in its own log. */
import { valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { Fact } from '../../logs/fact.ts';
import { isFault } from '../../logs/kinds.ts';

/** Refusals whose reason the server itself has written down (redis/redis:src/rdb.c, replication.c). */
const WRITTEN = ['unsaved', 'primary-lost'];

export interface Complaint {
  fact: Fact;
  /** Without the program's own time and process. */
  text: string;
}

/** `pending` until its log is read. */
export function complaintOf(what: string, behind: Subject | undefined): Complaint | 'pending' | undefined {
  if (!behind || !WRITTEN.includes(what)) return undefined;
  const known = behind.currentLog();
  if (known.state === 'pending') return 'pending';
  const fact = valueOf(known)?.facts.findLast(({ kind }) => isFault(kind));
  return (
    fact && {
      fact,
      text: fact.quote
        .replace(/^.{0,60}? [#*] /, '')
        .replace(/\.$/, '')
        .slice(0, 160),
    }
  );
}
