/** What a server that refuses requests complains of in its own log. */
import { valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { Fact } from '../../logs/fact.ts';
import { isFault } from '../../logs/kinds.ts';
import { sizedStoreWords } from '../files/volume-sort.ts';
import { writtenVolume } from '../files/written-volume.ts';

/** Refusals whose reason the server itself has written down (redis/redis:src/rdb.c, replication.c). */
const WRITTEN = ['unsaved', 'primary-lost'];

export interface Complaint {
  fact: Fact;
  /** Without the program's own time and process; of a full disk with the volume that it is. */
  text: string;
}

/** `pending` until its log is read. */
export function complaintOf(what: string, behind: Subject | undefined): Complaint | 'pending' | undefined {
  if (!behind || !WRITTEN.includes(what)) return undefined;
  const known = behind.currentLog();
  if (known.state === 'pending') return 'pending';
  const fact = valueOf(known)?.facts.findLast(({ kind }) => isFault(kind));
  if (!fact) return undefined;
  const text = fact.quote
    .replace(/^.{0,60}? [#*] /, '')
    .replace(/\.$/, '')
    .slice(0, 160);
  const full = fact.kind === 'no-space' ? writtenVolume(undefined, fact.phrase, behind) : undefined;
  return {
    fact,
    text: full ? `${text}: volume ${full.volume.name} at ${full.mount.mountPath}, ${sizedStoreWords(full.volume)}, is full` : text,
  };
}
