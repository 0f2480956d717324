/** `--catch`: wait for the next start, ask its inside while it lives, follow its log from the first line, take its exit; then report. */
import { savedCall } from '../bundle/bundle.ts';
import type { Answer } from '../cluster/port.ts';
import { readAnswer } from '../cluster/read-answer.ts';
import type { Known } from '../evidence/evidence.ts';
import { type Executed, execQuery, LOG_LINES, type Query } from '../evidence/query.ts';
import { timeOf } from '../kube/pod.ts';
import type { OpenSession } from '../open-session.ts';
import type { Caught, Report } from '../report.ts';
import { endedRun, hasEnded, nextStep, type Prey, type Step } from './catch.ts';
import { ALWAYS, insideWords } from './inside-words.ts';
import { LogTail } from './log-lines.ts';
import { stateWords } from './state-words.ts';
import { INTERRUPTED, type Stay, type Stayed } from './staying.ts';

/** Milliseconds that a command inside may take; the container may have no more. */
const EXEC_TIME = 5000;
const BYTES = 1024 * 1024;
/** Commands that are tried at the same time while the start is near, each another one: the first that is answered has met it. */
const TRIALS = 2;
/** Milliseconds between two readings of the log while it lives. */
const PACE = 500;
/** Lines of its log that are kept, and that the report holds. */
const KEPT = 1000;
const REPORTED = 100;

type Answers = Map<string, { query: Query<Executed>; known: Known<Executed>; answer: Answer }>;

export async function catchStart(stay: Stay): Promise<Stayed> {
  const { session, screen, investigate, unlessInterrupted } = stay;
  const { world } = session;
  const first = session.again();
  first.inside = { wished: [], answered: [] };
  const began = await unlessInterrupted(investigate(undefined, first));
  if (!began) return { report: undefined, session, code: INTERRUPTED };
  const before = began.value;
  const commands = [...new Map([...first.inside.wished.map(argvOf), ...ALWAYS].map((argv) => [argv.join('\n'), argv])).values()];
  const answers: Answers = new Map();
  const started = await awaitStart(stay, commands, answers);
  if (!started) return { ...before, code: INTERRUPTED };
  const { prey, met } = started;
  let { since } = started;
  screen.say(`run ${prey.number} of ${prey.container} in ${prey.pod} has started`);

  const tail = new LogTail(KEPT);
  const told = (report: Report): Report => {
    const caught: Caught = {
      pod: prey.pod,
      container: prey.container,
      number: prey.number,
      after: since === undefined ? null : Math.max(0, Math.round((met - since) / 100) / 10),
      inside: [...answers.values()].map(({ query, known }) => insideWords(argvOf(query), known)),
      log: tail.lines().slice(-REPORTED),
    };
    return { ...report, caught };
  };
  const asking = Promise.all(commands.map((argv) => ask(session, prey, argv, answers)));
  const lived = await unlessInterrupted(Promise.all([follow(stay, prey, tail, world.now() + stay.live.healthyForMs), asking]));
  if (!lived) return { ...before, report: told(before.report), code: INTERRUPTED };
  since ??= lived.value[0];
  const own = session.again([...answers.values()].map(({ query, answer }) => savedCall(query.args, answer, 0)));
  own.inside = { wished: [], answered: [...answers.values()].map(({ query, known }) => [query, known]) };
  const after = await unlessInterrupted(investigate({ plural: 'pods', name: prey.pod }, own));
  if (!after) return { ...before, report: told(before.report), code: INTERRUPTED };
  return { ...after.value, report: told(after.value.report), code: undefined };
}

const argvOf = ({ args }: Query<unknown>) => args.slice(args.indexOf('--') + 1);

/** Was it answered? What was answered before stays. */
async function ask({ look, namespace }: OpenSession, prey: Prey, argv: readonly string[], answers: Answers): Promise<boolean> {
  const query = execQuery(namespace, prey.pod, prey.container, argv);
  const isAnswered = () => answers.get(query.key)?.known.state === 'read';
  if (isAnswered()) return true;
  const answer = await look(query.args, { timeout: EXEC_TIME, bytes: BYTES });
  const known = readAnswer(query, answer) as Known<Executed>;
  if (!isAnswered()) answers.set(query.key, { query, known, answer });
  return known.state === 'read';
}

interface Started {
  prey: Prey;
  /** By the cluster's clock, where it is told. */
  since: number | undefined;
  /** Milliseconds by ours, when it was found to run. */
  met: number;
}

/** Undefined: Ctrl-C. */
async function awaitStart(stay: Stay, commands: readonly (readonly string[])[], answers: Answers): Promise<Started | undefined> {
  const { eyes, screen, session, container, unlessInterrupted } = stay;
  const { world } = session;
  let meet: (started: Started) => void = () => {};
  const met = new Promise<Started>((resolve) => {
    meet = resolve;
  });
  let [running, next] = [0, 0];
  const tryOn = (prey: Prey) => {
    while (running < TRIALS) {
      running++;
      ask(session, prey, commands[next++ % commands.length] ?? [], answers).then((isAnswered) => {
        running--;
        if (isAnswered) meet({ prey, since: undefined, met: world.now() });
      });
    }
  };
  for (let step: Step | undefined; ; ) {
    if (step?.do === 'wait' && step.try && step.prey) tryOn(step.prey);
    const seen = await unlessInterrupted(Promise.race([eyes.look(), met]));
    if (!seen) return undefined;
    if ('met' in seen.value) return seen.value;
    const { pods, at, failure } = seen.value;
    if (failure) screen.say(`no answer (${failure.message}); goes on`);
    else {
      step = nextStep(pods, at, container);
      if (step.do === 'ask') return { prey: step.prey, since: timeOf(step.since), met: world.now() };
      const { state, moving } = stateWords(pods, at);
      screen.say(`waits for the next start: ${state}${moving ? `, ${moving}` : ''}`, state);
      screen.tick(`waits for the next start · ${state} · ${moving}`);
    }
    const rest = await unlessInterrupted(Promise.race([world.sleep(step?.do === 'wait' ? step.ms : 1000), met]));
    if (!rest) return undefined;
    if (rest.value) return rest.value;
  }
}

/** Until it has ended, or has lived long enough to count as running. Gives when it started, if that is told. */
async function follow({ eyes, screen, session }: Stay, prey: Prey, tail: LogTail, until: number): Promise<number | undefined> {
  const { world } = session;
  for (;;) {
    const { pods, failure } = await eyes.look();
    const isOver = world.now() >= until || (!failure && hasEnded(pods, prey));
    const ended = endedRun(pods, prey);
    const which = isOver && ended ? ended.log : 'current';
    const text = isOver && !ended && !failure ? undefined : await eyes.log(prey.pod, prey.container, which, tail.since ?? 0);
    for (const line of tail.add(text ?? '', (text?.split('\n').length ?? 0) <= LOG_LINES)) screen.print(`${prey.container} | ${line.text}`);
    if (isOver) return timeOf(ended?.startedAt);
    await world.sleep(PACE);
  }
}
