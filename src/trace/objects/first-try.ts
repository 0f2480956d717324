/** The pod with which a Job tried first, where this one is of a later try and says something else. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { isOwnedBy } from '../../kube/metadata.ts';
import { timeOf } from '../../kube/pod.ts';
import type { Pod } from '../../kube/shapes.ts';

const madeAt = ({ metadata }: Pod): number => timeOf(metadata.creationTimestamp) ?? Number.POSITIVE_INFINITY;

/** Undefined where this is the first one that is left. An indexed Job does another part of the work in each. */
export function firstTry(words: string, { pod, container, namespace }: Subject, evidence: Evidence): Pod | undefined {
  const job = pod.metadata.ownerReferences?.find(({ kind }) => kind === 'Job');
  if (!job?.uid || pod.metadata.annotations?.['batch.kubernetes.io/job-completion-index'] !== undefined) return undefined;
  const tries = (valueOf(evidence.list('pods', namespace)) ?? []).filter((one) => one.status.phase === 'Failed' && isOwnedBy(one, job.uid));
  const [first] = tries.sort((a, b) => madeAt(a) - madeAt(b));
  if (!first || madeAt(first) >= madeAt(pod)) return undefined;
  const only = first.spec.containers.length === 1 ? undefined : container.name;
  const log = valueOf(evidence.log(namespace, first.metadata.name, only, 'current'));
  return log === undefined || log.includes(words) ? undefined : first;
}
