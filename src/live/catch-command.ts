/** `--catch`: wait for the next start, ask its inside while it lives, follow its log from the first line, take its exit; then report. */
import type { Known } from '../evidence.ts';
import { timeOf } from '../kube/pod.ts';
import type { OpenSession } from '../open-session.ts';
import { type Executed, execQuery, LOG_LINES, type Query } from '../query.ts';
import { readAnswer } from '../read-answer.ts';
import type { Caught, Report } from '../report.ts';
import { endedRun, hasEnded, nextStep, type Prey, type Step } from './catch.ts';
import { ALWAYS, insideWords } from './inside-words.ts';
import { LogTail } from './log-lines.ts';
import { stateWords } from './state-words.ts';
import { INTERRUPTED, type Stay, type Stayed } from './staying.ts';

/** Milliseconds that a command inside may take; the container may have no more. */
const EXEC_TIME = 5000;
const BYTES = 1024 * 1024;
/** Milliseconds between two readings of the log while it lives. */
const PACE = 500;
/** Lines of its log that are kept, and that the report holds. */
const KEPT = 1000;
const REPORTED = 100;

type Answers = Map<string, readonly [Query<Executed>, Known<Executed>]>;

export async function catchStart(stay: Stay): Promise<Stayed> {
  const { session, screen, investigate, unlessInterrupted } = stay;
  const { world } = session;
  const first = session.again();
  first.inside = { wished: [], answered: [] };
  const began = await unlessInterrupted(investigate(undefined, first));
  if (!began) return { report: undefined, session, code: INTERRUPTED };
  const before = began.value;
  const commands = [...new Map([...ALWAYS, ...first.inside.wished.map(argvOf)].map((argv) => [argv.join('\n'), argv])).values()];
  const started = await awaitStart(stay);
  if (!started) return { ...before, code: INTERRUPTED };
  const { prey, since, trial } = started;
  screen.say(`run ${prey.number} of ${prey.container} in ${prey.pod} has started`);

  const own = session.again();
  const tail = new LogTail(KEPT);
  const answers: Answers = new Map();
  const caught = (): Caught => ({
    pod: prey.pod,
    container: prey.container,
    number: prey.number,
    after: since === undefined ? null : Math.max(0, Math.round((trial - since) / 100) / 10),
    inside: [...answers.values()].map(([query, known]) => insideWords(argvOf(query), known)),
    log: tail.lines().slice(-REPORTED),
  });
  const told = (report: Report): Report => ({ ...report, caught: caught() });

  const asking = Promise.all(commands.map((argv) => ask(own, prey, argv, answers)));
  const lived = await unlessInterrupted(Promise.all([asking, follow(stay, prey, tail, world.now() + stay.live.healthyForMs)]));
  if (!lived) return { report: told(before.report), session: before.session, code: INTERRUPTED };
  own.inside = { wished: [], answered: [...answers.values()] };
  const after = await unlessInterrupted(investigate({ plural: 'pods', name: prey.pod }, own));
  if (!after) return { report: told(before.report), session: before.session, code: INTERRUPTED };
  return { session: after.value.session, report: told(after.value.report), code: undefined };
}

const argvOf = ({ args }: Query<unknown>) => args.slice(args.indexOf('--') + 1);

async function ask({ kubectl, namespace, world }: OpenSession, prey: Prey, argv: readonly string[], answers: Answers): Promise<void> {
  const query = execQuery(namespace, prey.pod, prey.container, argv);
  for (let tries = 0; tries < 2; tries++) {
    const known = readAnswer(query, await kubectl(query.args, { timeout: EXEC_TIME, bytes: BYTES })) as Known<Executed>;
    answers.set(query.key, [query, known]);
    // The runtime has made it, and has not let it go yet.
    if (known.state !== 'absent') return;
    await world.sleep(100);
  }
}

interface Started {
  prey: Prey;
  /** By the cluster's clock, where it is told. */
  since: number | undefined;
  /** Milliseconds by ours, when it was found to run. */
  trial: number;
}

/** Undefined: Ctrl-C. */
async function awaitStart(stay: Stay): Promise<Started | undefined> {
  const { eyes, screen, session, container, unlessInterrupted } = stay;
  const { world, look, namespace } = session;
  for (let last: Step | undefined; ; ) {
    const { prey } = last ?? {};
    const trying = last?.do === 'wait' && last.try && prey ? execQuery(namespace, prey.pod, prey.container, ALWAYS[0] ?? []) : undefined;
    const trial = trying
      ? look(trying.args, { timeout: EXEC_TIME, bytes: BYTES }).then((answer) => readAnswer(trying, answer).state === 'read')
      : false;
    const seen = await unlessInterrupted(Promise.all([eyes.look(), trial]));
    if (!seen) return undefined;
    const [{ pods, at, failure }, runs] = seen.value;
    if (runs && prey) return { prey, since: undefined, trial: world.now() };
    if (failure) screen.say(`no answer (${failure.message}); goes on`);
    else {
      const step = nextStep(pods, at, container);
      if (step.do === 'ask') return { prey: step.prey, since: timeOf(step.since), trial: world.now() };
      const { state, moving } = stateWords(pods, at);
      screen.say(`waits for the next start: ${state}${moving ? `, ${moving}` : ''}`, state);
      screen.tick(`waits for the next start · ${state} · ${moving}`);
      last = step;
    }
    if (!(await unlessInterrupted(world.sleep(last?.do === 'wait' ? last.ms : 1000)))) return undefined;
  }
}

/** Until it has ended, or has lived long enough to count as running. */
async function follow({ eyes, screen, session }: Stay, prey: Prey, tail: LogTail, until: number): Promise<void> {
  const { world } = session;
  for (let isOver = false; !isOver; ) {
    const { pods, failure } = await eyes.look();
    isOver = world.now() >= until || (!failure && hasEnded(pods, prey));
    const which = isOver ? endedRun(pods, prey)?.log : 'current';
    const text = which ? await eyes.log(prey.pod, prey.container, which, tail.since ?? 0) : undefined;
    for (const { text: line } of tail.add(text ?? '', (text?.split('\n').length ?? 0) <= LOG_LINES))
      screen.print(`${prey.container} | ${line}`);
    if (!isOver) await world.sleep(PACE);
  }
}
