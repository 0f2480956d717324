import { attemptProof, logStep, specProof } from '../evidence/proof.ts';
import { reasonToEnd } from '../findings/reason-to-end.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { commandLine } from '../kube/pod.ts';
import { lastLine } from '../logs/reading.ts';
import { present } from '../present.ts';
import { cleanEnd } from '../trace/programs/clean-end.ts';
import { sentBehind } from '../trace/programs/in-front.ts';
import { type Cause, RUNG } from './cause.ts';

export const programFinishes: Cause = {
  id: 'program-finishes',
  title: 'the program has done its work and ends, and is started again and again',
  tier: 'kubernetes',
  covers: ['app.exit0-no-foreground'],
  rung: RUNG.fell,

  detect(subject, evidence) {
    const end = cleanEnd(subject);
    if (!end || sentBehind(subject, evidence)) return undefined;
    const { container, attempt } = subject;
    const fix = new WorkloadFix(subject, evidence);
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:image|command|args)\b/.test(change));
    const last = lastLine(end.log?.lines);
    const reason = reasonToEnd({ fix, log: end.log, last });
    return {
      summary: `container ${container.name} ends with exit code 0 (${attempt?.reason ?? 'Completed'}), and its ${fix.owner.kind} starts it again each time: ${reason.why}${attempt?.reason === 'OOMKilled' ? '; a child process of it was killed for want of memory while it ran' : ''}`,
      // What a log that was not read says of its end, nobody knows.
      confidence: reason.isCertain ? 'certain' : end.log ? 'likely' : 'possible',
      object: reason.object,
      proof: [
        attemptProof(subject),
        specProof(subject, 'command', commandLine(container).join(' ') || "the image's own"),
        ...present(reason.proof, last && { step: logStep(subject), quote: last.slice(0, 200) }),
      ],
      fixes: [...present(back?.fix), ...reason.fixes],
      decides: reason.decides ?? 'what the program is meant to do: end, or go on',
    };
  },
};
