import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { commandAsked } from '../findings/command-asked.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { shellSlip } from '../findings/shell-slip.ts';
import { takenApart } from '../fixes/command-line.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { commandInOne } from '../trace/programs/command-in-one.ts';
import { notFoundIn, readByShell } from '../trace/programs/read-by-shell.ts';
import { type Cause, RUNG } from './cause.ts';

export const commandNotFoundInShell: Cause = {
  id: 'command-not-found-in-shell',
  title: 'a shell does not find a program that it should run',
  tier: 'container',
  covers: ['img.cmd-not-found-shell', 'img.shebang-missing'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const { attempt, container } = subject;
    const fact = notFoundIn(valueOf(subject.log()), attempt?.exitCode);
    if (!fact || !attempt || attempt.exitCode === 0 || readByShell(subject)) return undefined;
    const { command } = fact.fields;
    const fix = new WorkloadFix(subject, evidence);
    const slip = shellSlip(fact, fix);
    if (slip) return slip;
    const one = commandInOne(command, subject, evidence);
    if (one)
      return {
        summary: `container ${container.name} ends with exit code ${attempt.exitCode}: its shell looks for a program that is called "${command}" as a whole, as ${one.why}`,
        confidence: 'certain',
        object: settingObject(one.setting, fix),
        proof: [logProof(subject, fact), attemptProof(subject), settingProof(one.setting, undefined, undefined, subject)],
        fixes: [takenApart(one, fix) ?? []].flat(),
      };
    const { words, doubt, before, object, proof, fixes } = commandAsked(fact, fix);
    // In a file that its script reads, it may be a part of a value.
    const isInFile = fact.fields.file !== undefined && !command.startsWith('-');
    return {
      summary: `container ${container.name} ends with exit code ${attempt.exitCode}: ${words}${doubt}`,
      // 127 is what shells and env end with when they do not find a program (POSIX 2.8.2).
      confidence: attempt.exitCode === 127 && !isInFile && !doubt ? 'certain' : 'likely',
      object,
      proof: [logProof(subject, fact), attemptProof(subject), ...proof],
      fixes,
      decides: before ? `what there is at ${before.mountPath} in the container, and in the image` : `whether ${command} is in the image`,
    };
  },
};
