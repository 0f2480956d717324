/** What the program at the other end complains of itself: its own log, where it names a connection that fails, or an error of its own. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Fact } from '../../logs/fact.ts';
import { readLog } from '../../logs/read-log.ts';
import { lastFact } from '../../logs/reading.ts';
import type { Server } from './server.ts';

/** Lines from the end of its log within which a complaint is of now. */
const NOW = 50;

/** Undefined while its log is not read, and where it says nothing. */
export function overheard({ pod, container, namespace }: Server, evidence: Evidence): Fact | undefined {
  if (!pod || !container) return undefined;
  const only = pod.spec.containers.length === 1 ? undefined : container.name;
  const text = valueOf(evidence.log(namespace, pod.metadata.name, only, 'current'));
  if (text === undefined) return undefined;
  const log = readLog(text);
  const fact = lastFact(
    log,
    'connection-refused',
    'connection-timeout',
    'name-unresolved',
    'dependency-unreachable',
    'auth-failed',
    'database-missing',
    'table-missing',
    'file-missing',
    'no-space',
    'exception',
  );
  return fact && fact.line >= log.lines.length - NOW ? fact : undefined;
}

/** The line of PostgreSQL's own log that tells why a password did not do: the client is not told that there is no such role (libpq/auth.c, crypt.c). */
export function roleDenied(user: string, { pod, container, namespace }: Server, evidence: Evidence): string | 'pending' | undefined {
  if (!pod || !container) return undefined;
  const only = pod.spec.containers.length === 1 ? undefined : container.name;
  const known = evidence.log(namespace, pod.metadata.name, only, 'current');
  if (known.state === 'pending') return 'pending';
  return valueOf(known)
    ?.split('\n')
    .findLast((line) => line.includes(`DETAIL:  Role "${user}" does not exist.`))
    ?.replace(/^.*(?=DETAIL: )/, '')
    .trim();
}
