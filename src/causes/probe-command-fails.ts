import type { Evidence } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { fellBefore } from '../findings/fell-before.ts';
import { decisiveLine, isGone, isUnanswered, lacksPassword, missingProgram, repairCommand } from '../findings/probe-command.ts';
import { mendedCommand } from '../findings/probe-command-mended.ts';
import { noSurer, notMemory, probeObject, probeProofs, probeSentence } from '../findings/probe-match.ts';
import { executeBit } from '../fixes/execute-bit.ts';
import { advised } from '../fixes/fix.ts';
import { ProbeFix } from '../fixes/probe.ts';
import { takeAway } from '../fixes/take-away.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { withoutBit } from '../trace/files/without-bit.ts';
import type { Connection } from '../trace/network/connection.ts';
import { tracedFrom } from '../trace/network/dependency.ts';
import { addressOf } from '../trace/network/failing.ts';
import { probedElsewhere } from '../trace/network/probed.ts';
import { fileAge } from '../trace/probes/file-age.ts';
import { fileCondition } from '../trace/probes/file-condition.ts';
import { otherPortOf } from '../trace/probes/probe-command-port.ts';
import { type ProbeTrouble, probeTrouble } from '../trace/probes/probe-trouble.ts';
import { listenerProof, type Serving, servingOf } from '../trace/probes/serving.ts';
import { slowStart } from '../trace/probes/slow-start.ts';
import { serverSetting } from '../trace/servers/server-setting.ts';
import { namesOf, settingsOf } from '../trace/settings/settings.ts';
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
    if (trouble?.failure?.sort !== 'command' || !trouble.probe.exec || isGone(trouble.failure.output)) return undefined;
    if (missingProgram(trouble) || (trouble.effect === 'killed' && slowStart(trouble, subject))) return undefined;
    const elsewhere = probedElsewhere(subject, evidence);
    // What it asks is down, and why is known: that is told instead (dependency-…).
    if (elsewhere && tracedFrom(subject, evidence)) return undefined;
    const why = whyFails(trouble, trouble.failure.output, elsewhere, subject, evidence);
    const { other, mended, condition, fell, script } = why;
    const serving = servingOf(subject);
    const listener = other && serving.listeners.find(({ port }) => port === other.open);
    const fix = new WorkloadFix(subject, evidence);
    const bit = script === undefined ? undefined : executeBit(script, fix);
    const asks = other ? `; it asks on port ${other.asked}, and the program listens on port ${other.open}` : '';
    const another = elsewhere ? `; it asks ${addressOf(elsewhere)}, which is another program` : '';
    return {
      summary: probeSentence(
        trouble,
        subject,
        `fails${failWords(why)}${bit ? `; ${script} has no execute bit: ${bit.where}` : ''}${asks}${mended?.words ?? ''}${another}${fell?.words ?? ''}`,
      ),
      confidence: noSurer(trouble, fell ? 'likely' : 'certain'),
      object: bit ? fix.object(bit.field) : probeObject(trouble, fix, '.exec.command'),
      proof: [...probeProofs(trouble, subject), ...present(listener && listenerProof(listener)), ...(fell?.proof ?? [])],
      fixes: bit
        ? [bit.fix]
        : condition?.isThere && trouble.effect === 'unready' && !mended && !other?.command
          ? [takeAway(condition.path, subject, evidence)]
          : fixesOf(why, new ProbeFix(fix, trouble), serving),
      ruledOut: notMemory(trouble, subject),
      ...(fell ? { decides: 'whether the program makes what the command looks for once that error is mended' } : {}),
    };
  },
};

interface WhyFails {
  /** The first line that it writes; empty where it writes nothing. */
  line: string;
  /** redis asks for a password, and it gives none. */
  noPassword: boolean;
  other: ReturnType<typeof otherPortOf>;
  mended: ReturnType<typeof mendedCommand>;
  /** The script that is the command, which nobody may run. */
  script: string | undefined;
  /** What it tests of a file. */
  condition: ReturnType<typeof fileCondition>;
  age: ReturnType<typeof fileAge>;
  /** What it looks for is not there. */
  isAbsent: boolean;
  /** A client whose server does not answer: the command itself works. */
  isUnanswered: boolean;
  fell: ReturnType<typeof fellBefore>;
}

function whyFails(
  trouble: ProbeTrouble,
  output: string,
  elsewhere: Connection | undefined,
  subject: Subject,
  evidence: Evidence,
): WhyFails {
  const command = trouble.probe.exec?.command ?? [];
  const line = decisiveLine(output);
  const noPassword = lacksPassword(output, command, serverSetting(['requirepass'], settingsOf(subject, evidence)) !== undefined);
  const other = elsewhere ? undefined : otherPortOf(output, command, servingOf(subject));
  const mended = other || elsewhere ? undefined : mendedCommand(trouble, subject.container, namesOf(subject, evidence));
  const condition = line ? undefined : fileCondition(command);
  const isAbsent = /No such file or directory/.test(line) || condition?.isThere === false;
  return {
    line,
    noPassword,
    other,
    mended,
    script: /permission denied/i.test(line) ? withoutBit(command, subject) : undefined,
    condition,
    age: line || condition || noPassword ? undefined : fileAge(command),
    isAbsent,
    isUnanswered: isUnanswered(line),
    fell: isAbsent && !mended ? fellBefore(subject, evidence) : undefined,
  };
}

function failWords({ line, condition, age, noPassword }: WhyFails): string {
  if (line) return ` with: ${line.slice(0, LONGEST)}`;
  if (condition) return `: ${condition.words}`;
  if (age) return `: ${age.path} had not been touched for ${age.most}`;
  return noPassword ? ': redis asks for a password (requirepass), and redis-cli is given none' : ' and writes nothing';
}

function fixesOf({ mended, other, age, isAbsent, isUnanswered, fell }: WhyFails, probes: ProbeFix, serving: Serving): Fix[] {
  if (mended) return [probes.handler(() => mended.text, { exec: { command: mended.command } })];
  if (other?.command)
    return [probes.handler((words) => `let the ${words} ask on port ${other.open}`, { exec: { command: other.command } })];
  if (age)
    return [
      probes.handler(
        (words) =>
          `let the ${words} wait until ${age.path} has not been touched for ${age.longer.most}: a trial, as nobody has measured how often the program touches it, or whether it hangs`,
        { exec: { command: age.longer.command } },
      ),
    ];
  if (isUnanswered) return [answeredLater(probes)];
  const why = isAbsent ? 'what the command looks for was not there in all that time' : 'the command does not work in this container';
  return [...present(fell?.look), ...repairCommand(probes, serving, why)];
}

function answeredLater(probes: ProbeFix): Fix {
  return probes.trouble.effect === 'unready'
    ? advised('the command works, and the server does not answer it: its log tells why')
    : probes.startup(
        (seconds) => `if the server only starts slowly: a startupProbe gives it ${seconds} s; else its log tells why it does not answer`,
        undefined,
      );
}
