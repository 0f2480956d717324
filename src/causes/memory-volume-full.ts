import { attemptProof, isPodLimit, memoryLimit, memoryLimitProof } from '../evidence/proof.ts';
import { trialOf } from '../fixes/memory.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { MI, quantity } from '../kube/quantity.ts';
import { type Cause, RUNG } from './cause.ts';

export const memoryVolumeFull: Cause = {
  id: 'memory-volume-full',
  title: 'files in a memory volume use up the memory limit',
  tier: 'kubernetes',
  covers: ['res.oom-at-init', 'res.oom-container'],
  rung: RUNG.place,

  detect(subject, evidence) {
    const { attempt, container, pod } = subject;
    // runc libcontainer/init: killed before the program began, so what fills the limit was there already.
    const early = attempt?.reason === 'StartError' && /container init was OOM-killed/.test(attempt.message ?? '');
    const limit = memoryLimit(subject);
    if (!early || !limit || (quantity(limit) ?? 0) < 16 * MI) return undefined;
    const mounted = (container.volumeMounts ?? []).map(({ name }) => name);
    const volume = pod.spec.volumes?.find(({ name, emptyDir }) => emptyDir?.medium === 'Memory' && mounted.includes(name));
    if (!volume) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const more = trialOf(quantity(limit) ?? 0);
    return {
      summary: `container ${container.name} cannot even start within ${isPodLimit(subject) ? "the pod's" : 'its'} memory limit of ${limit}: volume ${volume.name} is kept in memory, its files count against the limit, and they stay from one try to the next`,
      confidence: 'likely',
      object: fix.object(`volumes[${volume.name}].emptyDir.medium`),
      proof: [
        { ...attemptProof(subject), quote: attempt.message ?? '' },
        memoryLimitProof(subject, limit),
        { step: 'get', quote: `emptyDir: {medium: Memory}`, path: `spec.volumes[${volume.name}]` },
      ],
      fixes: [
        fix.setMemory(
          `raise the ${isPodLimit(subject) ? "pod's " : ''}memory limit from ${limit} to ${more}, so that the files fit in it too: a trial, as nobody has measured them`,
          more,
        ),
      ],
      decides: `how much of ${limit} the files in ${volume.name} take (df, in a copy of the pod)`,
    };
  },
};
