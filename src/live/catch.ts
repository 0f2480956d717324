/** `--catch`: what to do at a moment, to meet a container in the seconds that it lives. A state machine over looks. Pure. */
import { waitOf } from '../kube/back-off.ts';
import { containersOf } from '../kube/pod.ts';
import type { Pod } from '../kube/shapes.ts';
import { newestPods } from './newest-pods.ts';
import { type EndedRun, endedRuns } from './runs.ts';
import { placeToTell, worstOf } from './state-words.ts';

/** Milliseconds between two looks, and where the start is near. */
const PACE = 1000;
const PACE_NEAR = 300;
/**
 * The start is tried for from here before the back-off ends (clocks differ), and so long after it: the kubelet takes up a pod again up to
 * 15 s later (pod_workers.go completeWork: backOffPeriod 10 s, with a jitter of half of it).
 */
const EARLY = 1500;
const LATE = 20_000;

export interface Prey {
  pod: string;
  container: string;
  /** Of the run that is waited for, or goes on. */
  number: number;
}

export type Step =
  /** Nothing can start yet. `try`: ask its inside at once; the API tells a second late that it runs. */
  { do: 'wait'; ms: number; prey: Prey | undefined; try: boolean } | { do: 'ask'; prey: Prey; since: string | undefined };

/** `at`: milliseconds by our clock. */
export function nextStep(pods: readonly Pod[], at: number, container: string | undefined): Step {
  const newest = newestPods(pods);
  if (newest.length === 0) return { do: 'wait', ms: PACE, prey: undefined, try: false };
  const pod = worstOf(newest);
  const place = container === undefined ? placeToTell(pod) : containersOf(pod).find(({ spec }) => spec.name === container);
  if (!place) return { do: 'wait', ms: PACE, prey: undefined, try: false };
  const { status, spec } = place;
  const count = Math.max(0, Math.trunc(status?.restartCount ?? 0));
  if (status?.state?.running)
    return {
      do: 'ask',
      prey: { pod: pod.metadata.name, container: spec.name, number: count + 1 },
      since: status.state.running.startedAt ?? undefined,
    };
  const isOver = status?.state?.terminated !== undefined;
  const prey: Prey = { pod: pod.metadata.name, container: spec.name, number: count + (isOver || status?.lastState?.terminated ? 2 : 1) };
  const next = waitOf(status)?.nextTry;
  // Just ended, or creating: the first restart comes without a back-off.
  const isNear = next === undefined ? status?.state?.waiting?.reason !== 'CrashLoopBackOff' : at >= next - EARLY && at <= next + LATE;
  const isBlocked =
    status?.state?.waiting !== undefined &&
    !['CrashLoopBackOff', 'ContainerCreating', 'PodInitializing'].includes(status.state.waiting.reason ?? '');
  const ms = isBlocked ? PACE : isNear ? PACE_NEAR : Math.min(PACE, Math.max(PACE_NEAR, (next ?? at) - EARLY - at));
  return { do: 'wait', ms, prey, try: isNear && !isBlocked && status?.state?.waiting?.reason !== 'PodInitializing' };
}

/** This run, where the API shows its end. */
export function endedRun(pods: readonly Pod[], { pod, container, number }: Prey): EndedRun | undefined {
  return endedRuns(pods).find((run) => run.pod === pod && run.container === container && run.number === number);
}

/** Has this run ended? */
export function hasEnded(pods: readonly Pod[], { pod, container, number }: Prey): boolean {
  return (
    !pods.some(({ metadata }) => metadata.name === pod) ||
    endedRuns(pods).some((run) => run.pod === pod && run.container === container && run.number >= number)
  );
}
