import { missingProgram, repairCommand } from '../findings/probe-command.ts';
import { oneWord } from '../findings/probe-command-mended.ts';
import { noSurer, notMemory, probeObject, probeProofs, probeSentence } from '../findings/probe-match.ts';
import { ProbeFix } from '../fixes/probe.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { probeTrouble } from '../trace/probes/probe-trouble.ts';
import { servingOf } from '../trace/probes/serving.ts';
import { type Cause, RUNG } from './cause.ts';

export const probeCommandMissing: Cause = {
  id: 'probe-command-missing',
  title: "a probe's program is not in the image",
  tier: 'kubernetes',
  covers: ['probe.exec-missing-binary', 'probe.liveness-exec', 'probe.readiness'],
  rung: RUNG.killed,

  detect(subject, evidence) {
    const trouble = probeTrouble(subject, evidence);
    const program = trouble && missingProgram(trouble);
    if (!trouble || !program) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    // The kubelet throws away the result of a probe that it could not run (prober/worker.go), so it neither passes nor fails.
    const never = trouble.failure?.sort === 'command-missing' ? ', so the probe never gives a result' : '';
    const split = oneWord(trouble.probe.exec?.command ?? []);
    return {
      summary: probeSentence(
        trouble,
        subject,
        split
          ? `cannot run: the whole line "${program}" is one item of the list, and taken for the name of a program${never}`
          : `cannot run, as ${program} is not found in the image ${subject.container.image ?? ''}${never}`,
      ),
      confidence: noSurer(trouble, 'certain'),
      object: probeObject(trouble, fix, '.exec.command'),
      proof: probeProofs(trouble, subject),
      fixes: split
        ? [new ProbeFix(fix, trouble).handler((probes) => `write the command as a list of words (${probes})`, { exec: { command: split } })]
        : repairCommand(new ProbeFix(fix, trouble), servingOf(subject), `${program} is not in the image`),
      ruledOut: notMemory(trouble, subject),
    };
  },
};
