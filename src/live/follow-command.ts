/** `--follow`: the logs of all containers across restarts, each line with the run it is of, and each death explained in its place. */
import { KubectlError } from '../errors.ts';
import { span } from '../render/duration.ts';
import { LogTail } from './log-lines.ts';
import { logOfRun } from './run-log.ts';
import { type EndedRun, keyOfRun, RunBook, runningContainers } from './runs.ts';
import { stateWords } from './state-words.ts';
import { INTERRUPTED, type Stay, type Stayed } from './staying.ts';

/** Milliseconds between two looks. */
const PACE = 1000;
/** Containers that are followed at a time; of more, the first ones. */
const MOST = 12;

type Run = Pick<EndedRun, 'pod' | 'uid' | 'container' | 'number'>;
const nameOf = ({ pod, container, number }: Run) => `${pod} ${container} #${number}`;

export async function follow(stay: Stay): Promise<Stayed> {
  const { eyes, screen, session, container, unlessInterrupted } = stay;
  const isAsked = (run: Run) => container === undefined || run.container === container;
  const book = new RunBook();
  const tails = new Map<string, LogTail>();
  const tailOf = (run: Run): LogTail => {
    // The lines themselves are not needed any more once they are printed.
    const tail = tails.get(keyOfRun(run)) ?? new LogTail(1);
    tails.set(keyOfRun(run), tail);
    return tail;
  };
  const print = (run: Run, log: string | undefined) => {
    for (const { text } of tailOf(run).add(log ?? '')) screen.tell(`${nameOf(run)} | ${text}`);
  };

  for (let isFirst = true; ; isFirst = false) {
    const round = async () => {
      const { pods, at, failure } = await eyes.look();
      if (failure) return screen.say(`no answer (${failure.message}); goes on`);
      const ended = book.add(pods).filter(isAsked);
      // What had ended before is history; its last log may be read without us.
      for (const run of isFirst ? [] : ended) {
        print(run, await logOfRun(eyes, run, tailOf(run).since ?? 0));
        tails.delete(keyOfRun(run));
        screen.tell(`${nameOf(run)} ended: ${await explained(stay, run)}`);
      }
      const running = runningContainers(pods).filter(isAsked).slice(0, MOST);
      await Promise.all(running.map(async (run) => print(run, await eyes.log(run.pod, run.container, 'current', tailOf(run).since ?? 0))));
      const alive = new Set(pods.map(({ metadata }) => metadata.uid ?? ''));
      for (const key of tails.keys()) if (!alive.has(key.slice(0, key.indexOf('/')))) tails.delete(key);
      const { state, moving } = stateWords(pods, at);
      screen.say(state);
      screen.tick([state, moving].filter(Boolean).join(' · '));
    };
    if (!(await unlessInterrupted(round()))) break;
    if (!(await unlessInterrupted(session.world.sleep(PACE)))) break;
  }
  return { report: undefined, session, code: INTERRUPTED };
}

/** How it ended, and what was found. */
async function explained({ investigate, screen }: Stay, run: EndedRun): Promise<string> {
  const lived = run.seconds === undefined ? '' : ` after ${span(run.seconds)}`;
  const how = `exit code ${run.exitCode}${run.reason === 'OOMKilled' ? ' (OOMKilled)' : ''}${lived}`;
  if (!run.isBad) return how;
  try {
    const { report } = await investigate({ plural: 'pods', name: run.pod });
    const own = report.pods.flatMap(({ containers }) => containers).find(({ name }) => name === run.container);
    const finding = own?.findings[0];
    return finding ? `${how}: ${finding.summary} (${finding.confidence}: ${finding.cause})` : `${how}; no known cause fits`;
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    screen.say(`not explained (${error.message})`);
    return how;
  }
}
