import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, memoryLimit, specProof } from '../evidence/proof.ts';
import { during } from '../evidence/subject.ts';
import { raiseMemory } from '../fixes/memory.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { MI, quantity } from '../kube/quantity.ts';
import { present } from '../present.ts';
import { type Cause, RUNG } from './cause.ts';

export const killedWithoutTrace: Cause = {
  id: 'killed-without-trace',
  title: 'killed with SIGKILL, and nothing says by whom',
  tier: 'environment',
  covers: ['res.oom-invisible', 'sig.external-kill'],
  rung: RUNG.code,

  detect(subject, evidence) {
    const { attempt, container, eventsKnown } = subject;
    if (attempt?.exitCode !== 137 || attempt.reason === 'OOMKilled' || attempt.reason === 'ContainerStatusUnknown') return undefined;
    if (during(subject.events('Killing'), attempt, 60).length > 0) return undefined;
    const limit = memoryLimit(subject);
    const siblings = (subject.pod.status.containerStatuses ?? []).filter(({ lastState, state }) =>
      [lastState, state].some((one) => one?.terminated?.reason === 'OOMKilled'),
    );
    // containerd may read the OOM counter too late for a process that dies at once, so reason Error does not exclude it (containerd#8180).
    const small = limit !== undefined && (quantity(limit) ?? 0) <= 64 * MI && (attempt.seconds ?? 0) < 10;
    const hints = [small ? `the limit is only ${limit}` : '', siblings.length ? `container ${siblings[0]?.name} was OOMKilled` : ''].filter(
      Boolean,
    );
    const fix = new WorkloadFix(subject, evidence);
    const log = valueOf(subject.log());
    return {
      summary: `container ${container.name} was killed with SIGKILL (exit code 137), and nothing tells who did it: no OOM mark of the kernel, no probe, no deletion${hints.length ? `; memory is suspect, as ${hints.join(' and ')}` : ''}`,
      confidence: 'possible',
      proof: [attemptProof(subject), ...present(limit && specProof(subject, 'resources.limits.memory', limit))],
      fixes: limit && hints.length > 0 ? [raiseMemory(fix, limit).fix] : [],
      decides: `${eventsKnown ? '' : 'the events (they could not be read) or '}the kernel log of node ${subject.pod.spec.nodeName ?? ''} (dmesg: "Killed process") tells who killed it${log?.lines.length ? '' : '; the log is empty'}`,
    };
  },
};
