/** A file that is not found, as the word that names it has a blank at its end or beginning. */
import { attemptProof, logProof, wordsProof } from '../evidence/proof.ts';
import { setWord } from '../fixes/command-line.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import type { Match } from './match.ts';

export function ofBlankName(path: string, fact: Fact, fix: WorkloadFix): Match | undefined {
  const { subject } = fix;
  const { container } = subject;
  for (const list of ['command', 'args'] as const)
    for (const [index, word] of (container[list] ?? []).entries()) {
      const bare = word.trim();
      const isNamed = bare !== '' && (path.trim() === bare || path.trim().endsWith(`/${bare}`));
      if (bare === word || /\s/.test(bare) || !isNamed) continue;
      return {
        summary: `the program in container ${container.name} does not find ${JSON.stringify(word)}, which its ${list}[${index}] names with a blank ${word.startsWith(bare) ? 'at its end' : 'before it'}`,
        confidence: 'certain',
        object: fix.containerObject(`${list}[${index}]`),
        proof: [logProof(subject, fact), wordsProof(subject, list, container[list] ?? []), attemptProof(subject)],
        fixes: [setWord(fix, `write ${bare}, without the blank`, list, index, bare)],
      };
    }
  return undefined;
}
