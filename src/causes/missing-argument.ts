import { escaped } from '../escaped.ts';
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { withoutValue } from '../findings/option-value.ts';
import { setWord } from '../fixes/command-line.ts';
import { giveOptions } from '../fixes/give-options.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { commandLine } from '../kube/pod.ts';
import type { Fact } from '../logs/fact.ts';
import { decisiveFact } from '../logs/reading.ts';
import { nearest } from '../nearest.ts';
import { present } from '../present.ts';
import { type ArgvRead, argvRead, positionalRead } from '../trace/programs/argv-read.ts';
import { guardedArgument } from '../trace/programs/guarded-variable.ts';
import { shellLine } from '../trace/programs/shell-line.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const missingArgument: Cause = {
  id: 'missing-argument',
  title: 'the program wants an argument that it is not given',
  tier: 'kubernetes',
  covers: ['cfg.bad-flag'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const log = valueOf(subject.log());
    const raised = decisiveFact(log, 'exception');
    const read = raised && argvRead(raised, subject, evidence);
    if (raised && read) return withoutWord(raised, read, subject, evidence);
    const fact = decisiveFact(log, 'argument-missing') ?? guardedArgument(subject, evidence);
    if (!fact || !log) return undefined;
    if (fact.phrase === 'shell/positional-unset') {
      const taken = positionalRead(fact, subject, evidence);
      return taken && withoutWord(fact, taken, subject, evidence);
    }
    const { container } = subject;
    if (fact.phrase.endsWith('value-lacking')) return withoutValue(fact, subject, evidence);
    const wanted = optionsIn(fact.fields.options).map((name) => (BARE.test(fact.phrase) && !name.startsWith('-') ? `--${name}` : name));
    const [first] = wanted;
    if (first === undefined) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const list = container.args ? 'args' : container.command ? 'command' : undefined;
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:command|args|image)\b/.test(change));
    const words = commandLine(container);
    const there = words.find((word) => isOption(first, word, shellLine(container)?.line));
    const near = list && !there ? nearIn(container[list] ?? [], first) : undefined;
    // What a script of the image, or a shell, calls before or after its program says the same of words of its own.
    const isOwn = !there && !log.lines.slice(0, fact.line).some((line) => line.trim() !== '' && !USAGE.test(line));
    return {
      summary: `the program in container ${container.name} is not given ${wanted.join(', ')}, which it requires${there ? `, though its command line has it: ${there.slice(0, 120)}` : near ? `; ${near.word} in its ${list} is near` : ''}`,
      confidence: isOwn ? 'certain' : 'likely',
      object: fix.containerObject(list ?? 'args'),
      proof: [
        logProof(subject, fact),
        specProof(subject, list ?? 'args', list ? (container[list] ?? []).join(' ') : 'not set'),
        attemptProof(subject),
        ...present(back?.proof),
      ],
      fixes: [
        ...present(back?.fix),
        ...(there
          ? [fix.edit(`write ${first} where the program that wants it reads it: behind its subcommand, before "--", as a word of its own`)]
          : near && list
            ? [setWord(fix, `call it ${first}`, list, near.index, near.word.replace(/^[^=]+/, first))]
            : [giveOptions(`give it ${wanted.join(', ')}`, wanted, fix)]),
      ],
      decides: `which program says it: the one that is started, or another that a script calls`,
    };
  },
};

/** As a word, or in the line that a shell is given; in the text of a program it is a name alone. */
const isOption = (option: string, word: string, line: string | undefined): boolean =>
  option.startsWith('-') && new RegExp(word === line ? `(?:^|\\s)${escaped(option)}(?=[\\s=]|$)` : `^${escaped(option)}(?:=|$)`).test(word);

/** What stands above the error of a program that shows how it is called. */
const USAGE = /^\s|^usage\b|^try\b|^[│╭╰]/i;

/** It takes its arguments by their number, and there are fewer. */
function withoutWord(fact: Fact, read: ArgvRead, subject: Subject, evidence: Evidence): Match {
  const { place, quote, number, given, names, name, key } = read;
  const fix = new WorkloadFix(subject, evidence);
  const { args, command } = subject.container;
  const list = args || !command ? 'args' : 'command';
  return {
    summary: `the program in container ${subject.container.name} takes argument ${number}${names.at(-1) ? ` (${names.at(-1)})` : ''} at ${place} (key ${key} of ConfigMap ${name}), and is given ${given === 0 ? 'none' : `only ${given}`} behind its file in command and args`,
    confidence: 'certain',
    object: fix.containerObject(list),
    proof: [
      logProof(subject, fact),
      { step: `get cm ${name}`, quote },
      specProof(subject, list, (subject.container[list] ?? []).join(' ') || 'not set'),
      attemptProof(subject),
    ],
    fixes: [giveOptions(`give it ${names.length === 1 ? 'that argument' : 'those arguments'}: ${names.join(', ')}`, names, fix)],
  };
}

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
