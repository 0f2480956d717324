import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, isPodLimit, logProof, memoryLimit, memoryLimitField, memoryLimitProof } from '../evidence/proof.ts';
import { settingProof } from '../findings/setting-proof.ts';
import { raiseMemory } from '../fixes/memory.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { decisiveFact } from '../logs/reading.ts';
import { limitsInside } from '../trace/inside/inside-limits.ts';
import { sizeTold } from '../trace/settings/size-told.ts';
import { type Cause, RUNG } from './cause.ts';

export const oomKilledChild: Cause = {
  id: 'oom-killed-child',
  title: 'a child process ran into the memory limit',
  tier: 'kubernetes',
  covers: ['res.oom-child'],
  rung: RUNG.killed,

  detect(subject, evidence) {
    const { attempt, container } = subject;
    if (!attempt || attempt.exitCode === 137) return undefined;
    const log = valueOf(subject.log());
    const killed = decisiveFact(log, 'child-killed');
    const counted = attempt.reason === 'OOMKilled';
    if (!counted && !killed) return undefined;
    const limit = memoryLimit(subject);
    if (!counted && !limit) return undefined; // nothing speaks of memory: who killed the child is open
    const worded = log?.decisive && !killed && log.decisive.kind !== 'exception' && log.decisive.kind !== 'fatal-line';
    // The counter may stem from an earlier kill, while the program says in plain words why it ended this time.
    if (counted && worded) return undefined;
    // The counter is the container's own, and starts anew with it: only a kill in the run that goes on now is in it.
    const inside = counted || subject.state !== 'running' ? undefined : limitsInside(subject, evidence);
    const kills = inside?.oomKills ?? 0;
    const fix = new WorkloadFix(subject, evidence);
    const raised = limit ? raiseMemory(fix, limit) : undefined;
    const fact = killed ?? log?.decisive;
    const size = sizeTold(subject, evidence, limit);
    return {
      summary: `a child process of container ${container.name} ${counted ? `was killed for want of memory (${isPodLimit(subject) ? "the pod's limit" : 'limit'} ${limit ?? 'none'})` : 'was killed with SIGKILL, most likely for want of memory'}, and the main process ${attempt.exitCode === 0 ? 'went on and ended with exit code 0, as if all were well' : `gave up with exit code ${attempt.exitCode}`}${size?.words ?? ''}`,
      // One that ends well is started again for that alone: then what it ended for is open.
      confidence: attempt.exitCode === 0 ? 'possible' : counted || kills > 0 ? 'certain' : 'likely',
      object: fix.object(memoryLimitField(subject)),
      proof: [
        attemptProof(subject),
        ...(fact ? [logProof(subject, fact)] : []),
        ...(limit ? [memoryLimitProof(subject, limit)] : []),
        ...(size ? [settingProof(size.setting, undefined, undefined, subject)] : []),
        ...(inside && kills > 0 ? [inside.proof(`memory.events: oom_kill ${kills}`)] : []),
      ],
      fixes: raised
        ? [
            {
              ...raised.fix,
              text: `${raised.fix.text}; or run fewer workers${attempt.exitCode === 0 ? '. That alone does not end the restarts, if the program ends because it is done' : ''}`,
            },
          ]
        : [],
      decides:
        attempt.exitCode === 0
          ? 'whether the main process ended because of the child that was killed, or as it was done: its code, or its log'
          : 'the kernel log of the node, or memory.events in the container while it runs, tells whether it was the memory limit',
    };
  },
};
