/** Has the template been changed since this pod was made, while its controller leaves the pod as it is? */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import { type Owner, ownerOf } from '../../evidence/owner.ts';
import type { Subject } from '../../evidence/subject.ts';
import { isTrue } from '../../kube/pod.ts';
import type { PodSpec, Workload } from '../../kube/shapes.ts';
import { podRevision } from './revisions.ts';
import { selectedBy } from './selected.ts';
import { templateDiff } from './template-diff.ts';

export interface Outdated {
  owner: Owner;
  /** From the pod's template to the present one, as far as it concerns the container; never empty. */
  changed: string[];
  why: 'paused' | 'refused' | 'under-way' | 'on-delete' | 'partition' | 'waits-until-ready';
}

export function outdated(subject: Subject, evidence: Evidence): Outdated | undefined {
  const owner = ownerOf(subject.pod, evidence);
  const now = owner.object?.spec.template?.spec;
  const why = owner.object && reasonOf(subject, owner.kind, owner.object);
  if (!now || !why) return undefined;
  const then = specThen(subject, owner, evidence);
  if (!then) return undefined;
  const others = [...now.containers, ...(now.initContainers ?? [])].filter(({ name }) => name !== subject.container.name);
  const changed = templateDiff(then, now).filter((change) => !others.some(({ name }) => change.includes(`container ${name} `)));
  return changed.length ? { owner, changed, why } : undefined;
}

function reasonOf({ pod }: Subject, kind: string, workload: Workload): Outdated['why'] | undefined {
  const { spec, status } = workload;
  // The controller takes no pod of the old revision away before there are enough of the new one (maxUnavailable).
  if (kind === 'Deployment') {
    if (spec.paused) return 'paused';
    if (isTrue(workload, 'ReplicaFailure')) return 'refused';
    return (status?.replicas ?? 0) > (status?.updatedReplicas ?? 0) ? 'under-way' : undefined;
  }
  if (spec.updateStrategy?.type === 'OnDelete') return 'on-delete';
  const revision = pod.metadata.labels?.['controller-revision-hash'];
  if (kind !== 'StatefulSet' || !revision || !status?.updateRevision || revision === status.updateRevision) return undefined;
  // Pods below the partition are made anew of the old revision, even when they are deleted.
  const ordinal = Number(pod.metadata.name.match(/-(\d+)$/)?.[1] ?? Number.NaN);
  if (ordinal < (spec.updateStrategy?.rollingUpdate?.partition ?? 0)) return 'partition';
  // A broken pod stops the update of those in order (kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback).
  return spec.podManagementPolicy === 'Parallel' ? undefined : 'waits-until-ready';
}

function specThen(subject: Subject, { kind, object }: Owner, evidence: Evidence): PodSpec | undefined {
  if (kind === 'Deployment') {
    const name = subject.pod.metadata.ownerReferences?.find((reference) => reference.kind === 'ReplicaSet')?.name;
    const sets = valueOf(selectedBy(object as Workload, 'replicasets', subject.namespace, evidence));
    return sets?.find(({ metadata }) => metadata.name === name)?.spec.template?.spec;
  }
  return podRevision(subject, object as Workload, evidence)?.data?.spec?.template?.spec;
}
