import { decidedBy, loggedLines } from '../evidence/end.ts';
import { attemptProof, logProof, logStep } from '../evidence/proof.ts';
import { restarting } from '../fixes/fix.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import { type Cause, RUNG } from './cause.ts';

/** Its own clock tells it so. */
const SLOW = /deadline exceeded|timeout|timed out/i;
/** So many lines before it says that it gives up. */
const WINDOW = 40;

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
    const met = whatItMet(loggedLines(subject).slice(0, fact.line));
    return {
      summary: `container ${subject.container.name} ended on purpose: it could not renew its lease as the leader in time, ${
        met
          ? SLOW.test(met.why)
            ? `as the API server answered too slowly, or it had too little CPU to hear it: ${met.why}`
            : `as the API server did not let it: ${met.why}`
          : 'which is what controllers do when the API server answers slowly, or the container gets too little CPU'
      }`,
      confidence: 'likely',
      object: fix.object(),
      proof: [logProof(subject, fact), ...present(met && { step: logStep(subject), quote: met.line }), attemptProof(subject)],
      fixes: [
        restarting(
          met && /dial tcp|EOF|no such host/.test(met.why)
            ? 'see why the API server was not reached then: it restarted, or the network of the node failed; the container itself starts anew'
            : 'give it more CPU if it is throttled, lengthen the lease (leaseDuration, renewDeadline), or, with one replica, switch leader election off',
        ),
      ],
      decides: 'the latency of the API server, and the CPU throttling of this container, at that time',
    };
  },
};

/** client-go tells of every try that failed (k8s.io/client-go, tools/leaderelection/leaderelection.go); a clash with another writer it lives with. */
function whatItMet(lines: readonly string[]): { line: string; why: string } | undefined {
  for (const line of lines.slice(-WINDOW).reverse()) {
    const why = /(?:[Ee]rror retrieving resource lock|[Ff]ailed to update (?:lock|lease)[^:]{0,40}) ?[^\s:]{0,150}: (.{1,250})/.exec(
      line,
    )?.[1];
    if (why && !/the object has been modified/.test(why))
      return { line: line.trim().slice(0, 300), why: why.replace(/^.*?: (?=dial |context |net\/http)/, '') };
  }
  return undefined;
}
