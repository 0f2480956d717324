/** Was an earlier revision of the workload good, and what has changed since? What `kubectl rollout undo` needs to know. */
import { type Evidence, type Known, valueOf } from '../../evidence/evidence.ts';
import { ownerOf } from '../../evidence/owner.ts';
import type { Subject } from '../../evidence/subject.ts';
import { BACK_OFF_RESET, secondsRunning } from '../../evidence/trouble.ts';
import { isOwnedBy } from '../../kube/metadata.ts';
import { containersOf, timeOf } from '../../kube/pod.ts';
import type { ControllerRevision, KubeObject, Pod, PodSpec, PodTemplate, Workload } from '../../kube/shapes.ts';
import { selectedBy } from './selected.ts';
import { isSteady } from './siblings.ts';
import { annotationDiff, labelDiff, templateDiff } from './template-diff.ts';

export interface GoodRevision {
  revision: number;
  /** Do pods of it run well now, or had it been available before the present revision came? */
  readyNow: boolean;
  /** From it to the present one; never empty. */
  changed: string[];
  /** Its pod spec, and that of the present one. */
  spec: PodSpec;
  now: PodSpec;
  /** Where the revision is kept: ReplicaSet/web-7d4c…. */
  kept: string;
  /** When the present revision was made, in milliseconds since 1970; undefined where it is an old one that was taken up again. */
  since: number | undefined;
}

interface Revision {
  revision: number;
  spec: PodSpec;
  labels: Record<string, string> | undefined;
  annotations: Record<string, string> | undefined;
  kept: string;
  readyNow: boolean;
  wasReady: boolean;
}

const NONE = { state: 'read', value: undefined } as const;
const NO_PODS: Known<Pod[]> = { state: 'read', value: [] };
const REVISION = 'deployment.kubernetes.io/revision';

/**
 * The newest other revision whose pods run well, or were ready where that says something. Undefined where there is none, where the pod is not of the newest revision,
 * and where an earlier revision with the very same template is ready: then the template is not to blame.
 */
export function goodRevision(subject: Subject, evidence: Evidence): Known<GoodRevision | undefined> {
  const { kind, object } = ownerOf(subject.pod, evidence);
  if (kind === 'Deployment' && object) return ofDeployment(subject, object, evidence);
  if ((kind === 'StatefulSet' || kind === 'DaemonSet') && object) return ofController(subject, kind, object, evidence);
  return NONE;
}

function best(current: PodTemplate, since: number | undefined, others: Revision[]): Known<GoodRevision | undefined> {
  for (const { spec, labels, annotations, wasReady, ...other } of others.sort((a, b) => b.revision - a.revision)) {
    const changed = [
      ...templateDiff(spec, current.spec),
      ...labelDiff(labels, current.metadata?.labels),
      ...annotationDiff(annotations, current.metadata?.annotations, current.spec),
    ];
    if (changed.length === 0 && other.readyNow) return NONE;
    if (changed.length > 0 && (other.readyNow || wasReady))
      return { state: 'read', value: { ...other, spec, now: current.spec, changed, since } };
  }
  return NONE;
}

/** A pod that crashes again and again is ready in between; so what restarted of late is not called well. */
function runsWell(pod: Pod, subject: Subject, evidence: Evidence): boolean {
  const calm = containersOf(pod).every(
    ({ kind, status }) => kind === 'init' || !status?.restartCount || secondsRunning(status, evidence) >= BACK_OFF_RESET,
  );
  return calm && !pod.metadata.deletionTimestamp && isSteady(pod, subject, evidence);
}

/** Seconds of readiness that a container which crashes at its start does not reach. */
const TELLING = 10;

/** Without a readiness probe a container is ready as soon as it runs (kubelet status/generate.go): then that it was ready says nothing. */
function readyMeansWell(spec: PodSpec, { container }: Subject, { spec: { minReadySeconds = 0 } }: Workload): boolean {
  return minReadySeconds >= TELLING || spec.containers.some(({ name, readinessProbe }) => name === container.name && readinessProbe);
}

function ofDeployment(subject: Subject, deployment: Workload, evidence: Evidence): Known<GoodRevision | undefined> {
  const { pod, namespace } = subject;
  const newest = Number(deployment.metadata.annotations?.[REVISION] ?? 1);
  if (!(newest > 1)) return NONE;
  const known = selectedBy(deployment, 'replicasets', namespace, evidence);
  if (known.state !== 'read') return known;
  const sets = known.value.filter((one) => isOwnedBy(one, deployment.metadata.uid));
  const current = sets.find(({ metadata }) => (pod.metadata.ownerReferences ?? []).some(({ name }) => name === metadata.name));
  if (!current?.spec.template || revisionOf(current) !== newest) return NONE;
  const pods = sets.some((set) => set !== current && (set.status?.replicas ?? 0) > 0)
    ? selectedBy(deployment, 'pods', namespace, evidence)
    : NO_PODS;
  if (pods.state !== 'read') return pods;
  const others = sets.flatMap((set): Revision[] => {
    const [spec, revision] = [set.spec.template?.spec, revisionOf(set)];
    if (set === current || !spec || !revision) return [];
    const own = pods.value.filter((one) => isOwnedBy(one, set.metadata.uid));
    // Pods of it that are there and not well refute that it was good; those of one before it, that its rollout ever came to an end:
    // then they are what was available.
    const isDone = sets.every((one) => one === set || one === current || !one.status?.replicas);
    const mayHaveBeen = own.length === 0 && isDone && revision === newest - 1 && readyMeansWell(spec, subject, deployment);
    return [
      {
        revision,
        spec,
        labels: set.spec.template?.metadata?.labels,
        annotations: set.spec.template?.metadata?.annotations,
        kept: `ReplicaSet/${set.metadata.name}`,
        readyNow: own.some((one) => runsWell(one, subject, evidence)),
        wasReady: mayHaveBeen && wasAvailable(deployment, current),
      },
    ];
  });
  return best(current.spec.template, madeLast(current, sets), others);
}

/** One that was taken up again is older than others; then its own age says nothing. */
function madeLast(current: KubeObject, all: readonly KubeObject[]): number | undefined {
  const [made, ...others] = [current, ...all].map(({ metadata }) => timeOf(metadata.creationTimestamp));
  return made !== undefined && others.every((other) => other === undefined || other <= made) ? made : undefined;
}

const revisionOf = ({ metadata }: Workload) => Number(metadata.annotations?.[REVISION] ?? 0);

/**
 * Was the Deployment available when the present ReplicaSet was made? The condition Available keeps the time of its last change
 * (kubernetes pkg/controller/deployment/progress.go); the first value, False, is set as the Deployment is made.
 */
function wasAvailable(deployment: Workload, current: Workload): boolean {
  const condition = deployment.status?.conditions?.find(({ type }) => type === 'Available');
  const [changed, born, made] = [
    timeOf(condition?.lastTransitionTime),
    timeOf(current.metadata.creationTimestamp),
    timeOf(deployment.metadata.creationTimestamp),
  ];
  if (changed === undefined || born === undefined || made === undefined) return false;
  return condition?.status === 'True' ? changed <= born : changed >= born && changed > made + 5000;
}

/** The hash that a pod's label names is the end of the revision's name (kubernetes pkg/controller/history/controller_history.go). */
function ofController(subject: Subject, kind: string, workload: Workload, evidence: Evidence): Known<GoodRevision | undefined> {
  const { pod, namespace } = subject;
  if (kind === 'StatefulSet' && workload.status?.currentRevision === workload.status?.updateRevision && (workload.spec.replicas ?? 1) < 2)
    return NONE;
  const revisions = selectedBy(workload, 'controllerrevisions', namespace, evidence);
  const pods = selectedBy(workload, 'pods', namespace, evidence);
  if (revisions.state !== 'read') return revisions;
  if (pods.state !== 'read') return pods;
  const kept = revisions.value.filter((one) => isOwnedBy(one, workload.metadata.uid));
  const current = kept.find(of(pod));
  if (!current || kept.some(({ revision = 0 }) => revision > (current.revision ?? 0))) return NONE;
  const others = kept.flatMap((one): Revision[] => {
    const spec = one.data?.spec?.template?.spec;
    if (one === current || !spec || !one.revision) return [];
    const readyNow = pods.value.some((other) => of(other)(one) && runsWell(other, subject, evidence));
    // The StatefulSet moves currentRevision on only when every pod of a revision was ready (stateful_set_control.go completeRollingUpdate).
    return [
      {
        revision: one.revision,
        spec,
        labels: one.data?.spec?.template?.metadata?.labels,
        annotations: one.data?.spec?.template?.metadata?.annotations,
        kept: `ControllerRevision/${one.metadata.name}`,
        readyNow,
        wasReady:
          kind === 'StatefulSet' && workload.status?.currentRevision === one.metadata.name && readyMeansWell(spec, subject, workload),
      },
    ];
  });
  return best(current.data?.spec?.template ?? pod, madeLast(current, kept), others);
}

/** The revision of a StatefulSet or DaemonSet that a pod was made of. */
export function podRevision({ pod, namespace }: Subject, workload: Workload, evidence: Evidence): ControllerRevision | undefined {
  const revisions = valueOf(selectedBy(workload, 'controllerrevisions', namespace, evidence));
  return revisions?.filter((one) => isOwnedBy(one, workload.metadata.uid)).find(of(pod));
}

const of =
  (pod: Pod) =>
  ({ metadata }: ControllerRevision): boolean =>
    metadata.name.endsWith(`-${hashOf(pod)}`) || metadata.name === hashOf(pod);

/** `controller-revision-hash`: for a StatefulSet the revision's whole name, for a DaemonSet its hash. */
const hashOf = ({ metadata }: Pod) => metadata.labels?.['controller-revision-hash'] ?? '-';
