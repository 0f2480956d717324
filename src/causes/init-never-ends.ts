import { valueOf } from '../evidence/evidence.ts';
import { specProof } from '../evidence/proof.ts';
import { isWaiting } from '../evidence/subject.ts';
import { secondsRunning } from '../evidence/trouble.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { roundOf } from '../logs/progress.ts';
import { lastFact } from '../logs/reading.ts';
import { tracedFrom } from '../trace/network/dependency.ts';
import { startText } from '../trace/programs/start-text.ts';
import { type Cause, RUNG } from './cause.ts';

export const initNeverEnds: Cause = {
  id: 'init-never-ends',
  title: 'what never ends by itself stands among the init containers',
  tier: 'kubernetes',
  covers: ['init.hang', 'init.order', 'sidecar.native'],
  rung: RUNG.said,

  detect(subject, evidence) {
    if (!isWaiting(subject) || subject.attempt) return undefined;
    const { container } = subject;
    const log = valueOf(subject.currentLog());
    const fact = log && lastFact(log, 'listening');
    // A step that starts a server for itself says more afterwards: that it works on, or shuts it down.
    const serves = fact && log.lines.slice(fact.line + 1).every((line) => line.trim() === '') ? fact.quote : undefined;
    const mayWait = tracedFrom(subject, evidence) !== undefined || WAITS.test(startText(subject, evidence)?.text ?? '');
    const round = serves === undefined && !mayWait ? roundOf((log?.lines ?? []).filter((line) => line.trim() !== '')) : undefined;
    const quote = serves ?? round;
    if (quote === undefined) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: `init container ${container.name} ${serves === undefined ? 'does the same again and again' : 'is a server'} and does not end by itself; as it has no restartPolicy: Always, the kubelet waits for its end, and no later container is started`,
      confidence: 'likely',
      object: fix.containerObject('restartPolicy'),
      proof: [
        { step: 'logs', quote: quote.slice(0, 300) },
        {
          step: 'get',
          quote: `running for ${Math.round(secondsRunning(subject.status, evidence))} s`,
          path: `status.initContainerStatuses[${container.name}].state.running`,
        },
        specProof(subject, 'restartPolicy', 'not set'),
      ],
      fixes: [
        fix.patchContainer(
          `make ${container.name} a sidecar: with restartPolicy: Always the later containers start once it runs, and it goes on beside them (Kubernetes 1.29 and later; before, it belongs under containers)`,
          { restartPolicy: 'Always' },
        ),
      ],
      decides: `whether ${container.name} is meant to serve beside the others, or to end`,
    };
  },
};

/** A loop of the shell that ends once its condition is met. */
const WAITS = /(?:^|[\s;&|({])(?:until\s|while\s{1,20}(?!true\b|:|\[?\s{0,20}1\b))/;
