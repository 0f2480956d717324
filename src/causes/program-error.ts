import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { namedInError } from '../findings/named-in-error.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { decisiveFact } from '../logs/reading.ts';
import { type Cause, RUNG } from './cause.ts';

export const programError: Cause = {
  id: 'program-error',
  title: 'the program says itself why it stopped',
  tier: 'container',
  covers: ['app.exit-nonzero-generic', 'app.config-rejects', 'cfg.rollout-regression'],
  rung: RUNG.fell + 1,

  detect(subject, evidence) {
    const { attempt, container } = subject;
    const fact = decisiveFact(valueOf(subject.log()), 'fatal-line');
    if (!fact || !attempt || attempt.exitCode === 0) return undefined;
    const back = rollback(subject, evidence);
    const named = namedInError(fact.fields.message, new WorkloadFix(subject, evidence));
    return {
      summary: `the program in container ${container.name} gave up with exit code ${attempt.exitCode}, in its own words: ${fact.fields.message.slice(0, 220)}${named ? `; ${named.says}` : ''}`,
      confidence: 'likely',
      ...(named ? { object: named.object } : {}),
      proof: [logProof(subject, fact), ...(named ? [named.proof] : []), ...(back ? [back.proof] : []), attemptProof(subject)],
      fixes: [...(back ? [back.fix] : []), ...(named?.fixes ?? [])],
      decides: 'the settings and input that this message is about',
    };
  },
};
