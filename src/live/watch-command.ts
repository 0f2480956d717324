/** `--watch`: look, show, until the state machine says that it is over; then say what has become of it. */
import { containerOf } from '../kube/event.ts';
import type { Event, Pod } from '../kube/shapes.ts';
import { span } from '../render/duration.ts';
import type { Report } from '../report.ts';
import { changeOf } from './compare-reports.ts';
import type { Look } from './eyes.ts';
import { lastLineOf } from './log-lines.ts';
import { newestPods } from './newest-pods.ts';
import { placeToTell, stateWords, worstOf } from './state-words.ts';
import { INTERRUPTED, type Stay, type Stayed } from './staying.ts';
import { type Outcome, Watch } from './watch.ts';

/** Milliseconds between two looks. */
const PACE = 1000;
/** Looks after which events and the log are read again. */
const BESIDE = 3;

export async function watch(stay: Stay): Promise<Stayed> {
  const { eyes, screen, session, live, container, investigate, unlessInterrupted } = stay;
  const { world } = session;
  const first = await unlessInterrupted(investigate());
  if (!first) return { report: undefined, session, code: INTERRUPTED };
  const before = first.value;
  screen.say(
    `at the start: ${before.report.verdict?.summary ?? (isWell(before.report) ? 'no fault found' : 'a fault, and no cause found')}`,
  );
  const machine = new Watch({ healthyForMs: live.healthyForMs, container });
  let beside: Beside = { events: [], line: undefined };
  for (let count = 0; ; count++) {
    const seen = await unlessInterrupted(eyes.look());
    if (!seen) return { ...before, code: INTERRUPTED };
    const look = seen.value;
    const outcome = look.failure ? undefined : machine.see(look.pods, look.at, look.replicas);
    if (count % BESIDE === 0 && !look.failure) {
      const read = await unlessInterrupted(readBeside(stay, look.pods));
      if (!read) return { ...before, code: INTERRUPTED };
      beside = read.value;
    }
    show(stay, look, beside, machine);
    if (outcome) {
      const now = await unlessInterrupted(investigate(targetOf(outcome, look)));
      if (!now) return { ...before, code: INTERRUPTED };
      const after = now.value;
      if (outcome.kind !== 'healthy' || isWell(after.report)) {
        const change = changeOf(before.report, after.report, span(machine.proofMs / 1000));
        if (change.outcome !== 'fixed' && change.outcome !== 'well' && isWell(after.report)) continue;
        return { ...after, report: { ...after.report, change }, code: undefined };
      }
      screen.say(
        `ready, but not well: ${after.report.verdict?.summary ?? after.report.pods.find(({ healthy }) => !healthy)?.status ?? ''}`,
      );
      machine.doubt();
    }
    if (!(await unlessInterrupted(world.sleep(PACE)))) return { ...before, code: INTERRUPTED };
  }
}

export const isWell = ({ pods }: Report): boolean => pods.length > 0 && pods.every(({ healthy }) => healthy);

function targetOf(outcome: Outcome, { pods }: Look) {
  const name = outcome.kind === 'crashed' ? outcome.run.pod : outcome.kind === 'held-up' ? outcome.pod : undefined;
  return name !== undefined && pods.some(({ metadata }) => metadata.name === name) ? { plural: 'pods' as const, name } : undefined;
}

export interface Beside {
  events: Event[];
  line: string | undefined;
}

/** The events and the last line of the log of the pod that is worst off. */
async function readBeside({ eyes }: Stay, pods: readonly Pod[]): Promise<Beside> {
  const newest = newestPods(pods);
  const pod = newest.length > 0 ? worstOf(newest) : undefined;
  const place = pod && placeToTell(pod);
  if (!pod || !place) return { events: [], line: undefined };
  const { running, terminated } = place.status?.state ?? {};
  const [events, log] = await Promise.all([
    eyes.events(pod.metadata.name),
    running || terminated ? eyes.log(pod.metadata.name, place.spec.name, 'current') : undefined,
  ]);
  return { events: events.filter((event) => [undefined, place.spec.name].includes(containerOf(event))), line: lastLineOf(log) };
}

function show({ screen }: Stay, look: Look, beside: Beside, machine: Watch): void {
  if (look.failure) {
    screen.say(`no answer (${look.failure.message}); goes on`);
    return;
  }
  const { state, moving } = stateWords(look.pods, look.at, beside);
  const healthy = machine.healthyFor(look.at);
  const left = healthy === undefined ? '' : `healthy for ${span(healthy / 1000)} of ${span(machine.proofMs / 1000)}`;
  screen.say(state);
  screen.tick([state, left, moving].filter(Boolean).join(' · '));
}
