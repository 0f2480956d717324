/**
 * The other pods of the same workload: which of them fail, and what sets those apart. Asked for only where the workload's own status
 * counts more than one pod.
 */
import type { Evidence, Known } from '../../evidence/evidence.ts';
import { ownerOf } from '../../evidence/owner.ts';
import type { Subject } from '../../evidence/subject.ts';
import { templateHash } from '../../kube/metadata.ts';
import { containersOf, isTrue, lastAttempt, timeOf } from '../../kube/pod.ts';
import type { Pod, Workload } from '../../kube/shapes.ts';
import { selectedBy } from './selected.ts';

/** all: none is well. revision: those of one template fail, those of another are well. node: those on one node alone. one: of several alike. */
export type Pattern = 'all' | 'revision' | 'node' | 'one' | 'some';

export interface Siblings {
  /** Those that are not being deleted, this pod among them. */
  pods: Pod[];
  failing: Pod[];
  /** Ready, and running for longer than the run that died lasted. */
  steady: Pod[];
  pattern: Pattern;
}

const NONE = { state: 'read', value: undefined } as const;

export function siblingsOf(subject: Subject, evidence: Evidence): Known<Siblings | undefined> {
  const { kind, name, object } = ownerOf(subject.pod, evidence);
  if (!object || countOf(object) < 2) return NONE;
  const known = selectedBy(object, 'pods', subject.namespace, evidence);
  if (known.state !== 'read') return known;
  const pods = known.value.filter(
    ({ metadata }) =>
      !metadata.deletionTimestamp &&
      (metadata.ownerReferences ?? []).some(
        (owner) => owner.uid === object.metadata.uid || (kind === 'Deployment' && isSetOf(name, owner)),
      ),
  );
  const { pod } = subject;
  const failing = pods.filter((one) => one.metadata.name === pod.metadata.name || fails(one));
  const steady = pods.filter((one) => !failing.includes(one) && isSteady(one, subject, evidence));
  if (pods.length < 2 || !pods.some(({ metadata }) => metadata.name === pod.metadata.name)) return NONE;
  return { state: 'read', value: { pods, failing, steady, pattern: patternOf(subject.pod, failing, steady) } };
}

/** Those that the controller has made, of old templates too; a DaemonSet counts by nodes. */
function countOf({ spec, status }: Workload): number {
  return Math.max(spec.replicas ?? 0, status?.replicas ?? 0, status?.desiredNumberScheduled ?? 0);
}

/** A ReplicaSet is named after its Deployment and a hash (kubernetes pkg/controller/deployment/sync.go). */
const isSetOf = (deployment: string, owner: { kind: string; name: string }) =>
  owner.kind === 'ReplicaSet' && owner.name.slice(0, owner.name.lastIndexOf('-')) === deployment;

const STARTING: readonly (string | undefined)[] = ['ContainerCreating', 'PodInitializing', undefined];

function fails(pod: Pod): boolean {
  if (pod.status.phase === 'Failed') return true;
  return containersOf(pod).some(({ kind, status }) => {
    const attempt = lastAttempt(status);
    const isDone = kind === 'init' && status?.state?.terminated?.exitCode === 0;
    return !isDone && ((status?.state?.waiting && !STARTING.includes(status.state.waiting.reason)) || (attempt && !status?.ready));
  });
}

/**
 * A pod that crashes again and again counts as ready in between, where no probe says otherwise. `attempt`: what was never started, as its
 * image cannot be had, is not compared with how long another one runs.
 */
export function isSteady(pod: Pod, { attempt, container }: Subject, evidence: Evidence): boolean {
  const alike = containersOf(pod).find(({ spec }) => spec.name === container.name);
  const started = timeOf(alike?.status?.state?.running?.startedAt);
  if (!isTrue(pod, 'Ready') || started === undefined) return false;
  if (!attempt && alike?.spec.readinessProbe) return true;
  return (evidence.now - started) / 1000 > 2 * (attempt?.seconds ?? 0) + 10;
}

function patternOf(pod: Pod, failing: readonly Pod[], steady: readonly Pod[]): Pattern {
  if (steady.length === 0) return 'all';
  const own = templateHash(pod);
  if (own && steady.every((one) => templateHash(one) !== own) && failing.every((one) => templateHash(one) === own)) return 'revision';
  const node = pod.spec.nodeName;
  const alone = failing.every(({ spec }) => spec.nodeName === node) && steady.every(({ spec }) => spec.nodeName !== node);
  // One pod on a node of its own may be ill for any reason; a second one there makes it the node.
  if (node && alone && failing.length > 1) return 'node';
  return failing.length === 1 ? 'one' : 'some';
}
