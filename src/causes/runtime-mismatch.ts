import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { advised } from '../fixes/fix.ts';
import { isInside, rollback } from '../fixes/rollback.ts';
import { present } from '../present.ts';
import { type Cause, RUNG } from './cause.ts';

export const runtimeMismatch: Cause = {
  id: 'runtime-mismatch',
  title: 'built for another version of its runtime',
  tier: 'container',
  covers: ['app.java-version', 'app.dotnet', 'app.node-module'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'class-version', 'runtime-missing');
    if (!fact) return undefined;
    const back = rollback(subject, evidence, isInside);
    return {
      summary: `the program in container ${subject.container.name} does not fit the runtime in image ${subject.container.image}: ${fact.fields.detail ?? fact.quote}`,
      confidence: 'likely',
      object: { kind: 'Image', name: subject.container.image ?? '' },
      proof: [logProof(subject, fact), ...present(back?.proof), attemptProof(subject)],
      fixes: back
        ? [back.fix]
        : [advised('build the program for the version that the image has, or base the image on the version that it was built for')],
      decides: 'the version that the image has and the one that the program was built with',
    };
  },
};
