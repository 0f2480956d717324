import { loggedLines } from '../evidence/end.ts';
import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logStep, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { settingObject } from '../findings/setting-proof.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import { type LineCutOff, lineCutOff } from '../trace/programs/line-cut-off.ts';
import { startText } from '../trace/programs/start-text.ts';
import { type Cause, RUNG } from './cause.ts';

export const lineNotContinued: Cause = {
  id: 'line-not-continued',
  title: 'blanks stand behind the backslash that was to continue a line of its script',
  tier: 'kubernetes',
  covers: ['app.shell-syntax', 'cfg.bad-flag'],
  // What the program and the shell complain of follows from it.
  rung: RUNG.killed + 1,

  detect(subject, evidence) {
    const { attempt, container } = subject;
    if (!attempt || attempt.reason === 'OOMKilled' || attempt.exitCode > 128) return undefined;
    const start = startText(subject, evidence);
    const cut = start && lineCutOff(start.text);
    if (!cut) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const { setting, where } = start;
    const { line, before, next, text } = cut;
    // The shell takes the next line for a command; a program that takes the shell's place leaves it no time for that.
    const said = valueOf(subject.log())?.lines.find((one) => one.includes(`${next}: `) && /not found/.test(one));
    // Else it may be a command on its own, also one that is not there.
    if (!cut.isExec && said === undefined && !next.startsWith('-')) return undefined;
    // A command that may not have been come to has to be seen in the log.
    if (!cut.isLast && said === undefined && !isSure(cut, said, subject)) return undefined;
    const change = changeSettings(`take the blanks behind the backslash of line ${line} away`, [{ setting, to: text }], fix);
    return {
      summary: `container ${container.name} runs only a part of a command: line ${line} of ${where} has blanks behind its last backslash ("${before}"), so the command ends there, with a blank as its last word, and ${next} in the next line is no part of it`,
      confidence: isSure(cut, said, subject) ? 'certain' : 'likely',
      object: settingObject(setting, fix),
      proof: [
        setting.place.kind === 'configmap'
          ? { step: `get cm ${setting.place.object}`, quote: `${setting.place.key}, line ${line}: "${before}"` }
          : specProof(subject, 'command', `"${before}"`),
        ...present(said !== undefined && { step: logStep(subject), quote: said.slice(0, 200) }),
        attemptProof(subject),
      ],
      fixes: present(change),
      decides: 'the script with set -x, which shows each command as it runs, and whether it comes to that line',
    };
  },
};

/** The shell takes for a command what is none, or the program names the blank that it got. */
const isSure = ({ next, isExec }: LineCutOff, said: string | undefined, subject: Subject): boolean =>
  said !== undefined ? /^-|[:=]/.test(next) : isExec && loggedLines(subject).some((line) => /(["'`]) \1|arguments?: +$/.test(line));
