import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import { moduleElsewhere } from '../findings/module-elsewhere.ts';
import { namedBySetting } from '../findings/named-by-setting.ts';
import { otherApplication } from '../fixes/application.ts';
import { setWord } from '../fixes/command-line.ts';
import { advised } from '../fixes/fix.ts';
import { otherImage } from '../fixes/image.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { long, partsOf } from '../kube/image.ts';
import { decisiveFact } from '../logs/reading.ts';
import { only } from '../only.ts';
import type { Proof } from '../report.ts';
import { type AddressForModule, addressForModule } from '../trace/settings/address-for-module.ts';
import { moduleArgument } from '../trace/settings/module-argument.ts';
import { placeOf, type Setting, variablesOf } from '../trace/settings/settings.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const missingModule: Cause = {
  id: 'missing-module',
  title: 'the image lacks a module that the program loads',
  tier: 'container',
  covers: ['app.python-module', 'app.node-module', 'app.perl', 'app.ruby', 'cfg.bad-flag'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decisiveFact(valueOf(subject.log()), 'module-missing');
    if (!fact) return undefined;
    const { container } = subject;
    const { module, runtime } = fact.fields;
    const address = runtime === 'python' ? addressForModule(module, container) : undefined;
    if (address) return asAddress(module, address, logProof(subject, fact), new WorkloadFix(subject, evidence));
    const back = rollback(subject, evidence);
    // No module is called so: a list was split at its commas alone, or a value has a blank at its end.
    const blank = fact.phrase === 'python/module' && /\s/.test(module);
    const fix = new WorkloadFix(subject, evidence);
    const argument = runtime === 'python' ? moduleArgument(module, container) : undefined;
    // Perl's error names the file of DBD::Pg, DBD/Pg.pm.
    const name = runtime === 'perl' ? module.replace(/\.pm$/, '').replaceAll('/', '::') : module;
    const there = fact.phrase === 'python/module' ? moduleElsewhere(module, fix) : undefined;
    const variables = variablesOf(subject, evidence);
    const named = namedBySetting(name, variables, fix) ?? namedBySetting(pathOf(name, variables), variables, fix);
    const isOwn = !there && !named && !argument && !blank && !long(partsOf(container.image ?? '').repository).startsWith(OFFICIAL);
    const other = isOwn && !back ? otherImage(subject, evidence) : undefined;
    return {
      summary:
        `container ${container.name} loads the ${runtime ?? ''} module ${module}, which ${there ? 'it does not find' : `image ${container.image} does not have`}`.replace(
          '  ',
          ' ',
        ) +
        (there?.words ?? '') +
        (named ? `; ${placeOf(named.setting)} names it` : '') +
        (argument
          ? `; ${argument.list}[${argument.index}] names it${argument.application ? ` (${argument.application})` : ''}${argument.meant ? `, and ${argument.meant} was most likely meant` : ''}`
          : '') +
        (blank ? '; the blank in the name comes from a setting' : ''),
      confidence: blank ? 'possible' : 'likely',
      object:
        there?.object ??
        (argument?.meant || argument?.application
          ? fix.containerObject(`${argument.list}[${argument.index}]`)
          : { kind: 'Image', name: container.image ?? '' }),
      proof: [
        logProof(subject, fact),
        ...(there ? [there.proof] : []),
        ...(argument ? [specProof(subject, argument.list, (container[argument.list] ?? []).join(' '))] : []),
        ...(named ? [specProof(subject, `env ${named.setting.name}`, named.setting.value ?? '')] : []),
        ...(back ? [back.proof] : []),
        ...(other?.proof ?? []),
        attemptProof(subject),
      ],
      fixes: [
        ...(there?.fix ? [there.fix] : []),
        ...(back ? [back.fix] : []),
        ...(other?.fixes ?? []),
        ...(named?.fix ? [named.fix] : []),
        ...(argument?.meant
          ? [setWord(fix, `run ${argument.meant} instead of ${module}`, argument.list, argument.index, argument.meant)]
          : []),
        ...(argument?.application ? otherApplication(argument, argument.application, fix) : []),
        ...(there || blank || argument?.meant || argument?.application || (named && fact.phrase === 'python/load-app')
          ? []
          : [
              advised(
                fact.phrase === 'python/load-app'
                  ? `name the module that holds the application, or start the program in the folder where ${module} is`
                  : `build the image anew with ${module} among its dependencies`,
              ),
            ]),
      ],
      decides: there
        ? 'where Python looks: sys.path'
        : blank
          ? 'which setting brings the name'
          : named && fact.phrase === 'python/load-app'
            ? 'which files of Python the image has in its working directory'
            : `whether ${module} is installed in the image: docker run --rm -it --entrypoint sh ${container.image ?? ''}`,
    };
  },
};

/** Python misses the outermost package of a path: cache, of the cache.redis.Client that the only such variable holds. */
const pathOf = (module: string, variables: readonly Setting[]) =>
  only(variables.filter(({ value }) => value?.startsWith(`${module}.`)))?.value ?? module;

/** gunicorn 0.0.0.0:8000 web:app: what stands without an option is the application. */
function asAddress(module: string, { program, list, index, address, options }: AddressForModule, proof: Proof, fix: WorkloadFix): Match {
  const { subject } = fix;
  const words = subject.container[list] ?? [];
  return {
    summary: `container ${subject.container.name} lets ${program} take ${list}[${index}], ${address}, for the application that it is to load (module ${module}): no ${options[0]} stands before it`,
    confidence: 'certain',
    object: fix.containerObject(`${list}[${index}]`),
    proof: [proof, specProof(subject, list, words.join(' ')), attemptProof(subject)],
    fixes: [
      fix.patchJson(`give it the address as ${options.join(' ')}`, [
        { op: 'replace', path: `${fix.containerPath}/${list}`, value: [...words.slice(0, index), ...options, ...words.slice(index + 1)] },
      ]),
    ],
  };
}

/** Images of a runtime alone: another one of these lacks the program's modules as well. */
const OFFICIAL = 'docker.io/library/';
