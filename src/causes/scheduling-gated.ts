import { kubectl } from '../fixes/command.ts';
import { changing } from '../fixes/fix.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fix, Proof } from '../report.ts';
import { type Cause, RUNG } from './cause.ts';

export const schedulingGated: Cause = {
  id: 'scheduling-gated',
  title: 'the pod is held back by a scheduling gate',
  tier: 'kubernetes',
  covers: ['sched.gated'],
  rung: RUNG.place,

  detect(subject, evidence) {
    const { pod, namespace } = subject;
    const gates = (pod.spec.schedulingGates ?? []).map(({ name }) => name);
    if (pod.spec.nodeName || gates.length === 0) return undefined;
    const named = `${gates.length === 1 ? 'gate' : 'gates'} ${gates.join(', ')}`;
    const condition = pod.status.conditions?.find(({ type, status }) => type === 'PodScheduled' && status === 'False');
    const proof: Proof[] = condition
      ? [{ step: 'get', quote: `${condition.reason}: ${condition.message ?? ''}`, path: 'status.conditions[PodScheduled]' }]
      : [];
    // The API lets gates be taken from a pod, and none be added (core/v1 PodSpec.schedulingGates).
    const open: Fix = changing(
      `take the ${named} away by hand, if what should do it is gone or has been forgotten: until then the pod waits on purpose`,
      kubectl(
        evidence,
        namespace,
        ['patch', 'pod', pod.metadata.name, '--type=json'],
        ['-p', JSON.stringify([{ op: 'remove', path: '/spec/schedulingGates' }])],
      ),
    );
    return {
      summary: `nothing has failed: the pod is held back on purpose by its scheduling ${named}; the scheduler does not look for a node before whoever set ${gates.length === 1 ? 'it takes it' : 'them takes them'} away`,
      confidence: 'certain',
      object: new WorkloadFix(subject, evidence).object('schedulingGates'),
      proof: [{ step: 'get', quote: gates.join(', '), path: 'spec.schedulingGates' }, ...proof],
      fixes: [open],
    };
  },
};
