import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import { addressAsModule } from '../findings/address-as-module.ts';
import { codeOfOtherImage } from '../findings/code-of-other-image.ts';
import { importedName } from '../findings/imported-name.ts';
import { moduleElsewhere } from '../findings/module-elsewhere.ts';
import { namedBySetting } from '../findings/named-by-setting.ts';
import { otherApplication, withoutChoice } from '../fixes/application.ts';
import { setWord } from '../fixes/command-line.ts';
import { advised } from '../fixes/fix.ts';
import { otherImage } from '../fixes/image.ts';
import { isInside, type Rollback, rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { long, partsOf } from '../kube/image.ts';
import type { Fact } from '../logs/fact.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import type { Fix, ObjectRef, Proof } from '../report.ts';
import { addressForModule } from '../trace/settings/address-for-module.ts';
import { moduleArgument } from '../trace/settings/module-argument.ts';
import { placeOf, type Setting, variablesOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const missingModule: Cause = {
  id: 'missing-module',
  title: 'the image lacks a module that the program loads',
  tier: 'container',
  covers: ['app.python-module', 'app.node-module', 'app.perl', 'app.ruby', 'cfg.bad-flag'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'module-missing');
    if (!fact) return undefined;
    const { container } = subject;
    const { module, runtime } = fact.fields;
    const address = runtime === 'python' ? addressForModule(module, container) : undefined;
    if (address) return addressAsModule(module, address, logProof(subject, fact), new WorkloadFix(subject, evidence));
    const fix = new WorkloadFix(subject, evidence);
    const back = rollback(subject, evidence, isInside);
    const name = fact.phrase === 'python/import-name' ? importedName(fact, back, fix) : undefined;
    if (name) return name;
    const lack: Lack =
      brought(fact, fix) ??
      namedByArgument(fact, fix) ??
      namedByVariable(fact, fix) ??
      withBlank(fact, fix) ??
      codeOfOtherImage(fact.fields.module, fix) ??
      lackedByImage(fact, back, fix);
    return {
      summary: `container ${container.name} loads the ${runtime ? `${runtime} ` : ''}module ${module}, which ${lack.words}`,
      confidence: lack.isDoubtful ? 'possible' : 'likely',
      object: lack.object ?? { kind: 'Image', name: container.image ?? '' },
      proof: [logProof(subject, fact), ...lack.proof, ...present(back?.proof), attemptProof(subject)],
      fixes: [...(lack.isFirst ? lack.fixes : []), ...present(back?.fix), ...(lack.isFirst ? [] : lack.fixes)],
      decides: lack.decides ?? `whether ${module} is installed in the image: docker run --rm -it --entrypoint sh ${container.image ?? ''}`,
    };
  },
};

type Missing = Fact<'module-missing'>;

/** Why it is not found. */
interface Lack {
  /** For the end of "the module X, which". */
  words: string;
  isDoubtful?: boolean;
  /** Without: the image. */
  object?: ObjectRef;
  proof: Proof[];
  fixes: Fix[];
  /** They come before a way back. */
  isFirst?: boolean;
  decides?: string;
}

const lacksIt = ({ subject }: WorkloadFix) => `image ${subject.container.image} does not have`;

const build = ({ fields, phrase }: Missing) =>
  advised(
    phrase === 'python/load-app'
      ? `name the module that holds the application, or start the program in the folder where ${fields.module} is`
      : `build the image anew with ${fields.module} among its dependencies`,
  );

/** A ConfigMap brings it into a folder where Python does not look. */
function brought({ phrase, fields }: Missing, fix: WorkloadFix): Lack | undefined {
  const there = phrase === 'python/module' ? moduleElsewhere(fields.module, fix) : undefined;
  if (!there) return undefined;
  const fixes = there.fix ? [there.fix] : [];
  const decides = 'where Python looks: sys.path';
  return { words: `it does not find${there.words}`, object: there.object, proof: [there.proof], fixes, isFirst: true, decides };
}

/** python -m MODULE, or the application of a server. */
function namedByArgument(fact: Missing, fix: WorkloadFix): Lack | undefined {
  const { module, runtime } = fact.fields;
  const argument = runtime === 'python' ? moduleArgument(module, fix.subject.container) : undefined;
  if (!argument) return undefined;
  const { list, index, application, meant, option } = argument;
  const fixes = [
    ...present(meant && setWord(fix, `run ${meant} instead of ${module}`, list, index, meant)),
    ...(application ? otherApplication(argument, application, fix) : []),
    ...(option ? [withoutChoice(argument, option, fix), build(fact)] : []),
  ];
  return {
    words: `${lacksIt(fix)}; ${list}[${index}] names it${application ? ` (${application})` : option ? ` (${option})` : ''}${meant ? `, and ${meant} was most likely meant` : ''}`,
    ...(meant || application || option ? { object: fix.containerObject(`${list}[${index}]`) } : {}),
    proof: [specProof(fix.subject, list, (fix.subject.container[list] ?? []).join(' '))],
    fixes: fixes.length > 0 ? fixes : [build(fact)],
  };
}

function namedByVariable(fact: Missing, fix: WorkloadFix): Lack | undefined {
  const { module, runtime } = fact.fields;
  const variables = variablesOf(fix.subject, fix.evidence);
  // Perl's error names the file of DBD::Pg, DBD/Pg.pm.
  const name = runtime === 'perl' ? module.replace(/\.pm$/, '').replaceAll('/', '::') : module;
  const named = namedBySetting(name, variables, fix) ?? namedBySetting(pathOf(name, variables), variables, fix);
  if (!named) return undefined;
  const isLoaded = fact.phrase === 'python/load-app';
  return {
    words: `${lacksIt(fix)}; ${placeOf(named.setting)} names it`,
    proof: [specProof(fix.subject, `env ${named.setting.name}`, named.setting.value ?? '')],
    fixes: [...present(named.fix), ...(isLoaded ? [] : [build(fact)])],
    ...(isLoaded ? { decides: 'which files of Python the image has in its working directory' } : {}),
  };
}

/** No module is called so: a list was split at its commas alone, or a value has a blank at its end. */
function withBlank({ phrase, fields }: Missing, fix: WorkloadFix): Lack | undefined {
  if (phrase !== 'python/module' || !/\s/.test(fields.module)) return undefined;
  const words = `${lacksIt(fix)}; the blank in the name comes from a setting`;
  return { words, isDoubtful: true, proof: [], fixes: [], decides: 'which setting brings the name' };
}

function lackedByImage(fact: Missing, back: Rollback | undefined, fix: WorkloadFix): Lack {
  const { subject, evidence } = fix;
  const isOfficial = long(partsOf(subject.container.image ?? '').repository).startsWith(OFFICIAL);
  const other = back || isOfficial ? undefined : otherImage(subject, evidence);
  return { words: lacksIt(fix), proof: other?.proof ?? [], fixes: [...(other?.fixes ?? []), build(fact)] };
}

/** Python misses the outermost package of a path: cache, of the cache.redis.Client that the only such variable holds. */
const pathOf = (module: string, variables: readonly Setting[]) =>
  only(variables.filter(({ value }) => value?.startsWith(`${module}.`)))?.value ?? module;

/** Images of a runtime alone: another one of these lacks the program's modules as well. */
const OFFICIAL = 'docker.io/library/';
