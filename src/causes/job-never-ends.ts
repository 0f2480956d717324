import { heldOpen } from '../evidence/held-open.ts';
import { advised } from '../fixes/fix.ts';
import { asSidecars } from '../fixes/start-first.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { type Cause, type Fix, RUNG } from './cause.ts';

/** The template of a Job does not change, so it is made anew; that of a CronJob is for its next ones. */
const again = (fix: Fix): Fix =>
  / job\/\S+ /.test(fix.command ?? '') ? { ...fix, text: `${fix.text}; the Job is made anew for it, and does its work once more` } : fix;

export const jobNeverEnds: Cause = {
  id: 'job-never-ends',
  title: 'the work of a Job is done, and a container that only serves keeps it open',
  tier: 'kubernetes',
  covers: ['mesh.job', 'sidecar.other-container'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const held = heldOpen(subject, evidence);
    if (!held || subject.container.name !== held.running[0]) return undefined;
    const { ended, running, seconds, isKnown } = held;
    const fix = new WorkloadFix(subject, evidence);
    const job = subject.pod.metadata.ownerReferences?.find(({ kind }) => kind === 'Job')?.name;
    return {
      summary: `Job ${job} does not complete: the work of container ${ended.join(', ')} is done (exit code 0), and ${running.join(', ')}${isKnown ? ', which serves and does not end by itself,' : ''} still runs beside it; a pod is over only when all its containers have ended`,
      confidence: isKnown ? 'likely' : 'possible',
      object: fix.containerObject('restartPolicy'),
      proof: [
        {
          step: 'get',
          quote: `container ${ended.join(', ')}: Completed, exit code 0, ${seconds} s ago`,
          path: `status.containerStatuses[${ended.at(-1)}].state.terminated`,
        },
        {
          step: 'get',
          quote: `container ${running.join(', ')}: running`,
          path: `status.containerStatuses[${running[0]}].state.running`,
        },
      ],
      fixes: [isKnown ? again(asSidecars(running, fix)) : advised(`if ${running.join(', ')} only serves: let it be a sidecar of the Job`)],
      decides: `whether ${running.join(', ')} ${isKnown ? 'ends by itself' : 'only serves, or is still at work'}`,
    };
  },
};
