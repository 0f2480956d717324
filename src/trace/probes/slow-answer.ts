/** A request of a probe that the program did answer, by its own log, but later than the probe waits. */
import { numbersOf } from '../../kube/probe.ts';
import type { ProbeTrouble } from './probe-trouble.ts';
import type { servingOf } from './serving.ts';

export interface SlowAnswer {
  /** What the slowest took. */
  ms: number;
  quote: string;
  /** What a probe should wait: twice that. */
  seconds: number;
}

export function slowAnswer({ probe }: ProbeTrouble, { requests }: ReturnType<typeof servingOf>): SlowAnswer | undefined {
  const { timeout } = numbersOf(probe);
  const asked = probe.httpGet?.path ?? '/';
  const [slow] = requests
    .flatMap(({ path, ms, status, quote }) =>
      path === asked && status < 400 && ms !== undefined && ms >= timeout * 1000 ? [{ ms, quote }] : [],
    )
    .sort((a, b) => b.ms - a.ms);
  return slow && { ...slow, seconds: Math.max(3, timeout * 2, Math.ceil((slow.ms * 2) / 1000)) };
}
