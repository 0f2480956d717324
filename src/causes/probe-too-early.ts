import { noSurer, notMemory, probeProofs, probeSentence } from '../findings/probe-match.ts';
import { ProbeFix } from '../fixes/probe.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import { littleCpu } from '../trace/probes/little-cpu.ts';
import { probeTrouble } from '../trace/probes/probe-trouble.ts';
import { listenerProof, servingOf } from '../trace/probes/serving.ts';
import { slowAnswer } from '../trace/probes/slow-answer.ts';
import { slowStart } from '../trace/probes/slow-start.ts';
import { type Cause, RUNG } from './cause.ts';

export const probeTooEarly: Cause = {
  id: 'probe-too-early',
  title: 'the liveness probe kills a program that is still starting',
  tier: 'kubernetes',
  covers: ['probe.liveness-too-early', 'res.cpu-throttle-liveness'],
  // A dependency that it waits for, and that is down, explains more.
  rung: RUNG.confirmed + 5,

  detect(subject, evidence) {
    const trouble = probeTrouble(subject, evidence);
    if (trouble?.effect !== 'killed' || trouble.kind !== 'liveness') return undefined;
    const start = slowStart(trouble, subject);
    if (!start) return undefined;
    const cpu = littleCpu(subject);
    // Once it is up it answers too late for the same probe: with more time to start alone it would be killed all the same.
    const slow = slowAnswer(trouble, servingOf(subject));
    const patient = slow ? { livenessProbe: { timeoutSeconds: slow.seconds } } : {};
    const fix = new WorkloadFix(subject, evidence);
    const probes = new ProbeFix(fix, trouble);
    return {
      summary: probeSentence(
        trouble,
        subject,
        `fails while the program is still starting${start.needs ? ` (it needs about ${start.needs} s)` : ''}, and there is no startupProbe to wait for it${cpu.words}`,
      ),
      confidence: noSurer(trouble, start.confidence),
      object: fix.containerObject('startupProbe'),
      proof: [
        ...probeProofs(trouble, subject),
        start.proof,
        ...present(slow && listenerProof({ quote: slow.quote, step: servingOf(subject).step })),
        ...cpu.proof,
      ],
      fixes: [
        probes.startup(
          (seconds) =>
            `a startupProbe gives it ${seconds} s to start; the liveness probe begins after that${slow ? `; both wait ${slow.seconds} s for an answer, which took ${(slow.ms / 1000).toFixed(1)} s` : ''}${cpu.also}`,
          start.needs,
          { ...cpu.patch, ...patient },
          slow?.seconds,
        ),
      ],
      ruledOut: notMemory(trouble, subject),
      decides: `whether the program would ever be up: what its log says after a longer start`,
    };
  },
};
