/** What happened to a pod and when, as far as its last run, its back-off and its events tell. */
import type { Attempts, ContainerReport, PodReport } from '../report.ts';

export interface Happening {
  /** Milliseconds since 1970. */
  at: number;
  /** Where it lasted: until then. */
  until: number | null;
  /** The container; null: the pod. */
  who: string | null;
  what: string;
  kind: 'run' | 'wait' | 'warning' | 'event';
}

/** In the order of time. */
export function timelineOf(pod: PodReport): Happening[] {
  return [...pod.containers.flatMap(attempt), ...pod.events.flatMap(event)].sort((a, b) => a.at - b.at);
}

/** The recorded runs and the waits between them; those without times are left out. */
export function attemptsTimeline({ seen }: Attempts): Happening[] {
  return seen.flatMap(({ pod, container, number, startedAt, finishedAt, exitCode, reason }, index): Happening[] => {
    const [start, end] = [timeOf(startedAt), timeOf(finishedAt)];
    if (start === null || end === null || start > end) return [];
    const what = `run ${number} ended with exit ${exitCode}${reason === 'OOMKilled' ? ', OOMKilled' : ''}`;
    const next = seen.slice(index + 1).find((one) => one.pod === pod && one.container === container);
    const until = timeOf(next?.startedAt);
    const run: Happening = { at: start, until: end, who: container, what, kind: 'run' };
    return until === null || until < end ? [run] : [run, { at: end, until, who: container, what: 'waits for its next try', kind: 'wait' }];
  });
}

function attempt({ name, startedAt, finishedAt, exitCode, backOff }: ContainerReport): Happening[] {
  const [start, end, next] = [timeOf(startedAt), timeOf(finishedAt), timeOf(backOff?.nextTry)];
  const ended = exitCode === null ? 'ended' : `ended with exit ${exitCode}`;
  const run: Happening[] =
    start !== null && end !== null && start <= end
      ? [{ at: start, until: end, who: name, what: `ran, ${ended}`, kind: 'run' }]
      : start !== null
        ? [{ at: start, until: null, who: name, what: 'started', kind: 'run' }]
        : end !== null
          ? [{ at: end, until: null, who: name, what: ended, kind: 'run' }]
          : [];
  const from = end ?? start;
  return next === null
    ? run
    : [...run, { at: from === null || from > next ? next : from, until: next, who: name, what: 'waits for its next try', kind: 'wait' }];
}

function event({ type, reason, count, lastSeen, container }: PodReport['events'][number]): Happening[] {
  const at = timeOf(lastSeen);
  const times = count > 1 ? ` x${count}` : '';
  return at === null ? [] : [{ at, until: null, who: container, what: `${reason}${times}`, kind: type === 'Normal' ? 'event' : 'warning' }];
}

/** Milliseconds since 1970; null for a time that is absent or cannot be read. */
export function timeOf(time: string | null | undefined): number | null {
  const ms = time ? Date.parse(time) : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
}
