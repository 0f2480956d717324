/** Questions asked of a pod and its containers. */
import type { Condition, Container, ContainerState, ContainerStatus, Pod, PodSpec, Terminated, Volume } from './shapes.ts';

export type ContainerKind = 'init' | 'sidecar' | 'app';

export interface PlacedContainer {
  spec: Container;
  kind: ContainerKind;
  status: ContainerStatus | undefined;
}

/** Every container in the order in which the kubelet starts it: init containers and native sidecars, then the rest. */
export function containersOf(pod: Pod): PlacedContainer[] {
  const kindOf = (spec: Container): ContainerKind => (spec.restartPolicy === 'Always' ? 'sidecar' : 'init');
  const [ofInit, ofApp] = [byName(pod.status.initContainerStatuses), byName(pod.status.containerStatuses)];
  return [
    ...(pod.spec.initContainers ?? []).map((spec) => ({ spec, kind: kindOf(spec), status: ofInit.get(spec.name) })),
    ...pod.spec.containers.map((spec) => ({ spec, kind: 'app' as const, status: ofApp.get(spec.name) })),
  ];
}

/** Those of a template, in that order. */
export const allContainers = ({ initContainers = [], containers }: PodSpec): Container[] => [...initContainers, ...containers];

/** What its spec tells a container to run; none for what the image says. */
export const commandLine = ({ command = [], args = [] }: Pick<Container, 'command' | 'args'>): string[] => [...command, ...args];

/** The other containers of the pod that mount this volume. */
export const othersWith = (volume: string | undefined, { pod, container }: { pod: { spec: PodSpec }; container: Container }): Container[] =>
  allContainers(pod.spec).filter((one) => one.name !== container.name && one.volumeMounts?.some(({ name }) => name === volume));

/** Is it mounted for writing? */
export const mayWrite = ({ volumeMounts = [] }: Container, volume: string | undefined): boolean =>
  volumeMounts.some(({ name, readOnly }) => name === volume && !readOnly);

/** Does the kubelet write it, from objects of the API? Nobody else can. */
export const isFromApi = ({ configMap, secret, projected, downwardAPI }: Volume): boolean =>
  Boolean(configMap ?? secret ?? projected ?? downwardAPI);

/** The volume of this name, which a mount has. */
export const volumeOf = ({ spec }: { spec: PodSpec }, name: string | undefined): Volume | undefined =>
  spec.volumes?.find((volume) => volume.name === name);

/**
 * Held back by those that start before it. All containers of a pod with init containers are PodInitializing until the pod has its volumes
 * and its sandbox (kubelet_pods.go convertToAPIContainerStatuses), so the first of them is held back by that, not by another.
 */
export const waitsForOthers = (pod: Pod, { name }: Container, status: ContainerStatus | undefined): boolean =>
  status?.state?.waiting?.reason === 'PodInitializing' && containersOf(pod)[0]?.spec.name !== name;

/** Of two by one name the first counts. */
const byName = (statuses: readonly ContainerStatus[] = []) => new Map(statuses.toReversed().map((status) => [status.name, status]));

/** Only a waiting, running or terminated key counts; a broken server may send none. */
export function stateOf(status: ContainerStatus | undefined): keyof ContainerState | 'unknown' {
  const { waiting, running, terminated } = status?.state ?? {};
  return terminated ? 'terminated' : running ? 'running' : waiting ? 'waiting' : 'unknown';
}

/** One run of a container that has ended. */
export interface Attempt extends Terminated {
  /** Which log is of this very run: `previous` unless the container stands in its terminated state. */
  log: 'previous' | 'current';
  /** How long it ran, in seconds; undefined where a time is unknown (StartError has 1970, a lost container year 1). */
  seconds: number | undefined;
}

/** The last run that ended: state.terminated, as long as the kubelet has not moved it to lastState. */
export function lastAttempt(status: ContainerStatus | undefined): Attempt | undefined {
  const now = status?.state?.terminated;
  const before = status?.lastState?.terminated;
  const ended = now ?? before;
  if (!ended) return undefined;
  return { ...ended, log: now ? 'current' : 'previous', seconds: secondsBetween(ended.startedAt, ended.finishedAt) };
}

/** The run before the last one, where the status still has both. */
export function attemptBefore(status: ContainerStatus | undefined): Attempt | undefined {
  const before = status?.state?.terminated && status.lastState?.terminated;
  return before ? { ...before, log: 'previous', seconds: secondsBetween(before.startedAt, before.finishedAt) } : undefined;
}

const KNOWN_SINCE = Date.parse('2000-01-01T00:00:00Z');

/** Milliseconds since 1970, or undefined for a time that is absent, unreadable, or a placeholder (year 1, 1970). */
export function timeOf(time: string | null | undefined): number | undefined {
  const ms = time ? Date.parse(time) : Number.NaN;
  return ms > KNOWN_SINCE ? ms : undefined;
}

export function secondsBetween(from: string | null | undefined, to: string | null | undefined): number | undefined {
  const [start, end] = [timeOf(from), timeOf(to)];
  return start !== undefined && end !== undefined && end >= start ? (end - start) / 1000 : undefined;
}

/** A condition of a pod, of a node, or of what makes pods. */
export function isTrue({ status }: { status?: { conditions?: Condition[] } }, condition: string): boolean {
  return status?.conditions?.some((one) => one.type === condition && one.status === 'True') ?? false;
}

/** The word of kubectl's STATUS column (kubernetes pkg/printers/internalversion printPod). */
export function statusWord(pod: Pod): string {
  let word = pod.status.reason ?? pod.status.phase ?? 'Unknown';
  const initSpecs = pod.spec.initContainers ?? [];
  for (const [index, spec] of initSpecs.entries()) {
    const status = pod.status.initContainerStatuses?.find(({ name }) => name === spec.name);
    const { terminated, waiting } = status?.state ?? {};
    if (terminated?.exitCode === 0 || (spec.restartPolicy === 'Always' && status?.started)) continue;
    if (terminated) word = `Init:${terminated.reason ?? `ExitCode:${terminated.exitCode}`}`;
    else if (waiting?.reason && waiting.reason !== 'PodInitializing') word = `Init:${waiting.reason}`;
    else word = `Init:${index}/${initSpecs.length}`;
    // A sidecar that failed, or was ended with the rest, after all were begun: the others' words come after it.
    if (!isTrue(pod, 'Initialized')) return word;
    break;
  }
  for (const { state } of [...(pod.status.containerStatuses ?? [])].reverse()) {
    if (state?.waiting?.reason) word = state.waiting.reason;
    else if (state?.terminated) word = state.terminated.reason ?? `ExitCode:${state.terminated.exitCode}`;
  }
  return pod.metadata.deletionTimestamp ? 'Terminating' : word;
}
