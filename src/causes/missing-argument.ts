import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import { setWord } from '../fixes/command-line.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { decisiveFact } from '../logs/reading.ts';
import type { Fix } from '../report.ts';
import { nearest } from '../trace/objects/references.ts';
import { shellLine } from '../trace/programs/shell-line.ts';
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
          : [given(wanted, list, fix)]),
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

/** Behind what is there; in the script of a shell they would be words of the shell. */
function given(wanted: readonly string[], list: 'command' | 'args' | undefined, fix: WorkloadFix): Fix {
  const text = `give it ${wanted.join(', ')}`;
  const { container } = fix.subject;
  if (shellLine(container)) return fix.edit(`${text}, in the line that its shell runs`);
  const asks = wanted.map((option) => ({
    variable: option
      .replace(/^-+/, '')
      .replace(/[^A-Za-z0-9]/g, '_')
      .replace(/^(\d)/, '_$1')
      .toUpperCase(),
    what: `the value of ${option}`,
    secret: false,
  }));
  const words = wanted.map((option, index) => (option.startsWith('-') ? `${option}=${placeOf(index)}` : placeOf(index)));
  const path = `${fix.containerPath}/${list ?? 'args'}`;
  const patched = fix.patchJson(
    text,
    list ? words.map((value) => ({ op: 'add' as const, path: `${path}/-`, value })) : [{ op: 'add', path, value: words }],
  );
  // The patch stands in single quotes: they end before the variable, and begin again after it.
  const command =
    patched.command && asks.reduce((line, { variable }, index) => line.replace(placeOf(index), `'"$${variable}"'`), patched.command);
  return { ...patched, ...(command ? { command } : {}), asks };
}

const placeOf = (index: number) => `__ASKED_${index}__`;
