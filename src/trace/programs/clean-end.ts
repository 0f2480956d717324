/** Did the program end by itself and say that all is well, though it should go on running? */
import { valueOf } from '../../evidence/evidence.ts';
import { during, type Subject } from '../../evidence/subject.ts';
import type { LogReading } from '../../logs/reading.ts';

/** Undefined where the container may end, was told to, or failed. */
export function cleanEnd({ attempt, kind, pod, ...subject }: Subject): { log: LogReading | undefined } | undefined {
  if (attempt?.exitCode !== 0 || kind === 'init' || (kind === 'app' && (pod.spec.restartPolicy ?? 'Always') !== 'Always')) return undefined;
  // A probe, a hook or a rollout ended it: the program obeyed SIGTERM.
  if (during(subject.events('Killing'), attempt, 5).length > 0) return undefined;
  const log = valueOf(subject.log());
  return log?.facts.some(({ kind: fact }) => fact === 'term-received') ? undefined : { log };
}

/** Longer than what comes to its end at once, be it on a slow node. */
export const lastedLong = ({ attempt }: Pick<Subject, 'attempt'>): boolean => (attempt?.seconds ?? 0) > 60;
