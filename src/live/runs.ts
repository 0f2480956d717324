/** Runs of containers, told apart by the runtime's id: what one look at the pods adds to what was known of them. Pure. */
import { type ContainerKind, containersOf, secondsBetween, timeOf } from '../kube/pod.ts';
import type { Pod, Terminated } from '../kube/shapes.ts';

/** One run, among those of all pods: `number` counts those of its container. */
export const keyOfRun = ({ uid, container, number }: Pick<EndedRun, 'uid' | 'container' | 'number'>): string =>
  `${uid}/${container}/${number}`;

/** A run that has ended. */
export interface EndedRun {
  key: string;
  pod: string;
  uid: string;
  container: string;
  kind: ContainerKind;
  /** 1 for the first run of the container in its pod. */
  number: number;
  startedAt: string | undefined;
  finishedAt: string | undefined;
  /** Undefined where a time is unknown. */
  seconds: number | undefined;
  exitCode: number;
  reason: string | undefined;
  /** Which log is that of this run, at this look. */
  log: 'current' | 'previous';
  /** It should not have ended so. */
  isBad: boolean;
}

/** Every run of these pods that the API shows as ended, the older one of a container first. */
export function endedRuns(pods: readonly Pod[]): EndedRun[] {
  return pods.flatMap((pod) =>
    containersOf(pod).flatMap(({ spec, kind, status }) => {
      const count = Math.max(0, Math.trunc(status?.restartCount ?? 0));
      const mayEnd = kind === 'init' || (kind === 'app' && (pod.spec.restartPolicy ?? 'Always') !== 'Always');
      const run = (ended: Terminated | undefined, number: number, log: EndedRun['log']): EndedRun[] =>
        ended === undefined
          ? []
          : [
              {
                key: `${pod.metadata.uid}/${spec.name}/${ended.containerID ?? ended.finishedAt ?? number}`,
                pod: pod.metadata.name,
                uid: pod.metadata.uid ?? '',
                container: spec.name,
                kind,
                number: Math.max(1, number),
                startedAt: ended.startedAt ?? undefined,
                finishedAt: ended.finishedAt ?? undefined,
                seconds: secondsBetween(ended.startedAt, ended.finishedAt),
                exitCode: ended.exitCode,
                reason: ended.reason,
                log,
                isBad: !(ended.exitCode === 0 && mayEnd),
              },
            ];
      const { state, lastState } = status ?? {};
      // The count is that of the latest instance: in the back-off that is the one that has ended.
      const before = state?.running || state?.terminated ? count : count + 1;
      return [...run(lastState?.terminated, before, 'previous'), ...run(state?.terminated, count + 1, 'current')];
    }),
  );
}

export interface RunningContainer {
  pod: string;
  uid: string;
  container: string;
  kind: ContainerKind;
  number: number;
  /** Milliseconds since 1970 by the cluster's clock. */
  since: number | undefined;
}

export function runningContainers(pods: readonly Pod[]): RunningContainer[] {
  return pods.flatMap((pod) =>
    containersOf(pod).flatMap(({ spec, kind, status }) =>
      status?.state?.running
        ? [
            {
              pod: pod.metadata.name,
              uid: pod.metadata.uid ?? '',
              container: spec.name,
              kind,
              number: Math.max(0, Math.trunc(status.restartCount ?? 0)) + 1,
              since: timeOf(status.state.running.startedAt),
            },
          ]
        : [],
    ),
  );
}

/** Which runs have been seen. It forgets pods that are gone, so that it does not grow with the time. */
export class RunBook {
  readonly #seen = new Map<string, Set<string>>();
  /** By container of a pod: the number of the last run that was seen to end. */
  readonly #last = new Map<string, number>();
  /** Runs that ended and were gone before anybody looked. */
  missed = 0;

  /** The runs that have ended since the last look. */
  add(pods: readonly Pod[]): EndedRun[] {
    const alive = new Set(pods.map(({ metadata }) => metadata.uid ?? ''));
    for (const uid of this.#seen.keys()) if (!alive.has(uid)) this.#seen.delete(uid);
    for (const place of this.#last.keys()) if (!alive.has(place.slice(0, place.indexOf('/')))) this.#last.delete(place);
    const fresh = endedRuns(pods).filter(({ uid, key }) => !this.#seen.get(uid)?.has(key));
    for (const { uid, key, container, number } of fresh) {
      const seen = this.#seen.get(uid) ?? new Set<string>();
      this.#seen.set(uid, seen);
      seen.add(key);
      // A pod shows two runs of a container at most.
      const own = [...seen].filter((other) => other.startsWith(`${uid}/${container}/`));
      for (const old of own.slice(0, -4)) seen.delete(old);
      const place = `${uid}/${container}`;
      const last = this.#last.get(place);
      if (last !== undefined && number > last + 1) this.missed += number - last - 1;
      this.#last.set(place, Math.max(last ?? 0, number));
    }
    return fresh;
  }
}
