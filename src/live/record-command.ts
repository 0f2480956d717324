/** `--record`: keep every crash before the kubelet drops it, in a file that is whole after each of them; then compare them. */

import { KubectlError } from '../errors.ts';
import { execQuery, LOG_LINES, objectQuery } from '../evidence/query.ts';
import { quantity } from '../kube/quantity.ts';
import { span } from '../render/duration.ts';
import { attemptWords } from '../render/stayed.ts';
import { LIMITS_COMMAND, readLimits } from '../trace/inside/inside-limits.ts';
import type { Look } from './eyes.ts';
import { type MemorySource, Recorder } from './recorder.ts';
import { logOfRun } from './run-log.ts';
import { type EndedRun, RunBook, type RunningContainer, runningContainers } from './runs.ts';
import { stateWords } from './state-words.ts';
import { type Found, INTERRUPTED, type Stay, type Stayed } from './staying.ts';
import { Watch } from './watch.ts';

/** Milliseconds between two looks. */
const PACE = 1000;
/** Looks after which the logs of what runs are read on, and its memory is measured; the metrics API has a new value every 15 s. */
const LOGS = 3;
const MEMORY = 2;
const METRICS = 15;
/** Containers that are looked after while they run. */
const MOST = 4;
const EXEC_TIME = 5000;

export async function record(stay: Stay): Promise<Stayed> {
  const { eyes, screen, session, live, container, investigate, unlessInterrupted } = stay;
  const { world } = session;
  const until = typeof live.record === 'object' ? world.now() + live.record.forMs : Number.POSITIVE_INFINITY;
  const first = await unlessInterrupted(investigate());
  if (!first) return { report: undefined, session, code: INTERRUPTED };
  const recording: Recording = { stay, recorder: new Recorder(world.now()), book: new RunBook(), last: first.value };
  const machine = new Watch({ healthyForMs: live.healthyForMs, container });
  for (let count = 0; world.now() < until; count++) {
    const seen = await unlessInterrupted(eyes.look());
    if (!seen) return ended(recording, INTERRUPTED);
    const { pods, at, replicas, failure } = seen.value;
    if (failure) screen.say(`no answer (${failure.message}); goes on`);
    else {
      if (!(await keep(recording, seen.value, count))) return ended(recording, INTERRUPTED);
      if (machine.see(pods, at, replicas)?.kind === 'healthy' && until === Number.POSITIVE_INFINITY) {
        screen.say(`it has stayed healthy for ${span(machine.proofMs / 1000)}`);
        const now = await unlessInterrupted(investigate());
        recording.last = now?.value ?? recording.last;
        return ended(recording, now ? undefined : INTERRUPTED);
      }
    }
    if (!(await unlessInterrupted(world.sleep(PACE)))) return ended(recording, INTERRUPTED);
  }
  return ended(recording, undefined);
}

interface Recording {
  stay: Stay;
  recorder: Recorder;
  book: RunBook;
  /** What was found last. */
  last: Found;
}

const attemptsSoFar = ({ stay, recorder, book }: Recording) => recorder.attempts(stay.session.world.now(), book.missed);

const ended = (recording: Recording, code: number | undefined): Stayed => {
  const { last } = recording;
  return { ...last, report: { ...last.report, attempts: attemptsSoFar(recording) }, code };
};

/** One look: the runs that have ended since the one before, and what runs now. False: interrupted. */
async function keep(recording: Recording, { pods, at }: Look, count: number): Promise<boolean> {
  const { stay, recorder, book } = recording;
  const { container, screen, unlessInterrupted } = stay;
  const isAsked = (one: { container: string }) => container === undefined || one.container === container;
  for (const run of book.add(pods).filter((one) => one.isBad && isAsked(one))) {
    const taken = await unlessInterrupted(take(stay, run, recorder));
    if (!taken) return false;
    recording.last = taken.value ?? recording.last;
    await recording.last.session.save(recording.last.asked, attemptsSoFar(recording), true);
  }
  const running = runningContainers(pods).filter(isAsked).slice(0, MOST);
  if (!(await unlessInterrupted(Promise.all(running.map((one) => lookAfter(stay, one, recorder, count)))))) return false;
  recorder.keepOnly(new Set(pods.map(({ metadata }) => metadata.uid ?? '')));
  const { state, moving } = stateWords(pods, at);
  screen.say(state);
  screen.tick([`${recorder.count} recorded`, state, moving].filter(Boolean).join(' · '));
  return true;
}

/** The log of a run that has ended, before the next one ends, and what there is to find. Undefined: nothing could be found now. */
async function take(stay: Stay, run: EndedRun, recorder: Recorder): Promise<Found | undefined> {
  const { eyes, investigate, screen, session } = stay;
  const log = await logOfRun(eyes, run);
  let found: Found | undefined;
  try {
    found = await investigate({ plural: 'pods', name: run.pod });
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    screen.say(`run ${run.number} was recorded, and not explained (${error.message})`);
  }
  const attempt = recorder.end(run, log, found?.report);
  const { lead, words } = attemptWords(attempt, {
    now: session.world.now(),
    ...(session.world.env['TZ'] ? { timeZone: session.world.env['TZ'] } : {}),
  });
  screen.say(`recorded ${lead}: ${words}${eyes.target ? '' : ` (${run.pod})`}`);
  return found;
}

/** While it runs: its log, which may be rotated away, and its memory, where memory is the question. */
async function lookAfter({ eyes, session }: Stay, run: RunningContainer, recorder: Recorder, count: number): Promise<void> {
  const tail = recorder.tailOf(run);
  const [log, memory] = await Promise.all([
    count % LOGS === 0 ? eyes.log(run.pod, run.container, 'current', tail.since ?? 0) : undefined,
    memoryOf(eyes, session, run, recorder.asksForMemory, count),
  ]);
  if (log !== undefined) tail.add(log, log.split('\n').length <= LOG_LINES);
  if (memory) recorder.sample(run, session.world.now(), memory);
}

async function memoryOf(
  eyes: Stay['eyes'],
  { namespace, mayExec }: Stay['session'],
  run: RunningContainer,
  isAsked: boolean,
  count: number,
): Promise<{ bytes: number; source: MemorySource } | undefined> {
  if (isAsked && mayExec) {
    if (count % MEMORY !== 0) return undefined;
    const known = await eyes.read(execQuery(namespace, run.pod, run.container, LIMITS_COMMAND), EXEC_TIME);
    const bytes = known.state === 'read' ? readLimits(known.value.stdout)?.memoryCurrent : undefined;
    if (bytes !== undefined) return { bytes, source: 'inside' };
  }
  if (count % METRICS !== 0) return undefined;
  const known = await eyes.read(objectQuery('podmetrics', namespace, run.pod));
  const usage = known.state === 'read' ? known.value.containers?.find(({ name }) => name === run.container)?.usage : undefined;
  const bytes = usage?.['memory'] === undefined ? undefined : quantity(usage['memory']);
  return bytes === undefined ? undefined : { bytes, source: 'metrics' };
}
