/**
 * kubectl as a scan uses it: never more than so many at once over all clusters together, never past the run's end, and slower when the API
 * server asks for it. kubectl itself waits and tries again for ten seconds where the server says after how long; we do where it does not.
 */
import { type Answer, type Kubectl, unanswered } from '../cluster/port.ts';
import { Slots } from '../cluster/slots.ts';
import type { CallReport } from '../report.ts';

/** As many as kubectl.ts runs for one cluster. */
const AT_ONCE = 6;
/** Milliseconds until the first further try, twice as many until the next. */
const FIRST_WAIT = 1000;
const TRIES = 3;

export interface Run {
  /** Milliseconds since 1970 at which it has to end. */
  deadline: number;
  clock: () => number;
  wait: (ms: number) => Promise<void>;
  /** Told when the server asks us to slow down. */
  slowDown: (ms: number) => void;
}

export class Patience {
  readonly #slots = new Slots(AT_ONCE);
  /** Nobody asks before this time. */
  #notBefore = 0;

  constructor(readonly run: Run) {}

  /** `calls`: where each call is noted. */
  of(kubectl: Kubectl, calls: CallReport[]): Kubectl {
    return async (args, limits) => {
      const giveBack = await this.#slots.take();
      try {
        for (let tries = 1; ; tries++) {
          const call: CallReport = { args: [...args], ms: 0, exit: null, bytes: 0, failure: null };
          calls.push(call);
          const answer = await this.#ask(kubectl, args, limits);
          Object.assign(call, { ms: Math.round(answer.ms), exit: answer.exit, bytes: answer.bytes, failure: answer.failure?.kind ?? null });
          const ms = FIRST_WAIT * 2 ** (tries - 1);
          const { clock, deadline, slowDown } = this.run;
          if (answer.failure?.kind !== 'throttled' || tries === TRIES || clock() + ms >= deadline) return answer;
          this.#notBefore = Math.max(this.#notBefore, clock() + ms);
          slowDown(ms);
        }
      } finally {
        giveBack();
      }
    };
  }

  async #ask(kubectl: Kubectl, args: readonly string[], limits: { timeout: number; bytes: number }): Promise<Answer> {
    const { clock, deadline, wait } = this.run;
    const early = this.#notBefore - clock();
    if (early > 0) await wait(early);
    const left = deadline - clock();
    if (left <= 0) return unanswered({ kind: 'stopped', message: 'the time was up before it was asked' });
    return kubectl(args, { ...limits, timeout: Math.min(limits.timeout, left) });
  }
}
