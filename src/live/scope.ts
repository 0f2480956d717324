/** Which pods are the target's, also those that come in place of others: one list call a look, whatever the target is. */
import type { Target } from '../command.ts';
import { type Gathering, gather } from '../diagnosis/gather.ts';
import { Evidence, type Known, valueOf } from '../evidence/evidence.ts';
import { ownerOf } from '../evidence/owner.ts';
import { isOwnedBy } from '../kube/metadata.ts';
import type { Parameters } from '../kube/paths.ts';
import { labelsText, selects } from '../kube/selector.ts';
import type { Pod, Workload } from '../kube/shapes.ts';

export interface Scope {
  /** What is named now: the owner of the pod that was named, where it has one. */
  target: Target;
  parameters: Parameters;
  owns: (pod: Pod) => boolean;
  /** How many pods there should be, where the object says so. */
  replicas: number | undefined;
}

/** Undefined: it could not be read, or is not there. */
export async function scopeOf(target: Target, namespace: string, gathering: Omit<Gathering, 'evidence'>): Promise<Scope | undefined> {
  const evidence = new Evidence(gathering.clock());
  return gather({ ...gathering, evidence }, () => {
    if (target.plural !== 'pods') return ofWorkload(target, namespace, evidence);
    const pod = valueOf(evidence.object('pods', namespace, target.name));
    if (!pod) return undefined;
    const { plural, name } = ownerOf(pod, evidence);
    const isWorkload = plural !== undefined && plural !== 'pods';
    return (isWorkload && ofWorkload({ plural: plural as Target['plural'], name }, namespace, evidence)) || ofPod(pod);
  });
}

/** Pods with these labels. */
export function scopeOfLabels(labelSelector: string): Omit<Scope, 'target'> {
  return { parameters: { labelSelector }, owns: () => true, replicas: undefined };
}

/** A pod that belongs to nobody: another one of its name may come. One of an owner that we do not know: those of the same owner. */
function ofPod({ metadata: { name, ownerReferences = [] } }: Pod): Scope {
  const controller = ownerReferences.find((reference) => reference.controller)?.uid;
  const target: Target = { plural: 'pods', name };
  if (controller === undefined) return { target, parameters: { fieldSelector: `metadata.name=${name}` }, owns: () => true, replicas: 1 };
  return { target, parameters: {}, owns: ownedBy([controller]), replicas: undefined };
}

const ownedBy =
  (uids: readonly (string | undefined)[]) =>
  (pod: Pod): boolean =>
    isOwnedBy(pod, ...uids);

function ofWorkload(target: Target, namespace: string, evidence: Evidence): Scope | undefined {
  const object = valueOf(evidence.object(target.plural, namespace, target.name) as Known<Workload>);
  if (!object) return undefined;
  const { selector, replicas } = object.spec;
  if (target.plural === 'cronjobs') {
    const jobs = valueOf(evidence.list('jobs', namespace)) ?? [];
    const own = jobs.filter((job) => isOwnedBy(job, object.metadata.uid));
    return { target, parameters: {}, owns: ownedBy(own.map(({ metadata }) => metadata.uid)), replicas: undefined };
  }
  const labels = selector?.matchLabels ?? {};
  // A Job is a try at a time; of a DaemonSet the nodes decide how many there are.
  const wanted = ['deployments', 'replicasets', 'statefulsets', 'replicationcontrollers'].includes(target.plural)
    ? (replicas ?? 1)
    : undefined;
  if (Object.keys(labels).length === 0) return { target, parameters: {}, owns: ownedBy([object.metadata.uid]), replicas: wanted };
  return {
    target,
    parameters: { labelSelector: labelsText(labels) },
    owns: (pod) => selects(selector, pod.metadata.labels),
    replicas: wanted,
  };
}
