/** A connection that failed without a word: a client of the start script that was told to be quiet, by its exit code (curl, wget, getent, nc). */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { silentEnd } from '../programs/silent-end.ts';
import { askedIn } from './awaited.ts';
import type { Connection, How } from './connection.ts';

/** What their exit codes say (their manuals, EXIT CODES); nc and pg_isready do not tell why. */
const CODES: Readonly<Record<string, Readonly<Record<number, How>>>> = {
  curl: { 6: 'unresolved', 7: 'refused', 28: 'timeout', 52: 'reset', 56: 'reset' },
  wget: { 4: 'unreachable' },
  getent: { 2: 'unresolved' },
  nc: { 1: 'unreachable' },
  pg_isready: { 2: 'unreachable' },
};

export function hushedConnection(subject: Subject, evidence: Evidence): Connection | undefined {
  const end = silentEnd(subject, evidence);
  const code = subject.attempt?.exitCode;
  if (!end || end.step.besides || code === undefined) return undefined;
  const { step, at, command: words } = end;
  const how = CODES[words[0] ?? '']?.[code];
  const target =
    how &&
    askedIn(
      words.map((word) => word.replace(/^["']|["']$/g, '')),
      subject,
      evidence,
    );
  if (!how || !target) return undefined;
  const proof = { step: 'get', quote: `${at}: ${step.text}; it ended with ${code}` };
  return { how, ...target, ip: undefined, temporary: false, fact: undefined, waits: false, proof };
}
