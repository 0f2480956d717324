import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { restarting } from '../fixes/fix.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { type Cause, RUNG } from './cause.ts';

export const leaderLost: Cause = {
  id: 'leader-lost',
  title: 'it ended itself as it lost the leadership among its replicas',
  tier: 'environment',
  covers: ['dep.leader', 'dep.queue'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'leader-lost');
    if (!fact) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: `container ${subject.container.name} ended on purpose: it could not renew its lease as the leader in time, which is what controllers do when the API server answers slowly, or the container gets too little CPU`,
      confidence: 'likely',
      object: fix.object(),
      proof: [logProof(subject, fact), attemptProof(subject)],
      fixes: [
        restarting(
          'give it more CPU if it is throttled, lengthen the lease (leaseDuration, renewDeadline), or, with one replica, switch leader election off',
        ),
      ],
      decides: 'the latency of the API server, and the CPU throttling of this container, at that time',
    };
  },
};
