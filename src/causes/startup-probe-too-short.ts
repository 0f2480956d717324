import { noSurer, notMemory, probeObject, probeProofs, probeSentence } from '../findings/probe-match.ts';
import { ProbeFix, startSeconds } from '../fixes/probe.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { numbersOf, patienceOf } from '../kube/probe.ts';
import { littleCpu } from '../trace/probes/little-cpu.ts';
import { probeTrouble } from '../trace/probes/probe-trouble.ts';
import { slowStart } from '../trace/probes/slow-start.ts';
import { type Cause, RUNG } from './cause.ts';

export const startupProbeTooShort: Cause = {
  id: 'startup-probe-too-short',
  title: 'the startup probe gives the program too little time',
  tier: 'kubernetes',
  covers: ['probe.startup-exhausted', 'res.cpu-throttle-liveness'],
  rung: RUNG.confirmed + 5,

  detect(subject, evidence) {
    const trouble = probeTrouble(subject, evidence);
    if (trouble?.effect !== 'killed' || trouble.kind !== 'startup') return undefined;
    const start = slowStart(trouble, subject);
    if (!start) return undefined;
    const cpu = littleCpu(subject);
    const fix = new WorkloadFix(subject, evidence);
    const { period } = numbersOf(trouble.probe);
    const had = patienceOf(trouble.probe);
    const failureThreshold = Math.ceil(Math.max(startSeconds(start.needs), had * 2) / period);
    return {
      summary: probeSentence(
        trouble,
        subject,
        `fails while the program is still starting: it gives ${had} s${start.needs ? `, and the program needs about ${start.needs} s` : ', which is too little'}${cpu.words}`,
      ),
      confidence: noSurer(trouble, start.confidence),
      object: probeObject(trouble, fix, '.failureThreshold'),
      proof: [...probeProofs(trouble, subject), start.proof, ...cpu.proof],
      fixes: [
        new ProbeFix(fix, trouble).numbers(
          `failureThreshold ${failureThreshold} gives it ${failureThreshold * period} s to start${cpu.also}`,
          { failureThreshold },
          cpu.patch,
        ),
      ],
      ruledOut: notMemory(trouble, subject),
      decides: 'whether the program would ever be up: what its log says after a longer start',
    };
  },
};
