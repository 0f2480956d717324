/** The log of a run that has ended, and of no other. */
import type { Eyes } from './eyes.ts';
import { type EndedRun, endedRuns } from './runs.ts';

/** Which of the two logs is this run's may change while it is read: then it is read again. `since`: milliseconds; 0: all of it. */
export async function logOfRun(eyes: Eyes, run: EndedRun, since = 0): Promise<string | undefined> {
  let which: EndedRun['log'] | undefined = run.log;
  for (let tries = 0; tries < 3 && which !== undefined; tries++) {
    const log = await eyes.log(run.pod, run.container, which, since);
    const { pods, failure } = await eyes.look();
    const now: EndedRun['log'] | undefined = failure ? which : endedRuns(pods).find(({ key }) => key === run.key)?.log;
    if (now === which) return log;
    which = now;
  }
  return undefined;
}
