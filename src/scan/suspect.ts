/** Is a pod of a list in trouble? Decided by its own status alone, before anything else is read of it. */
import type { SubjectDiagnosis } from '../diagnosis/diagnose.ts';
import { Evidence } from '../evidence/evidence.ts';
import { type Subject, subjectsOf } from '../evidence/subject.ts';
import { type Trouble, troubleOf } from '../evidence/trouble.ts';
import { templateHash } from '../kube/metadata.ts';
import { isTrue, timeOf } from '../kube/pod.ts';
import type { Pod } from '../kube/shapes.ts';
import { controllerOf } from './read-page.ts';

/** Seconds that a pod may take from its creation to its first container's start, in a scan: images are pulled, volumes attached. */
const STARTING = 30;

export interface Suspect {
  /** 0 is the worst: crashes again and again; then what cannot start or has failed, then what is not ready. */
  severity: number;
  /** When it happened last, in milliseconds since 1970; where that is not known, when the pod's conditions changed. */
  at: number;
  /** The same for pods of one template that are in trouble in the same way: one of them is looked into. */
  fold: string;
}

export type Sight =
  | { is: 'leaving' }
  | { is: 'starting' | 'well'; containers: SubjectDiagnosis[] }
  | { is: 'in-trouble'; containers: SubjectDiagnosis[]; suspect: Suspect };

export function sightOf(pod: Pod, now: number): Sight {
  if (pod.metadata.deletionTimestamp) return { is: 'leaving' };
  // Nothing is fetched for this evidence: what only events would tell is left to the diagnosis.
  const evidence = new Evidence(now);
  const containers = subjectsOf(pod, evidence).map(
    (subject): SubjectDiagnosis => ({ subject, trouble: troubleOf(subject, evidence), findings: [] }),
  );
  const [worst] = containers
    .flatMap(({ subject, trouble }) => (trouble ? [{ subject, trouble }] : []))
    .sort((a, b) => SEVERITY[a.trouble] - SEVERITY[b.trouble]);
  if (!worst) return { is: 'well', containers };
  const made = timeOf(pod.metadata.creationTimestamp) ?? 0;
  if (isStarting(pod, worst.subject) && now - made < STARTING * 1000) return { is: 'starting', containers };
  const { attempt } = worst.subject;
  const changed = (pod.status.conditions ?? []).flatMap(({ lastTransitionTime }) => timeOf(lastTransitionTime) ?? []);
  const at = timeOf(attempt?.finishedAt) ?? timeOf(attempt?.startedAt) ?? Math.max(made, ...changed);
  return {
    is: 'in-trouble',
    containers,
    suspect: { severity: pod.status.phase === 'Failed' ? 1 : SEVERITY[worst.trouble], at, fold: foldOf(pod, worst) },
  };
}

const SEVERITY: Record<Trouble, number> = { crashing: 0, 'cannot-start': 1, hanging: 2, unready: 2 };

/** Nothing has gone wrong so far: the kubelet is at it, or the scheduler is. */
function isStarting({ status }: Pod, { status: container, attempt }: Subject): boolean {
  const reason = container?.state?.waiting?.reason;
  const isUnscheduled = status.conditions?.some((condition) => condition.type === 'PodScheduled' && condition.status === 'False');
  return (
    attempt === undefined &&
    status.phase !== 'Failed' &&
    !isUnscheduled &&
    (reason === undefined || reason === 'ContainerCreating' || reason === 'PodInitializing')
  );
}

function foldOf(pod: Pod, { subject: { container, status, attempt }, trouble }: { subject: Subject; trouble: Trouble }): string {
  const { namespace, name } = pod.metadata;
  const revision = templateHash(pod) ?? '';
  // A CronJob's Jobs are named after it and the minute (kubernetes pkg/controller/cronjob/utils.go getJobName).
  const controller = controllerOf(pod)?.replace(/(\/Job\/.+)-\d{8,}$/, '$1') ?? `${namespace}/${name}`;
  const { reason } = status?.state?.waiting ?? {};
  return JSON.stringify([controller, revision, container.name, trouble, pod.status.reason, reason, attempt?.exitCode, attempt?.reason]);
}

/** The last time that a container of a pod ended and was started again, in milliseconds since 1970. */
export function restartedAt({ status }: Pod): number | undefined {
  const statuses = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])];
  const times = statuses.flatMap(({ restartCount = 0, lastState }) =>
    restartCount > 0 ? (timeOf(lastState?.terminated?.finishedAt) ?? []) : [],
  );
  return times.length > 0 ? Math.max(...times) : undefined;
}

export const isReady = (pod: Pod) => isTrue(pod, 'Ready');
