import { attemptProof } from '../evidence/proof.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import { type Cause, RUNG } from './cause.ts';

export const podDeadline: Cause = {
  id: 'pod-deadline',
  title: 'the pod ran longer than its own spec allows',
  tier: 'kubernetes',
  covers: ['job.deadline'],
  rung: RUNG.pod,

  detect(subject, evidence) {
    const { pod, namespace, container, attempt, status } = subject;
    const { reason, message = '' } = pod.status;
    const seconds = pod.spec.activeDeadlineSeconds;
    // pkg/kubelet/active_deadline.go: it counts from the pod's start; a Job's own deadline deletes its pods instead.
    if (pod.status.phase !== 'Failed' || reason !== 'DeadlineExceeded' || seconds === undefined) return undefined;
    // One that failed by itself, again and again, would have done so with more time as well.
    if ((status?.restartCount ?? 0) > 0 && attempt && ![0, 137, 143].includes(attempt.exitCode)) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const { kind, name, template } = fix.owner;
    const whose =
      kind === 'Pod'
        ? ''
        : `; it is that of the pod template of ${kind} ${name}${kind === 'CronJob' || kind === 'Job' ? ", not the Job's own" : ''}`;
    const ended =
      attempt?.exitCode === 0 ? `; container ${container.name} came to its end in the grace period, which counts no longer` : '';
    return {
      summary: `the kubelet ended the pod, as it may be active for ${seconds} s (activeDeadlineSeconds) and was not done by then${whose}${ended}`,
      confidence: 'certain',
      object: { kind, namespace, name, field: `${template.slice(1).replaceAll('/', '.')}${template ? '.' : ''}spec.activeDeadlineSeconds` },
      proof: [
        { step: 'get', quote: `${reason}: ${message}`, path: 'status.reason' },
        { step: 'get', quote: `activeDeadlineSeconds: ${seconds}`, path: 'spec.activeDeadlineSeconds' },
        ...present(attempt && attemptProof(subject)),
      ],
      fixes: [
        fix.patchSpec(`give it more time than ${seconds} s, if it does useful work all that time`, { activeDeadlineSeconds: seconds * 10 }),
      ],
    };
  },
};
