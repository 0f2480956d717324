/** What a program's log says it may not use. */
import { valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { Fact } from '../../logs/fact.ts';
import { decisiveFact } from '../../logs/reading.ts';

type Denied = Fact<'permission-denied' | 'operation-not-permitted'>;

/**
 * A shell says the same of a file that it may not run and of one that a redirection may not open. It ends with 126 for the first alone
 * (POSIX 2.8.2), and a redirection that fails ends the script with another code.
 */
export function deniedIn(subject: Subject): Denied | undefined {
  const log = valueOf(subject.log());
  const fact = decisiveFact(log, 'permission-denied', 'operation-not-permitted');
  if (fact) return fact;
  const shell = decisiveFact(log, 'not-executable');
  const { attempt } = subject;
  if (!shell || !attempt || attempt.exitCode === 0 || attempt.exitCode === 126) return undefined;
  return { ...shell, kind: 'permission-denied', fields: { path: shell.fields.path } };
}
