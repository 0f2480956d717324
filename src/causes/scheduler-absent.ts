import { type Evidence, valueOf } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { kubectl } from '../fixes/command.ts';
import { look } from '../fixes/fix.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fix } from '../report.ts';
import { awaitedVolume } from '../trace/objects/awaited-volume.ts';
import { claimsToMake, hasWaited, isUnscheduled } from '../trace/objects/unscheduled.ts';
import { type Cause, RUNG } from './cause.ts';

/** What every pod gets that names none (core/v1 DefaultSchedulerName). */
const USUAL = 'default-scheduler';

export const schedulerAbsent: Cause = {
  id: 'scheduler-absent',
  title: 'no scheduler looks after the pod',
  tier: 'kubernetes',
  covers: ['sched.no-scheduler', 'sched.insufficient'],
  rung: RUNG.place,

  detect(subject, evidence) {
    const { pod, namespace } = subject;
    const { schedulerName: name = USUAL, schedulingGates = [] } = pod.spec;
    // Neither is offered to it before its time.
    if (schedulingGates.length > 0 || claimsToMake(pod).length > 0) return undefined;
    if (pod.metadata.uid === undefined || !isUnscheduled(pod) || !hasWaited(pod, evidence.now)) return undefined;
    if (subject.events('FailedScheduling').length > 0) return undefined;
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
