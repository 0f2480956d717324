/** Pods that there are not: what a workload's template would make of them, why it need not, or what its maker's events say of it. */
import { lastSeen } from '../kube/event.ts';
import { failureOfJob } from '../kube/job.ts';
import { newestOf } from '../kube/metadata.ts';
import type { Event, Plural, Pod, Workload } from '../kube/shapes.ts';
import { type Evidence, type Known, valueOf } from './evidence.ts';
import { idleReason } from './idle.ts';

/** A pod that does not exist: the workload's template, with the events of the object that tried to make it. */
export function unmade(
  workload: Workload,
  plural: Plural,
  middle: { metadata: Workload['metadata'] }[],
  namespace: string,
  evidence: Evidence,
): Known<Pod[]> {
  const template = workload.spec.template ?? workload.spec.jobTemplate?.spec.template;
  if (!template) return { state: 'read', value: [] };
  const newest = newestOf(middle);
  const well = idleReason(workload, plural, middle.length > 0);
  const [kind, maker] = newest ? [plural === 'deployments' ? 'ReplicaSet' : 'Job', newest] : [KIND[plural] ?? 'CronJob', workload];
  // A CronJob without a Job may have none due yet, or may not be allowed to make one.
  const isOpen = !well || (kind === 'CronJob' && !workload.spec.suspend);
  const events: Known<Event[]> = isOpen ? evidence.events(namespace, maker.metadata.name, kind) : { state: 'absent' };
  if (events.state === 'pending') return events;
  const idle = well && isRefused(valueOf(events) ?? []) ? undefined : (missed(workload, kind, valueOf(events) ?? []) ?? well);
  const name = maker.metadata.name;
  const pod: Pod = {
    metadata: {
      name: idle ? workload.metadata.name : name,
      namespace,
      labels: {
        ...template.metadata?.labels,
        ...(kind === 'ReplicaSet' ? { 'pod-template-hash': newest?.metadata.labels?.['pod-template-hash'] ?? '' } : {}),
      },
      ownerReferences: [{ kind, name, controller: true }],
    },
    spec: template.spec,
    // A Job that gave up has ended its pods, and makes none any more.
    status: idle ? { phase: 'Pending', reason: 'NoPods' } : { phase: plural === 'jobs' && failureOfJob(workload) ? 'Failed' : 'Pending' },
  };
  makers.set(pod, valueOf(events) ?? []);
  if (idle)
    idlers.set(pod, events.state === 'gap' ? `${idle}; its events, which would tell whether it may make one, could not be read` : idle);
  return { state: 'read', value: [pod] };
}

/** Events of the CronJob controller that tell why there is no Job (pkg/controller/cronjob). */
const MISSED = /^(?:UnknownTimeZone|Un[pP]arseable(?:CronJob)?Schedule|InvalidSchedule|MissSchedule|TooManyMissedTimes)$/;

function missed({ metadata, spec }: Workload, kind: string, events: readonly Event[]): string | undefined {
  if (kind !== 'CronJob' || spec.suspend) return undefined;
  const [newest] = events
    .filter(({ reason = '' }) => MISSED.test(reason) || reason === 'SuccessfulCreate')
    .sort((a, b) => lastSeen(b) - lastSeen(a));
  if (!newest || newest.reason === 'SuccessfulCreate') return undefined;
  return `${metadata.name} has no Job, as its controller says: ${newest.message?.trim()}`;
}

const KIND: Partial<Record<Plural, string>> = {
  replicasets: 'ReplicaSet',
  statefulsets: 'StatefulSet',
  daemonsets: 'DaemonSet',
  jobs: 'Job',
};

const makers = new WeakMap<Pod, Event[]>();
const idlers = new WeakMap<Pod, string>();

/** For a pod that there need not be: why. */
export function idleReasonOf(pod: Pod): string | undefined {
  return idlers.get(pod);
}

/** For a pod that could not be made: the events of its maker; undefined for a real one. */
export function eventsOfMaker(pod: Pod): Event[] | undefined {
  return makers.get(pod);
}

/** The last that its maker tells of is a refusal; one that was got over says nothing. */
export function isRefused(events: readonly Event[]): boolean {
  const last = (reason: string) => Math.max(0, ...events.filter((event) => event.reason === reason).map(lastSeen));
  return last('FailedCreate') > 0 && last('FailedCreate') >= last('SuccessfulCreate');
}
