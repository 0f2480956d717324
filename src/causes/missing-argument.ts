import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import { setWord } from '../fixes/command-line.ts';
import { giveOptions } from '../fixes/give-options.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { decisiveFact } from '../logs/reading.ts';
import { nearest } from '../nearest.ts';
import { type Cause, RUNG } from './cause.ts';

export const missingArgument: Cause = {
  id: 'missing-argument',
  title: 'the program wants an argument that it is not given',
  tier: 'kubernetes',
  covers: ['cfg.bad-flag'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decisiveFact(valueOf(subject.log()), 'argument-missing');
    if (!fact) return undefined;
    const { container } = subject;
    const wanted = optionsIn(fact.fields.options).map((name) => (BARE.test(fact.phrase) && !name.startsWith('-') ? `--${name}` : name));
    const [first] = wanted;
    if (first === undefined) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const list = container.args ? 'args' : container.command ? 'command' : undefined;
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:command|args|image)\b/.test(change));
    const near = list && nearIn(container[list] ?? [], first);
    return {
      summary: `the program in container ${container.name} is not given ${wanted.join(', ')}, which it requires${near ? `; ${near.word} in its ${list} is near` : ''}`,
      confidence: 'certain',
      object: fix.containerObject(list ?? 'args'),
      proof: [
        logProof(subject, fact),
        specProof(subject, list ?? 'args', list ? (container[list] ?? []).join(' ') : 'not set'),
        attemptProof(subject),
        ...(back ? [back.proof] : []),
      ],
      fixes: [
        ...(back ? [back.fix] : []),
        ...(near && list
          ? [setWord(fix, `call it ${first}`, list, near.index, near.word.replace(/^[^=]+/, first))]
          : [giveOptions(`give it ${wanted.join(', ')}`, wanted, fix)]),
      ],
    };
  },
};

/** Libraries that name their options without the dashes. */
const BARE = /^(?:node\/yargs-required|go\/cobra-required)$/;

/** "--month, --ledger"; "-p, --port <n>" is one option in two spellings, of which the long one is taken; a bare name is a positional one. */
function optionsIn(text: string): string[] {
  const words = text.split(/[\s,/|'"]+|(?==)/).filter((word) => /^-{0,2}[A-Za-z][\w.-]*$/.test(word));
  const isTwice = /^-\w[,/ ]/.test(text) && words.some((word) => word.startsWith('--'));
  return [...new Set(isTwice ? words.filter((word) => word.startsWith('--')).slice(0, 1) : words)].slice(0, 6);
}

/** A misspelt option of the list. */
function nearIn(words: readonly string[], option: string): { index: number; word: string } | undefined {
  const names = words.map((word) => /^--?[\w.-]+/.exec(word)?.[0] ?? '').filter(Boolean);
  const name = option.startsWith('-') ? nearest(option, names) : undefined;
  const index = words.findIndex((word) => name !== undefined && word.startsWith(name));
  return index < 0 ? undefined : { index, word: words[index] as string };
}
