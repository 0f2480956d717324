/** Does a name resolve, and does an address accept a connection, seen from inside a container? */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { Proof } from '../../report.ts';
import { askInside, insideProof, isPlainHost, isPlainPort } from './inside.ts';

export interface Reached {
  how: 'accepts' | 'refused' | 'unresolved' | 'silent';
  proof: Proof;
}

/** Seconds that a connection may take; less than what the step has. */
const WAIT = '3';

/**
 * busybox and OpenBSD have nc; Debian's and Red Hat's images have bash, whose /dev/tcp is no file (bash(1), REDIRECTION). Host and port
 * are arguments of the fixed script, never part of it.
 */
export function reachedInside(host: string, port: number | undefined, subject: Subject, evidence: Evidence): Reached | undefined {
  if (!isPlainHost(host) || port === undefined || !isPlainPort(port)) return undefined;
  const to = [host, String(port)];
  const answer = valueOf(
    askInside(subject, evidence, ['nc', '-z', '-w', WAIT, ...to], ['timeout', WAIT, 'bash', '-c', 'exec 3<>"/dev/tcp/$0/$1"', ...to]),
  );
  if (!answer || answer.lacks) return undefined;
  const how = howOf(answer.exit, answer.words);
  return how && { how, proof: insideProof(answer, `${to.join(':')} ${WORDS[how]}${answer.words ? ` (${answer.words})` : ''}`) };
}

const WORDS: Record<Reached['how'], string> = {
  accepts: 'accepts a connection',
  refused: 'refuses the connection',
  unresolved: 'is a name that is not found',
  silent: 'does not answer',
};

/** The resolver's and the kernel's words (musl, glibc gai_strerror; errno); timeout(1) ends with 124, busybox' with 143. */
function howOf(exit: number, words: string): Reached['how'] | undefined {
  if (exit === 0) return 'accepts';
  if (/bad address|not known|could not be resolved|Temporary failure in name resolution|no address associated/i.test(words))
    return 'unresolved';
  if (/refused/i.test(words)) return 'refused';
  if (exit === 124 || exit === 143 || /timed out|unreachable|no route/i.test(words)) return 'silent';
  return undefined;
}

/** The addresses that a name has: getent (glibc; Alpine's musl-utils). Undefined where it cannot be told. */
export function resolvedInside(host: string, subject: Subject, evidence: Evidence): { found: boolean; proof: Proof } | undefined {
  if (!isPlainHost(host)) return undefined;
  const answer = valueOf(askInside(subject, evidence, ['getent', 'hosts', host]));
  if (!answer || answer.lacks) return undefined;
  const [line = ''] = answer.stdout.trim().split('\n');
  if (answer.exit === 0 && /^[0-9a-f.:]+\s/i.test(line)) return { found: true, proof: insideProof(answer, `getent hosts: ${line}`) };
  // getent(1): 2, "one or more supplied keys could not be found".
  return answer.exit === 2 ? { found: false, proof: insideProof(answer, `getent hosts ${host}: not found`) } : undefined;
}
