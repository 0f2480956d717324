/** The gathering loop. It knows nothing of Kubernetes: detect, fetch what was asked for in vain side by side, detect again. */

import type { Answer, Kubectl } from '../cluster/port.ts';
import { readAnswer } from '../cluster/read-answer.ts';
import type { Failure } from '../errors.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Query } from '../evidence/query.ts';
import type { CallReport } from '../report.ts';

/** Further calls after the first wave, at most. */
const FOLLOW_UPS = 25;
/**
 * Waves of them, at most. A hop takes three (the name in the log, what is behind it, that pod's log), a fourth where it stands in another
 * namespace; three hops and what the last one asks about itself.
 */
const WAVES = 14;
/**
 * Milliseconds until a log is asked for again that the kubelet could not retrieve, and again: it looks once a second what the runtime did
 * (kubelet genericPlegRelistPeriod), and on a busy node later.
 */
const AGAIN = [400, 800, 1600];
/** Milliseconds that a command inside a container may take. */
const EXEC_TIME = 5000;
const TIME_UP: Failure = { kind: 'timeout', message: 'not asked: the time was up' };
const TOO_MANY: Failure = { kind: 'other', message: `not asked: ${FOLLOW_UPS} further readings, in ${WAVES} rounds, are the most` };
/** Bytes of an answer that are kept. */
const BYTES = 32 * 1024 * 1024;

export interface Gathering {
  kubectl: Kubectl;
  evidence: Evidence;
  /** Milliseconds since 1970 at which the run has to end. */
  deadline: number;
  clock: () => number;
  calls: CallReport[];
  /** Told of the steps that run now. */
  progress: (steps: string[]) => void;
  /** Done once the first wave is under way, while kubectl is waited for. */
  meanwhile?: () => Promise<void>;
  /** Stands in for readAnswer where answers are shared. */
  read?: typeof readAnswer;
}

/** Runs `detect` until it asks for nothing more, or a limit is met; gives what it said last. */
export async function gather<T>(gathering: Gathering, detect: () => T): Promise<T> {
  let left = FOLLOW_UPS;
  for (let wave = 0; ; wave++) {
    const result = detect();
    const wanted = gathering.evidence.takeWanted();
    if (wanted.length === 0 || wave >= WAVES * 2) return result;
    const isTimeUp = gathering.clock() >= gathering.deadline;
    const now = isTimeUp || wave >= WAVES ? [] : wave === 0 ? wanted : wanted.slice(0, left);
    // What can't be asked any more is a gap, and is said to be one; then the causes are asked once more.
    for (const query of wanted.slice(now.length))
      gathering.evidence.settle(query, { state: 'gap', failure: isTimeUp ? TIME_UP : TOO_MANY });
    if (now.length === 0) continue;
    if (wave > 0) left -= now.length;
    const answers = fetchAll(gathering, now);
    if (wave === 0) await gathering.meanwhile?.();
    await answers;
  }
}

/** Side by side; every failure becomes what the evidence knows of that reading. */
async function fetchAll(
  { kubectl, evidence, deadline, clock, calls, progress, read = readAnswer }: Gathering,
  queries: Query<unknown>[],
): Promise<void> {
  const running = new Set(queries.map(({ step }) => step));
  progress([...running]);
  await Promise.all(
    queries.map(async (query) => {
      // In the order in which they were asked, whichever ends first: a replay gives the same report.
      const call: CallReport = { args: [...query.args], ms: 0, exit: null, bytes: 0, failure: null };
      calls.push(call);
      const limits = () => {
        const left = Math.max(1, deadline - clock());
        return { timeout: query.step === 'exec' ? Math.min(left, EXEC_TIME) : left, bytes: BYTES };
      };
      let answer = await kubectl(query.args, limits());
      // Right after a death the runtime has not let go of the log; a moment later it is there. A recording has no later.
      for (const pause of AGAIN) {
        if (!isLogOfTheMoment(answer) || !Number.isFinite(deadline) || deadline - clock() <= pause * 3) break;
        await new Promise((resolve) => setTimeout(resolve, pause));
        answer = await kubectl(query.args, limits());
      }
      Object.assign(call, { ms: Math.round(answer.ms), exit: answer.exit, bytes: answer.bytes, failure: answer.failure?.kind ?? null });
      evidence.settle(query, read(query, answer));
      running.delete(query.step);
      progress([...running]);
    }),
  );
}

const isLogOfTheMoment = ({ failure, stdout }: Answer) =>
  failure
    ? failure.kind === 'no-log' && failure.message.startsWith('unable to retrieve container logs')
    : stdout.length < 300 && stdout.startsWith('unable to retrieve container logs');
