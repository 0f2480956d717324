import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { restarting } from '../fixes/fix.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { type Cause, RUNG } from './cause.ts';

export const clusterUnsafe: Cause = {
  id: 'cluster-unsafe',
  title: 'it may not begin its database cluster anew, as another member may have newer data',
  tier: 'environment',
  covers: ['app.cluster-unsafe'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'cluster-unsafe');
    if (!fact) return undefined;
    const { container, pod } = subject;
    const fix = new WorkloadFix(subject, evidence);
    const isBitnami = /bitnami/.test(container.image ?? '');
    return {
      summary: `container ${container.name} would begin its Galera cluster anew, and may not: its own data (grastate.dat) are marked as perhaps not the newest (safe_to_bootstrap: 0), as after all members went down at once`,
      confidence: 'likely',
      object: fix.object(),
      proof: [logProof(subject, fact), attemptProof(subject)],
      fixes: [
        restarting(
          `find the member whose data are newest (the highest seqno in grastate.dat, or of mysqld --wsrep-recover where that is -1), let that one begin the cluster, and then the others join${isBitnami ? "; Bitnami's chart: galera.bootstrap.bootstrapFromNode=NUMBER and galera.bootstrap.forceSafeToBootstrap=true" : `: safe_to_bootstrap: 1 in its grastate.dat`}; with ${pod.metadata.name} it is only safe if no other member is ahead`,
        ),
      ],
      decides: 'seqno in grastate.dat of each member',
    };
  },
};
