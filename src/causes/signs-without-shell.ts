import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logStep, wordsProof } from '../evidence/proof.ts';
import { setCommand } from '../fixes/command-line.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { commandLine } from '../kube/pod.ts';
import { present } from '../present.ts';
import { isOrdinary, straySigns } from '../trace/programs/signs-without-shell.ts';
import { type Cause, RUNG } from './cause.ts';

export const signsWithoutShell: Cause = {
  id: 'signs-without-shell',
  title: '&& and the like stand in a command that no shell reads',
  tier: 'kubernetes',
  covers: ['app.exit0-no-foreground', 'cfg.bad-flag'],
  // What the program calls unknown is right but for that.
  rung: RUNG.confirmed - 2,

  detect(subject, evidence) {
    const { attempt, container } = subject;
    const found = attempt && attempt.reason !== 'OOMKilled' ? straySigns(container) : undefined;
    if (!found) return undefined;
    const { sign, next = '', list, index, line } = found;
    // The program tells its arguments: it prints them, or does not know them.
    const said = valueOf(subject.log())?.lines.find(
      (one) => one.split(/[\s'"]+/).includes(sign) && (!isOrdinary(sign) || one.includes(next)),
    );
    if (said === undefined && attempt?.exitCode !== 0) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:command|args)\b/.test(change));
    const [program = ''] = commandLine(container);
    return {
      summary: `container ${container.name} runs ${program} alone, with ${sign} (${list}[${index}]) and all that stands behind it among its arguments: no shell reads its command`,
      confidence: said === undefined ? 'likely' : 'certain',
      object: fix.containerObject(list),
      proof: [
        wordsProof(subject, 'command', commandLine(container)),
        ...(said === undefined ? [] : [{ step: logStep(subject), quote: said.slice(0, 200) }]),
        attemptProof(subject),
        ...present(back?.proof),
      ],
      fixes: [...present(back?.fix), setCommand(fix, 'let a shell read it', ['sh', '-c', line], true)],
      decides: `whether ${program} is to get ${sign} as an argument`,
    };
  },
};
