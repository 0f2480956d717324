import { attemptProof, wordsProof } from '../evidence/proof.ts';
import { setCommand } from '../fixes/command-line.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { commandLine } from '../kube/pod.ts';
import { present } from '../present.ts';
import { lastedLong } from '../trace/programs/clean-end.ts';
import { lostWords } from '../trace/programs/shell-words.ts';
import { type Cause, RUNG } from './cause.ts';

export const shellWordsLost: Cause = {
  id: 'shell-words-lost',
  title: 'the shell runs the first word after -c alone',
  tier: 'kubernetes',
  covers: ['app.exit0-no-foreground', 'cfg.bad-flag'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const { attempt, container } = subject;
    const found = attempt && attempt.reason !== 'OOMKilled' ? lostWords(container) : undefined;
    if (!found) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:command|args)\b/.test(change));
    return {
      summary: `${found.shell.join(' ')} in container ${container.name} runs only "${found.script.slice(0, 80)}", as a shell takes one word after -c; what follows (${found.lost.join(' ').slice(0, 120)}) does not reach the program`,
      // Nothing was left to do: without its arguments it ends at once, and well. A script of several commands may have done all of its own.
      confidence: attempt?.exitCode === 0 && !lastedLong(subject) && !/[;&|\n]/.test(found.script) ? 'certain' : 'likely',
      object: fix.containerObject(container.command ? 'command' : 'args'),
      proof: [wordsProof(subject, 'command', commandLine(container)), attemptProof(subject), ...present(back?.proof)],
      fixes: [...present(back?.fix), setCommand(fix, 'write it as one word after -c', [...found.shell, found.whole], true)],
      decides: 'whether the program needs what does not reach it',
    };
  },
};
