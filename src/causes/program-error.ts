import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { rollback } from '../fixes/rollback.ts';
import { decisiveFact } from '../logs/reading.ts';
import { type Cause, RUNG } from './cause.ts';

export const programError: Cause = {
  id: 'program-error',
  title: 'the program says itself why it stopped',
  tier: 'container',
  covers: ['app.exit-nonzero-generic', 'app.config-rejects', 'cfg.rollout-regression', 'cfg.downward', 'vol.emptydir-lost'],
  rung: RUNG.fell + 1,

  detect(subject, evidence) {
    const { attempt, container } = subject;
    const fact = decisiveFact(valueOf(subject.log()), 'fatal-line');
    if (!fact || !attempt || attempt.exitCode === 0) return undefined;
    const back = rollback(subject, evidence);
    return {
      summary: `the program in container ${container.name} gave up with exit code ${attempt.exitCode}, in its own words: ${fact.fields.message.slice(0, 220)}`,
      confidence: 'likely',
      proof: [logProof(subject, fact), ...(back ? [back.proof] : []), attemptProof(subject)],
      fixes: back ? [back.fix] : [],
      decides: 'the settings and input that this message is about',
    };
  },
};
