/** A file that a shell was to read (`. FILE`, `< FILE`), in bash's words for a program that is not there: its exit code tells them apart. */
import { valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { commandLine } from '../../kube/pod.ts';
import type { Fact } from '../../logs/fact.ts';
import { decisiveFact, type LogReading, lastFact } from '../../logs/reading.ts';

/** What a shell ends with when it does not find a program (POSIX 2.8.2). */
const NOT_FOUND = 127;
const IS_READ = /(?:(?:^|[\s;&|({])(?:\.|source)\s+|<\s{0,4})["']?$/;

/**
 * What decides, or, of a shell that ended for that, what it did not find: the program at the other end of a pipe meets with an error of its
 * own (EPIPE), and says more of it.
 */
export function notFoundIn(log: LogReading | undefined, exitCode: number | undefined): Fact<'command-not-found'> | undefined {
  const isOwn = exitCode === NOT_FOUND && (!log?.decisive || log.decisive.kind === 'exception');
  return decisiveFact(log, 'command-not-found') ?? (log && isOwn ? lastFact(log, 'command-not-found') : undefined);
}

/** Where the command line shows that it is read, and no run was ended by a missing program. */
export function readByShell({ attempt, container, log }: Subject): Fact<'file-missing'> | undefined {
  const fact = decisiveFact(valueOf(log()), 'command-not-found');
  if (fact?.phrase !== 'shell/shell-path-missing' || attempt?.exitCode === NOT_FOUND) return undefined;
  const path = fact.fields.command;
  const words = commandLine(container);
  const isRead = words.some((word) => {
    const at = word.indexOf(path);
    return at > 0 && IS_READ.test(word.slice(0, at));
  });
  return isRead ? { kind: 'file-missing', fields: { path }, quote: fact.quote, line: fact.line, phrase: fact.phrase } : undefined;
}
