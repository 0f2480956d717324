import { valueOf } from '../evidence.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { decisiveFact } from '../logs/reading.ts';
import { attemptProof, logProof, specProof } from '../proof.ts';
import { namedBySetting } from '../trace/named-by-setting.ts';
import { placeOf, variablesOf } from '../trace/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const missingModule: Cause = {
  id: 'missing-module',
  title: 'the image lacks a module that the program loads',
  tier: 'container',
  covers: ['app.python-module', 'app.node-module', 'app.perl', 'app.ruby'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decisiveFact(valueOf(subject.log()), 'module-missing');
    if (!fact) return undefined;
    const { container } = subject;
    const { module, runtime } = fact.fields;
    const back = rollback(subject, evidence);
    const named = namedBySetting(module, variablesOf(subject, evidence), new WorkloadFix(subject, evidence));
    return {
      summary:
        `container ${container.name} loads the ${runtime ?? ''} module ${module}, which image ${container.image} does not have`.replace(
          '  ',
          ' ',
        ) + (named ? `; ${placeOf(named.setting)} names it` : ''),
      confidence: 'likely',
      object: { kind: 'Image', name: container.image ?? '' },
      proof: [
        logProof(subject, fact),
        ...(named ? [specProof(subject, `env ${named.setting.name}`, named.setting.value ?? '')] : []),
        ...(back ? [back.proof] : []),
        attemptProof(subject),
      ],
      fixes: [
        ...(back ? [back.fix] : []),
        ...(named?.fix ? [named.fix] : []),
        { text: `build the image anew with ${module} among its dependencies`, changes: false, restarts: false, asks: [] },
      ],
      decides: `whether ${module} is installed in the image: docker run --rm -it --entrypoint sh ${container.image ?? ''}`,
    };
  },
};
