import { valueOf } from '../evidence.ts';
import { rebuild } from '../fixes/image.ts';
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
    // No module is called so: a list was split at its commas alone, or a value has a blank at its end.
    const blank = fact.phrase === 'python/module' && /\s/.test(module);
    const named = namedBySetting(module, variablesOf(subject, evidence), new WorkloadFix(subject, evidence));
    return {
      summary:
        `container ${container.name} loads the ${runtime ?? ''} module ${module}, which image ${container.image} does not have`.replace(
          '  ',
          ' ',
        ) +
        (named ? `; ${placeOf(named.setting)} names it` : '') +
        (blank ? '; the blank in the name comes from a setting' : ''),
      confidence: blank ? 'possible' : 'likely',
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
        ...(blank ? [] : [rebuild(`build the image anew with ${module} among its dependencies`)]),
      ],
      decides: blank
        ? 'which setting brings the name'
        : `whether ${module} is installed in the image: docker run --rm -it --entrypoint sh ${container.image ?? ''}`,
    };
  },
};
