/** Is an environment variable set? Its name alone is asked for: the value stays in the container. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { Proof } from '../../report.ts';
import { askInside, insideProof, isPlainVariable } from './inside.ts';

/** awk's ENVIRON (POSIX awk; busybox, mawk and gawk have it). Its exit code is the answer: it prints nothing. */
const ASKS = 'BEGIN { exit (ARGV[1] in ENVIRON) ? (ENVIRON[ARGV[1]] == "" ? 4 : 0) : 3 }';
const ANSWERS: Readonly<Record<number, InsideState>> = { 0: 'set', 3: 'unset', 4: 'empty' };

type InsideState = 'set' | 'unset' | 'empty';

export interface VariableInside {
  is: InsideState;
  /** Of the container itself; a sibling may have started before its sources were changed. */
  own: boolean;
  proof: Proof;
}

export function variableInside(name: string, subject: Subject, evidence: Evidence): VariableInside | undefined {
  if (!isPlainVariable(name)) return undefined;
  const answer = valueOf(askInside(subject, evidence, ['awk', ASKS, name]));
  const is = answer && !answer.lacks ? ANSWERS[answer.exit] : undefined;
  return (
    answer &&
    is && {
      is,
      own: answer.sibling === undefined,
      proof: insideProof(answer, `environment: ${name} is ${is === 'unset' ? 'not set' : is}`),
    }
  );
}
