import { fellBefore } from '../findings/fell-before.ts';
import { lacksPassword, missingProgram, repairCommand } from '../findings/probe-command.ts';
import { mendedCommand } from '../findings/probe-command-mended.ts';
import { noSurer, notMemory, probeObject, probeProofs, probeSentence } from '../findings/probe-match.ts';
import { ProbeFix } from '../fixes/probe.ts';
import { takeAway } from '../fixes/take-away.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { commandLine } from '../kube/pod.ts';
import { present } from '../present.ts';
import { tracedFrom } from '../trace/network/dependency.ts';
import { addressOf } from '../trace/network/failing.ts';
import { probedElsewhere } from '../trace/network/probed.ts';
import { fileAge } from '../trace/probes/file-age.ts';
import { fileCondition } from '../trace/probes/file-condition.ts';
import { otherPortOf } from '../trace/probes/probe-command-port.ts';
import { probeTrouble } from '../trace/probes/probe-trouble.ts';
import { listenerProof, servingOf } from '../trace/probes/serving.ts';
import { slowStart } from '../trace/probes/slow-start.ts';
import { namesOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

const LONGEST = 160;

export const probeCommandFails: Cause = {
  id: 'probe-command-fails',
  title: "a probe's command fails",
  tier: 'kubernetes',
  covers: ['probe.liveness-exec', 'probe.startup-exhausted', 'probe.readiness'],
  rung: RUNG.killed,

  detect(subject, evidence) {
    const trouble = probeTrouble(subject, evidence);
    if (trouble?.failure?.sort !== 'command' || missingProgram(trouble) || (trouble.effect === 'killed' && slowStart(trouble, subject)))
      return undefined;
    const { output } = trouble.failure;
    const [line = ''] = output
      .split('\n')
      .map((text) => text.trim())
      .filter(Boolean);
    const fix = new WorkloadFix(subject, evidence);
    const { container } = subject;
    const noPassword = lacksPassword(output, trouble.probe.exec?.command ?? [], commandLine(container));
    const silent = noPassword ? ': redis asks for a password (--requirepass), and redis-cli is given none' : ' and writes nothing';
    const elsewhere = probedElsewhere(subject, evidence);
    // What it asks is down, and why is known: that is told instead (dependency-…).
    if (elsewhere && tracedFrom(subject, evidence)) return undefined;
    const other = elsewhere ? undefined : otherPortOf(output, trouble.probe.exec?.command ?? [], servingOf(subject));
    const mended = other || elsewhere ? undefined : mendedCommand(trouble, container, namesOf(subject, evidence));
    const listener = other && servingOf(subject).listeners.find(({ port }) => port === other.open);
    const condition = line ? undefined : fileCondition(trouble.probe.exec?.command ?? []);
    const age = line || condition || noPassword ? undefined : fileAge(trouble.probe.exec?.command ?? []);
    const absent = /No such file or directory/.test(line) || condition?.isThere === false;
    const fell = absent && !mended ? fellBefore(subject, evidence) : undefined;
    return {
      summary: probeSentence(
        trouble,
        subject,
        `fails${line ? ` with: ${line.slice(0, LONGEST)}` : condition ? `: ${condition.words}` : age ? `: ${age.path} had not been touched for ${age.most}` : silent}${other ? `; it asks on port ${other.asked}, and the program listens on port ${other.open}` : ''}${mended?.words ?? ''}${elsewhere ? `; it asks ${addressOf(elsewhere)}, which is another program` : ''}${fell?.words ?? ''}`,
      ),
      confidence: noSurer(trouble, fell ? 'likely' : 'certain'),
      object: probeObject(trouble, fix, '.exec.command'),
      proof: [...probeProofs(trouble, subject), ...present(listener && listenerProof(listener)), ...(fell?.proof ?? [])],
      fixes: mended
        ? [new ProbeFix(fix, trouble).handler(() => mended.text, { exec: { command: mended.command } })]
        : other?.command
          ? [
              new ProbeFix(fix, trouble).handler((probes) => `let the ${probes} ask on port ${other.open}`, {
                exec: { command: other.command },
              }),
            ]
          : age
            ? [
                new ProbeFix(fix, trouble).handler(
                  (probes) =>
                    `let the ${probes} wait until ${age.path} has not been touched for ${age.longer.most}: a trial, as nobody has measured how often the program touches it, or whether it hangs`,
                  { exec: { command: age.longer.command } },
                ),
              ]
            : condition?.isThere && trouble.effect === 'unready'
              ? [takeAway(condition.path, subject, evidence)]
              : [
                  ...present(fell?.look),
                  ...repairCommand(
                    new ProbeFix(fix, trouble),
                    servingOf(subject),
                    absent ? 'what the command looks for was not there in all that time' : 'the command does not work in this container',
                  ),
                ],
      ruledOut: notMemory(trouble, subject),
      ...(fell ? { decides: 'whether the program makes what the command looks for once that error is mended' } : {}),
    };
  },
};
