/** What a target is at, in a line: what lasts (`state`), and what moves on meanwhile (`moving`). Pure. */
import { waitOf } from '../kube/back-off.ts';
import { containerOf, lastSeen, timesSeen } from '../kube/event.ts';
import { containersOf, isTrue, lastAttempt, type PlacedContainer, timeOf } from '../kube/pod.ts';
import type { Event, Pod } from '../kube/shapes.ts';
import { span } from '../render/duration.ts';
import { isHealthy, newestPods } from './newest-pods.ts';

export interface StateWords {
  state: string;
  moving: string;
}

export interface Beside {
  events?: readonly Event[];
  /** The log's last line. */
  line?: string | undefined;
}

export function stateWords(pods: readonly Pod[], at: number, { events = [], line }: Beside = {}): StateWords {
  const newest = newestPods(pods);
  if (newest.length === 0) return { state: pods.length > 0 ? 'the pods are being deleted' : 'there is no pod', moving: '' };
  const worst = worstOf(newest);
  const ready = newest.filter(isHealthy).length;
  const count = newest.length > 1 ? `${ready} of ${newest.length} pods ready; ` : '';
  const place = placeToTell(worst);
  const own = place ? ofContainer(worst, place, at) : { state: worst.status.phase ?? 'unknown', moving: '' };
  const probe = place ? failingProbe(place, events) : undefined;
  return {
    state: `${count}${worst.metadata.name}${place ? `  ${place.spec.name}` : ''}: ${own.state}`,
    moving: [own.moving, probe, line ? `log: ${line}` : undefined].filter(Boolean).join(' · '),
  };
}

/** The one whose log and events are worth reading. */
export function worstOf(pods: readonly Pod[]): Pod {
  const weight = (pod: Pod) =>
    isHealthy(pod) ? 3 : containersOf(pod).some(({ status }) => status?.state?.waiting || status?.state?.terminated) ? 0 : 1;
  return [...pods].sort((a, b) => weight(a) - weight(b))[0] as Pod;
}

/** The container that keeps the pod from being ready; of a ready one, the first. */
export function placeToTell(pod: Pod): PlacedContainer | undefined {
  const all = containersOf(pod);
  const isDone = ({ status, kind }: PlacedContainer) =>
    kind === 'app' ? status?.ready === true : status?.state?.terminated?.exitCode === 0 || (kind === 'sidecar' && status?.started === true);
  return (
    all.find((one) => !isDone(one) && one.status?.state?.waiting?.reason !== 'PodInitializing') ?? all.find(({ kind }) => kind === 'app')
  );
}

function ofContainer(pod: Pod, { status, kind }: PlacedContainer, at: number): StateWords {
  const { waiting, running, terminated } = status?.state ?? {};
  const attempt = (status?.restartCount ?? 0) + (waiting && status?.lastState?.terminated ? 2 : 1);
  const attempts = attempt > 1 ? `, attempt ${attempt}` : '';
  const last = lastAttempt(status);
  const ended = last ? `, last exit ${last.exitCode}${last.reason === 'OOMKilled' ? ' (OOMKilled)' : ''}` : '';
  if (running) {
    const since = timeOf(running.startedAt);
    const isReady = status?.ready || isTrue(pod, 'Ready');
    return {
      state: `running${isReady ? ' and ready' : kind === 'init' ? '' : ', not ready'}${attempts}`,
      moving: since === undefined ? '' : `for ${span(Math.max(0, (at - since) / 1000))}`,
    };
  }
  if (terminated) return { state: `ended with exit code ${terminated.exitCode}${attempts}`, moving: '' };
  const reason = waiting?.reason ?? (pod.status.phase === 'Pending' ? 'Pending' : 'unknown');
  const next = waitOf(status)?.nextTry;
  const isNext = reason === 'CrashLoopBackOff';
  return {
    state: `${reason}${isNext ? `, attempt ${attempt} comes` : ''}${ended}`,
    moving: next === undefined ? '' : next - at < 1000 ? 'next try any moment' : `next try in ${span((next - at) / 1000)}`,
  };
}

/** A probe that failed since the container started. */
function failingProbe({ spec, status }: PlacedContainer, events: readonly Event[]): string | undefined {
  const since = timeOf(status?.state?.running?.startedAt);
  if (since === undefined) return undefined;
  const [newest] = events
    .filter((event) => event.reason === 'Unhealthy' && containerOf(event) === spec.name && lastSeen(event) >= since)
    .sort((a, b) => lastSeen(b) - lastSeen(a));
  return newest && `${(newest.message ?? '').trim().split('\n')[0]} (x${timesSeen(newest)})`;
}
