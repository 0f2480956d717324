import { attemptProof, specProof } from '../evidence/proof.ts';
import { during } from '../evidence/subject.ts';
import { setCommand } from '../fixes/command-line.ts';
import { advised } from '../fixes/fix.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { commandLine } from '../kube/pod.ts';
import { signalOf } from '../kube/signals.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { type KillLine, killLine } from '../trace/programs/kill-line.ts';
import { placeOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

/** Of `timeout`, and of the signals that are sent on purpose: SIGHUP, SIGINT, SIGKILL, SIGUSR1, SIGUSR2, SIGTERM. */
const CODES = [124, 129, 130, 137, 138, 140, 143];

export const endedByScript: Cause = {
  id: 'ended-by-script',
  title: 'a command in its own script, or in that of a container which shares its processes, ends it',
  tier: 'kubernetes',
  covers: ['app.deadline', 'sig.external-kill'],
  // What the program says of itself explains more: a time limit may end what waits for something in vain.
  rung: RUNG.code - 4,

  detect(subject, evidence) {
    const { attempt, container, pod } = subject;
    if (!attempt || !CODES.includes(attempt.exitCode) || attempt.reason === 'OOMKilled' || pod.metadata.deletionTimestamp) return undefined;
    if (during(subject.events('Killing'), attempt, 60).length > 0) return undefined;
    const found = killLine(subject, evidence);
    if (!found) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const signal = signalOf(attempt.exitCode);
    const code = `exit code ${attempt.exitCode}${signal ? ` (${signal})` : ''}`;
    const where = found.own ? placeOf(found.setting) : `container ${found.container}, ${placeOf(found.setting)}`;
    return {
      summary: `container ${container.name} ends with ${code}${attempt.seconds === undefined ? '' : ` after ${attempt.seconds} s`}${attempt.exitCode === 124 ? '' : ', without a mark of the kernel or the kubelet'}: ${reason(found)}`,
      confidence: subject.eventsKnown && (found.limit || !found.own) ? 'likely' : 'possible',
      object: fix.object(found.limit?.variable ? `env ${found.limit.variable.name}` : where),
      proof: [
        attemptProof(subject),
        { step: 'get', quote: `${where}: ${found.line}` },
        ...present(found.limit?.variable && { step: 'get', quote: `${placeOf(found.limit.variable)}: ${found.limit.variable.value}` }),
        ...(found.own ? [] : [specProof(subject, 'shareProcessNamespace', 'true')]),
      ],
      fixes:
        found.limit?.variable?.place.kind === 'env'
          ? [longer(found.limit.variable.name ?? '', found.limit.seconds, fix)]
          : (withoutLimit(found, fix) ?? [...(found.own ? [] : [apart(found, fix)]), told(found, signal)]),
      decides: found.own
        ? 'what the program is doing when its script ends it: its log up to there'
        : `the log of container ${found.container} at the time of the next death`,
    };
  },
};

function reason({ own, container, line, limit, setting }: KillLine): string {
  if (!own)
    return `container ${container} shares the process namespace (shareProcessNamespace), and its ${placeOf(setting)} has "${line}", which reaches the processes of this one`;
  return limit
    ? `that is the time limit of its own script: "${line}"${limit.variable ? `, where ${limit.variable.name} is ${limit.variable.value}` : ''} (${placeOf(setting)})`
    : `its own script can end it so: "${line}" (${placeOf(setting)})`;
}

const longer = (name: string, seconds: number, fix: WorkloadFix) =>
  fix.setEnv(`if it only takes longer: give it ten times the ${seconds} s (${name}); if it hangs, its log tells where`, [
    `${name}=${seconds * 10}`,
  ]);

/** Without `timeout` and what it is given, in the text of a script or as the first words of what the container runs. */
function withoutLimit({ limit, before, setting }: KillLine, fix: WorkloadFix): Fix[] | undefined {
  const { written } = setting;
  if (!limit || before === undefined) return undefined;
  const text = `take the limit of ${limit.seconds} s out (${placeOf(setting)}), if it only takes longer; if it hangs, its log tells where`;
  if (written?.split(before).length === 2) return present(changeSettings(text, [{ setting, to: written.replace(before, '') }], fix));
  const { container } = fix.subject;
  const words = commandLine(container);
  if (!`${words.join(' ')} `.startsWith(before)) return undefined;
  const rest = words.slice(before.trim().split(/\s+/).length);
  return [
    container.command
      ? setCommand(fix, text, rest, true)
      : fix.patchJson(text, [{ op: 'replace', path: `${fix.containerPath}/args`, value: rest }]),
  ];
}

/** What programs read their settings again at, by custom. */
const HANDLED = ['SIGHUP', 'SIGUSR1', 'SIGUSR2'];

const apart = ({ container }: KillLine, fix: WorkloadFix) =>
  fix.patchSpec(`keep the processes of the containers apart: then ${container} reaches its own alone`, { shareProcessNamespace: false });

const told = ({ own, container, limit }: KillLine, signal: string | undefined) =>
  advised(
    own
      ? limit
        ? 'give it more time in that line, or take the limit out, if it only takes longer; if it hangs, its log tells where'
        : 'look in the script for what makes it do so'
      : `let container ${container} signal only what is its own, or tell it by other means (an HTTP call)${signal && HANDLED.includes(signal) ? `; or let the program handle ${signal}, which ends it where it does not` : ''}`,
  );
