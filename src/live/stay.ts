/** The commands that stay: --watch, --follow, --catch, --record. Here is made what they share (staying.ts), and the one is chosen. */
import type { Asked } from '../bundle/bundle.ts';
import type { Diagnose, Target } from '../command.ts';
import { KubectlError } from '../errors.ts';
import type { OpenSession } from '../open-session.ts';
import type { World } from '../world.ts';
import { Eyes } from './eyes.ts';
import { Screen } from './screen.ts';
import type { ReportOn, Stay, Stayed } from './staying.ts';

export async function stay(command: Diagnose, asked: Asked, session: OpenSession, reportOn: ReportOn): Promise<Stayed> {
  const { live, targets, selector, container } = command;
  const { world } = session;
  const unlessInterrupted = interruptible(world);
  const [target] = targets;
  const eyes = new Eyes(target ? { target } : { selector: selector ?? '' }, session);
  const investigate: Stay['investigate'] = async (named, own = session.again()) => {
    const about = (one: Target): Asked => ({ kind: 'diagnose', targets: [one], ...(container ? { container } : {}) });
    const answer = async (question: Asked) => ({ report: await reportOn(question, own), session: own, asked: question });
    try {
      return await answer(named ? about(named) : asked);
    } catch (error) {
      // The pod that was named is gone, and others of its owner have come.
      const isGone = error instanceof KubectlError && error.failure.kind === 'not-found';
      if (!isGone || !eyes.target) throw error;
      return await answer(about(eyes.target));
    } finally {
      world.progress('');
    }
  };
  const shared: Stay = {
    live,
    container,
    session,
    eyes,
    screen: new Screen(world, session.redactor),
    investigate,
    unlessInterrupted,
  };
  try {
    if (live.catch) return await (await import('./catch-command.ts')).catchStart(shared);
    if (live.record) return await (await import('./record-command.ts')).record(shared);
    if (live.follow) return await (await import('./follow-command.ts')).follow(shared);
    return await (await import('./watch-command.ts')).watch(shared);
  } finally {
    shared.screen.end();
  }
}

/** No Promise.race with one promise that lasts: it would keep what every one of thousands of looks has given. */
function interruptible({ onInterrupt }: World): Stay['unlessInterrupted'] {
  const waiting = new Set<() => void>();
  let isInterrupted = false;
  onInterrupt(() => {
    isInterrupted = true;
    for (const stop of waiting) stop();
  });
  return (work) =>
    new Promise((resolve, reject) => {
      const stop = () => resolve(undefined);
      if (isInterrupted) stop();
      waiting.add(stop);
      work.then((value) => resolve({ value }), reject).finally(() => waiting.delete(stop));
    });
}
