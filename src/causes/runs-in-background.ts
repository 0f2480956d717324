import { dropList, setCommand, setWord } from '../fixes/command-line.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { attemptProof, specProof } from '../proof.ts';
import { cleanEnd } from '../trace/clean-end.ts';
import { keptInFront } from '../trace/daemons.ts';
import { shellLine, wordsOf } from '../trace/programs.ts';
import { type Cause, RUNG } from './cause.ts';

export const runsInBackground: Cause = {
  id: 'runs-in-background',
  title: 'the server goes to the background, so the container ends',
  tier: 'kubernetes',
  covers: ['app.exit0-no-foreground'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const { container } = subject;
    const words = [...(container.command ?? []), ...(container.args ?? [])];
    if (words.length === 0 || !cleanEnd(subject)) return undefined;
    const shell = shellLine(container);
    const kept = keptInFront(shell?.line ?? words.join(' '));
    if (!kept) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const text = `keep ${kept.name} in the foreground: ${kept.line}`;
    const command = wordsOf(kept.line.replaceAll(/'daemon off;'/g, 'DAEMON_OFF'))?.map((word) =>
      word === 'DAEMON_OFF' ? 'daemon off;' : word,
    );
    return {
      summary: `container ${container.name} ends at once with exit code 0: ${kept.name} goes to the background, and a container lives as long as its first process, in the foreground`,
      confidence: 'certain',
      object: {
        kind: fix.owner.kind,
        namespace: subject.namespace,
        name: fix.owner.name,
        field: `containers[${container.name}].${container.command ? 'command' : 'args'}`,
      },
      proof: [attemptProof(subject), specProof(subject, container.command ? 'command' : 'args', words.join(' '))],
      fixes: [
        shell
          ? setWord(fix, text, shell.list, shell.index, kept.line)
          : container.command && command
            ? setCommand(fix, text, command, true)
            : dropList(fix, "take args out, so that the image's own run", 'args'),
      ],
    };
  },
};
