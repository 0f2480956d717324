import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { type GivenFlag, givenFlag } from '../findings/given-flag.ts';
import { namedProof, settingObject, settingProof } from '../findings/setting-proof.ts';
import { spareValue } from '../findings/spare-value.ts';
import { subcommandFirst } from '../findings/subcommand-first.ts';
import { advised } from '../fixes/fix.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { commandLine } from '../kube/pod.ts';
import type { Container } from '../kube/shapes.ts';
import type { Fact } from '../logs/fact.ts';
import { decisiveFact } from '../logs/reading.ts';
import { optionsInUsage } from '../logs/usage.ts';
import { present } from '../present.ts';
import type { Fix, Proof } from '../report.ts';
import { classPathFor, sourceFile } from '../trace/java/main-class.ts';
import { emptiedWord } from '../trace/programs/emptied-word.ts';
import { shellLine } from '../trace/programs/shell-line.ts';
import { fileOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

const LONGEST = 160;

export const unknownFlag: Cause = {
  id: 'unknown-flag',
  title: 'the program is given an option or a subcommand that it does not know',
  tier: 'kubernetes',
  covers: ['cfg.bad-flag', 'cfg.rollout-regression'],
  // What stands in the spec says more than the program's words alone.
  rung: RUNG.confirmed - 1,

  detect(subject, evidence) {
    const log = valueOf(subject.log());
    const fact = decisiveFact(log, 'flag-unknown', 'module-missing', 'config-rejected', 'value-invalid');
    if (!fact || !log) return undefined;
    const { container } = subject;
    const flag = named(fact, subject);
    // Told by missing-variable: the word before it is lost.
    if (flag === undefined || emptiedWord(subject, evidence)) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const isAlone = 'alone' in fact.fields;
    const given = isAlone ? spareValue(flag, fix) : givenFlag(flag, optionsInUsage(log), fix);
    if (!given && fact.kind !== 'flag-unknown') return undefined;
    const behind = fact.phrase === 'go/cobra-command' ? subcommandFirst(flag, fix) : undefined;
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:image|command|args|env) ?/.test(change));
    const classPath = fact.phrase === 'java/main-class' ? classPathFor(flag, container) : undefined;
    const asked = { flag, isAlone, classPath };
    return {
      summary: `${summaryOf(asked, given, fact, container)}${behind ? `; its first argument is its subcommand, and ${behind.subcommand} stands behind the options` : ''}`,
      confidence: given ? 'certain' : 'likely',
      object: given?.setting ? settingObject(given.setting, fix) : fix.containerObject(given?.place ?? 'args'),
      proof: [logProof(subject, fact), attemptProof(subject), ...present(given && proofOf(given, fix), back?.proof)],
      fixes: [
        ...present(back?.fix, behind?.fix, given?.corrected),
        given
          ? withoutIt(asked, given, fact, fix)
          : advised(
              `${isAlone ? `write ${flag} alone in` : `take ${flag} out of`} what starts the program: a script of the image, or a file`,
            ),
      ],
      decides: `where ${isAlone ? `the value of ${flag}` : flag} comes from`,
    };
  },
};

interface Asked {
  flag: string;
  /** It takes no value, and is given one. */
  isAlone: boolean;
  /** Of java, where the word is the class that it is to run. */
  classPath: string | undefined;
}

function summaryOf({ flag, isAlone, classPath }: Asked, given: GivenFlag | undefined, fact: Fact, { name }: Container): string {
  if (flag.endsWith('.java') && given)
    return `java in container ${name} does not find the source file ${flag} (${given.place}) that it is told to run`;
  if (classPath !== undefined)
    return `java in container ${name} does not find the class ${flag}${given ? ` (${given.place})` : ''} that it is told to run: its class path is ${classPath}`;
  const refuses = isAlone ? `takes ${flag} without a value, and is given` : 'does not accept';
  const word = given?.word ?? (isAlone ? 'one' : flag);
  const where = given ? ` (argument in ${given.place})` : isAlone ? '' : ', an argument that it is given';
  return `the program in container ${name} ${refuses} ${word}${where}: ${fact.quote.slice(0, LONGEST)}`;
}

function proofOf({ setting, place, text }: GivenFlag, fix: WorkloadFix): Proof {
  if (!setting) return specProof(fix.subject, place.replace(/\[\d+\]$/, ''), text);
  return fileOf(setting) === undefined
    ? settingProof(setting, undefined, undefined, fix.subject)
    : namedProof({ setting, line: text }, fix);
}

/** A program of many commands does nothing without one, nor java without a class: then another is to be written. */
function withoutIt({ flag, classPath }: Asked, given: GivenFlag, { phrase }: Fact, fix: WorkloadFix): Fix {
  if (phrase === 'go/kingpin-command')
    return fix.edit(`write a command that this version of the program has for ${given.word ?? flag}: its --help lists them`);
  if (phrase === 'node/npm-script') return fix.edit(`write a script for ${flag} that its package.json has: npm run lists them`);
  return classPath !== undefined && shellLine(fix.subject.container)
    ? fix.edit(`write the class as it is packaged, or the class path that has it (${flag}, ${classPath})`)
    : given.removed;
}

type Said = Fact<'flag-unknown' | 'module-missing' | 'config-rejected' | 'value-invalid'>;

/** Java says of a misspelt main class what it says of a missing one, and of a heap that is too small only that. */
function named({ kind, fields, phrase, quote }: Said, { container }: Subject): string | undefined {
  const { flag, module, runtime, setting = '', name = '', detail = '', expected = '' } = fields as Record<string, string | undefined>;
  if (kind === 'flag-unknown') return (phrase === 'java/main-class' && flag && sourceFile(flag, commandLine(container))) || flag;
  if (kind === 'module-missing') return runtime === 'java' && module && commandLine(container).includes(module) ? module : undefined;
  // -XX:NAME=VALUE, of which it says the name.
  if (phrase === 'java/vm-value' && /^[A-Z]\w+$/.test(name)) return name;
  if (setting !== 'java options' && !/heap size|thread stack/.test(name)) return undefined;
  const words = `${quote} ${detail} ${expected} ${name}`;
  return /initial heap/i.test(words) ? '-Xms' : /stack/i.test(words) ? '-Xss' : /maximum heap/i.test(words) ? '-Xmx' : undefined;
}
