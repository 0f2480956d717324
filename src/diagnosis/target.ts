/** From what the user named to the pods that are diagnosed. */
import type { Target } from '../command.ts';
import { type Evidence, type Known, valueOf } from '../evidence/evidence.ts';
import { ownerOf } from '../evidence/owner.ts';
import { LIST_LIMIT } from '../evidence/query.ts';
import { eventsOfMaker, isRefused, unmade } from '../evidence/unmade.ts';
import { isOwnedBy, newestOf } from '../kube/metadata.ts';
import { containersOf, isTrue, timeOf } from '../kube/pod.ts';
import { labelsText, selects } from '../kube/selector.ts';
import type { Kinds, Plural, Pod, Workload } from '../kube/shapes.ts';
import { pastPods, podsOfEarlierJobs, REPLACED } from './past.ts';

/** The pods of a target, worst first. A workload that has none gives the pod that it could not make. */
export function podsOf({ plural, name }: Target, namespace: string, evidence: Evidence): Known<Pod[]> {
  if (plural === 'pods') return podOf(name, namespace, evidence);
  const listed = evidence.list('pods', namespace);
  const jobs = plural === 'cronjobs' ? evidence.list('jobs', namespace) : undefined;
  const sets = plural === 'deployments' ? evidence.list('replicasets', namespace) : undefined;
  const object = evidence.object(plural, namespace, name) as Known<Workload>;
  if (object.state !== 'read') return isForbidden(object) ? (podsByOwner(plural, name, listed, jobs, evidence) ?? object) : object;
  const workload: Named = { plural, object: object.value, namespace };
  const [ownSets, ownPods] = [sets && whole('replicasets', sets, workload, evidence), whole('pods', listed, workload, evidence)];
  if (ownPods.state !== 'read') return ownPods;
  if (jobs?.state === 'pending') return jobs;
  if (ownSets !== sets && ownSets?.state === 'pending') return ownSets;
  const makers = [...(valueOf(jobs ?? { state: 'absent' }) ?? []), ...(valueOf(ownSets ?? { state: 'absent' }) ?? [])];
  const middle = makers.filter((one) => isOwnedBy(one, object.value.metadata.uid));
  const pods = podsMadeBy(workload, middle, ownPods.value);
  if (pods.length === 0) return unmade(object.value, plural, middle, namespace, evidence);
  const sorted = ranked(workload, middle, pods, evidence.now);
  if (!isLackingMore(workload, middle, sorted)) return { state: 'read', value: sorted };
  const lacking = unmade(object.value, plural, middle, namespace, evidence);
  if (lacking.state === 'pending') return lacking;
  const refused = (valueOf(lacking) ?? []).filter((pod) => isRefused(eventsOfMaker(pod) ?? []));
  return { state: 'read', value: [...refused, ...sorted] };
}

/** A workload that the user named. */
interface Named {
  plural: Exclude<Target['plural'], 'pods'>;
  object: Workload;
  namespace: string;
}

function podOf(name: string, namespace: string, evidence: Evidence): Known<Pod[]> {
  // Asked for before the pod is known, so that all answers come at the same time.
  evidence.events(namespace, name);
  evidence.log(namespace, name, undefined, 'previous');
  const deployment = deploymentNameOf(name);
  if (deployment) evidence.object('deployments', namespace, deployment);
  const pod = evidence.object('pods', namespace, name);
  return pod.state === 'read' ? { state: 'read', value: [pod.value] } : pod;
}

/** A list of that length may be cut: what belongs to this workload alone is asked for. */
function whole<K extends 'pods' | 'replicasets'>(
  plural: K,
  list: Known<Kinds[K][]>,
  { object, namespace }: Named,
  evidence: Evidence,
): Known<Kinds[K][]> {
  const labels = object.spec.selector?.matchLabels;
  return labels && list.state === 'read' && list.value.length >= LIST_LIMIT
    ? evidence.list(plural, namespace, { labelSelector: labelsText(labels) })
    : list;
}

/** `middle`: what stands between it and its pods, ReplicaSets or Jobs. Where these are not seen, by its selector. */
function podsMadeBy({ plural, object }: Named, middle: readonly Workload[], pods: readonly Pod[]): Pod[] {
  const makers = [object.metadata.uid, ...middle.map(({ metadata }) => metadata.uid)];
  const bySelector = plural !== 'cronjobs' && middle.length === 0;
  return pods.filter((pod) => isOwnedBy(pod, ...makers) || (bySelector && selects(object.spec.selector, pod.metadata.labels)));
}

/** Of a Deployment, the ReplicaSet of its present template. */
const presentSet = ({ plural }: Named, middle: readonly Workload[]) =>
  plural === 'deployments' ? newestOf(middle)?.metadata.uid : undefined;

/** What ails the pods of an old template ends with them, once those of the present one do well. */
function ranked(workload: Named, middle: readonly Workload[], pods: Pod[], now: number): Pod[] {
  const { plural, object } = workload;
  const over = pastPods(plural, object, middle, pods, now);
  const left = REPLACED.includes(plural) ? pods.filter((pod) => !over.includes(pod) && isLeft(pod, pods, now)) : [];
  const sorted = worstFirst(pods.filter((pod) => !over.includes(pod) && !left.includes(pod)));
  const present = presentSet(workload, middle);
  const stuck = sorted.filter((pod) => present !== undefined && isOwnedBy(pod, present) && isStuck(pod));
  return [...stuck, ...sorted.filter((pod) => !stuck.includes(pod)), ...worstFirst(left), ...worstFirst(over)];
}

/** What is wrong may be with the pods that there should be besides these. */
function isLackingMore(workload: Named, middle: readonly Workload[], sorted: readonly Pod[]): boolean {
  const { plural, object } = workload;
  const [worst] = sorted as [Pod];
  // A new revision of which no pod can be made leaves the pods of the old one, whatever ails them.
  if (replicaFails(object) && plural === 'deployments' && !isOwnedBy(worst, presentSet(workload, middle))) return true;
  // All that there are fare well, or go.
  return (lacksPods(object) || sorted.every(({ metadata }) => metadata.deletionTimestamp !== undefined)) && weightOf(worst) >= WELL;
}

const isForbidden = (known: Known<unknown>) => known.state === 'gap' && known.failure.kind === 'forbidden';

/** Where the workload itself may not be read: the pods that name it as the one that made them. */
function podsByOwner(
  plural: Plural,
  name: string,
  listed: Known<Pod[]>,
  jobs: Known<Workload[]> | undefined,
  evidence: Evidence,
): Known<Pod[]> | undefined {
  if (listed.state === 'pending') return listed;
  if (jobs?.state === 'pending') return jobs;
  const own = (valueOf(listed) ?? []).filter((pod) => {
    const owner = ownerOf(pod, evidence);
    return owner.plural === plural && owner.name === name;
  });
  const runs = (valueOf(jobs ?? { state: 'absent' }) ?? []).filter(({ metadata }) =>
    metadata.ownerReferences?.some((one) => one.kind === 'CronJob' && one.name === name),
  );
  const past = podsOfEarlierJobs(runs, own);
  return own.length > 0
    ? { state: 'read', value: [...worstFirst(own.filter((pod) => !past.includes(pod))), ...worstFirst(past)] }
    : undefined;
}

/** A Deployment's pods are named NAME-HASH-SUFFIX from an alphabet without vowels (apimachinery pkg/util/rand). */
function deploymentNameOf(pod: string): string | undefined {
  return pod.match(/^(.+)-[bcdfghjklmnpqrstvwxz2456789]{3,10}-[bcdfghjklmnpqrstvwxz2456789]{5}$/)?.[1];
}

const replicaFails = (workload: Workload) => isTrue(workload, 'ReplicaFailure');

/** The controller says that it cannot make one, or has made fewer than it should. */
function lacksPods(workload: Workload): boolean {
  const { spec, status } = workload;
  // A DaemonSet wants one for each node (apps/v1 DaemonSetStatus).
  if (status?.desiredNumberScheduled !== undefined) return (status.currentNumberScheduled ?? 0) < status.desiredNumberScheduled;
  return replicaFails(workload) || (spec.replicas !== undefined && (status?.replicas ?? spec.replicas) < spec.replicas);
}

/** Weights from which on nothing is wrong with a pod now, and of one that runs and is not ready. */
const WELL = 3.5;
const UNREADY = 3;

/** Newest of the worst: those that fail before those that wait, those that wait before the ready. */
function worstFirst(pods: Pod[]): Pod[] {
  const age = (pod: Pod) => timeOf(pod.metadata.creationTimestamp) ?? 0;
  return [...pods].sort((a, b) => weightOf(a) - weightOf(b) || age(b) - age(a));
}

const BEGINNING: readonly (string | undefined)[] = ['ContainerCreating', 'PodInitializing', undefined];

/** It has failed, or cannot start; that it is still starting is nothing yet. */
const isStuck = (pod: Pod): boolean =>
  !pod.metadata.deletionTimestamp &&
  (weightOf(pod) <= 1 ||
    containersOf(pod).some(({ status }) => !BEGINNING.includes(status?.state?.waiting?.reason)) ||
    pod.status.conditions?.some(({ type, reason }) => type === 'PodScheduled' && reason === 'Unschedulable') === true);

/** Milliseconds after which a pod that runs should be ready. */
const PATIENCE = 30_000;

/** It runs anew, and not for much longer yet than before its last end. */
const crashesOn = (pod: Pod, now: number): boolean =>
  containersOf(pod).some(({ status }) => {
    const { startedAt, finishedAt } = status?.lastState?.terminated ?? {};
    const [since, start, end] = [status?.state?.running?.startedAt, startedAt, finishedAt].map(timeOf);
    return since !== undefined && start !== undefined && end !== undefined && now - since <= 2 * (end - start) + 10_000;
  });

/** The kubelet has ended it as a whole (evicted, its node shut down), and the one that came for it has a trouble of its own now. */
function isLeft({ status, metadata }: Pod, all: readonly Pod[], now: number): boolean {
  const made = timeOf(metadata.creationTimestamp);
  if (status.phase !== 'Failed' || status.reason === undefined || made === undefined) return false;
  return all.some((other) => {
    const came = timeOf(other.metadata.creationTimestamp);
    if (came === undefined || came <= made || other.status.phase === 'Failed' || other.metadata.deletionTimestamp) return false;
    return isStuck(other) || crashesOn(other, now) || (now - came > PATIENCE && weightOf(other) <= UNREADY);
  });
}

function weightOf(pod: Pod): number {
  const statuses = containersOf(pod).map(({ status }) => status);
  if (pod.metadata.deletionTimestamp) return 5;
  if (
    statuses.some(
      (status) =>
        status?.state?.waiting?.reason === 'CrashLoopBackOff' || (status?.state?.terminated && status.state.terminated.exitCode !== 0),
    )
  )
    return 0;
  if (statuses.some((status) => (status?.restartCount ?? 0) > 0 && !status?.ready)) return 1;
  if (pod.status.phase === 'Failed') return 1;
  if (statuses.some((status) => status?.state?.waiting) || statuses.length === 0 || pod.status.phase === 'Pending') return 2;
  if (statuses.some((status) => !status?.ready) && pod.status.phase !== 'Succeeded') return UNREADY;
  return statuses.some((status) => (status?.restartCount ?? 0) > 0) ? 3.5 : 4;
}
