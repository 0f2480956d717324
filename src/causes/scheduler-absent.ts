import { type Evidence, valueOf } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { kubectl } from '../fixes/command.ts';
import { look } from '../fixes/fix.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { timeOf } from '../kube/pod.ts';
import type { Fix } from '../report.ts';
import { awaitedVolume } from '../trace/objects/awaited-volume.ts';
import { type Cause, RUNG } from './cause.ts';

/** What every pod gets that names none (core/v1 DefaultSchedulerName). */
const USUAL = 'default-scheduler';
/** Seconds in which a scheduler that runs has looked at a new pod. */
const PATIENCE = 15;

export const schedulerAbsent: Cause = {
  id: 'scheduler-absent',
  title: 'no scheduler looks after the pod',
  tier: 'kubernetes',
  covers: ['sched.no-scheduler', 'sched.insufficient'],
  rung: RUNG.place,

  detect(subject, evidence) {
    const { pod, namespace } = subject;
    const { schedulerName: name = USUAL, nodeName, schedulingGates = [], resourceClaims = [] } = pod.spec;
    // Whatever a scheduler finds, it writes this condition or the node.
    const isLookedAt = nodeName !== undefined || pod.status.conditions?.some(({ type }) => type === 'PodScheduled');
    // Neither is offered to it before its time.
    const made = new Set(pod.status.resourceClaimStatuses?.map((claim) => claim.name));
    if (schedulingGates.length > 0 || resourceClaims.some((claim) => !made.has(claim.name))) return undefined;
    if (pod.metadata.uid === undefined || pod.status.phase !== 'Pending' || isLookedAt) return undefined;
    const created = timeOf(pod.metadata.creationTimestamp);
    const waits = created === undefined ? 0 : (evidence.now - created) / 1000;
    if (waits < PATIENCE || subject.events('FailedScheduling').length > 0) return undefined;
    // It has, and waits for a volume.
    if (awaitedVolume(subject, evidence)) return undefined;
    const others = placedBy(name, subject, evidence);
    if (others === 'pending') return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const isUsual = name === USUAL;
    const who = isUsual ? "the cluster's own scheduler has not looked" : `no scheduler called ${name}, which it asks for, has looked`;
    const known = others === undefined ? '' : `, though it has placed pod ${others} before`;
    return {
      summary: `the pod stays Pending, as ${who} at it: it has no node, and nobody looks for one${known}`,
      confidence: isUsual || others ? 'likely' : 'certain',
      object: isUsual ? { kind: 'Pod', namespace, name: pod.metadata.name } : fix.object('schedulerName'),
      proof: [
        { step: 'get', quote: `schedulerName: ${name}`, path: 'spec.schedulerName' },
        { step: 'get', quote: 'no condition PodScheduled, no nodeName', path: 'status.conditions' },
      ],
      fixes: isUsual
        ? [seeScheduler(evidence)]
        : [fix.patchSpec(`let ${USUAL}, the cluster's own, place it; or start ${name}`, { schedulerName: USUAL }), seeScheduler(evidence)],
      decides: 'whether the scheduler runs, and what its log says',
    };
  },
};

/** Another pod of the namespace that such a scheduler has found a node for. */
function placedBy(name: string, { pod, namespace }: Subject, evidence: Evidence): string | undefined | 'pending' {
  const known = evidence.list('pods', namespace);
  if (known.state === 'pending') return 'pending';
  const own = (valueOf(known) ?? []).filter(({ metadata, spec }) => metadata.uid !== pod.metadata.uid && spec.schedulerName === name);
  return own.find(({ spec, status }) => spec.nodeName && status.conditions?.some(({ type }) => type === 'PodScheduled'))?.metadata.name;
}

const seeScheduler = (evidence: Evidence): Fix =>
  look(
    'see whether a scheduler runs there (that of a managed control plane is not shown)',
    kubectl(evidence, 'kube-system', ['get', 'pods']),
  );
