import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, eventProof, specProof, waitingProof } from '../evidence/proof.ts';
import { during, type Subject } from '../evidence/subject.ts';
import { type WhyFails, whyFails } from '../findings/why-hook-fails.ts';
import { type ExecuteBit, executeBit } from '../fixes/execute-bit.ts';
import { emptyFolder } from '../fixes/mount.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Attempt } from '../kube/pod.ts';
import type { Handler } from '../kube/shapes.ts';
import { isWordless, type LogReading } from '../logs/reading.ts';
import { present } from '../present.ts';
import type { Fix, Proof } from '../report.ts';
import { hookWords } from '../trace/probes/hook-words.ts';
import { listenerProof } from '../trace/probes/serving.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

/** The API server lets a source of events say the same only so often: that of the last run may be missing. */
const RECENT = 600;

export const poststartHookFails: Cause = {
  id: 'poststart-hook-fails',
  title: 'the postStart hook fails, so the kubelet kills the container',
  tier: 'kubernetes',
  covers: ['hook.poststart'],
  rung: RUNG.killed,

  detect(subject, evidence) {
    const { attempt, status } = subject;
    const { postStart } = subject.container.lifecycle ?? {};
    if (!postStart) return undefined;
    const waiting = status?.state?.waiting?.reason === 'PostStartHookError' ? waitingProof(subject) : undefined;
    const [event] = subject.events('FailedPostStartHook');
    if (!waiting && (!event || during([event], attempt, RECENT).length === 0)) return undefined;
    // A probe ended this run; the hook was another one's.
    const byProbe = during(subject.events('Killing'), attempt, 60).some(({ message }) =>
      /failed (?:liveness|startup) probe/.test(message ?? ''),
    );
    if (byProbe && !waiting && during(present(event), attempt, 5).length === 0) return undefined;
    const said = waiting?.quote ?? event?.message ?? '';
    // The hook runs beside the program and dies with it, and the kubelet then says the same: the program's own end is the cause.
    if (/exited with 137\b|container not running|task .{0,100} not found/.test(said) || attempt?.reason === 'OOMKilled') return undefined;
    const log = valueOf(subject.log());
    const isKilled = endedBySignal(attempt, log);
    if (!isKilled && (log === undefined || log.decisive)) return undefined;
    const isSure = isKilled && (waiting !== undefined || during(event ? [event] : [], attempt, 5).length > 0);
    // One that ended by itself, and says nothing, may have had a reason of its own.
    const confidence = isSure ? 'certain' : isKilled || (log && !isWordless(log)) ? 'likely' : 'possible';
    const proof = waiting ?? eventProof(event as NonNullable<typeof event>);
    return { ...failed(postStart, said, log, proof, subject, evidence), confidence, ...(isKilled ? {} : { decides: OWN_END }) };
  },
};

const OWN_END = 'why the program itself ended: the kubelet ends it by a signal, and its own end fails the hook, too';

function failed(
  hook: Handler,
  said: string,
  log: LogReading | undefined,
  proof: Proof,
  subject: Subject,
  evidence: Evidence,
): Omit<Match, 'confidence'> {
  const { attempt, container } = subject;
  const what = hookWords(hook);
  const why = whyFails(hook, what, said, log, subject, evidence);
  const fix = new WorkloadFix(subject, evidence);
  const bit = why.script === undefined ? undefined : executeBit(why.script, fix);
  return {
    summary: `the postStart hook of container ${container.name} fails (${what.slice(0, 160)}), so the kubelet kills the container${whyWords(why, bit)}`,
    object: bit ? fix.object(bit.field) : fix.containerObject('lifecycle.postStart'),
    proof: [
      proof,
      attemptProof(subject),
      specProof(subject, 'lifecycle.postStart', what),
      ...present(
        why.target?.proof,
        why.file?.proof,
        why.port && listenerProof(why.port),
        why.answered && { step: 'logs --previous', quote: why.answered.quote },
      ),
    ],
    fixes: fixesOf(why, bit, fix),
    ruledOut:
      attempt?.exitCode === 137 ? [{ cause: 'oom-killed', because: `the run's reason is ${attempt.reason ?? 'none'}, not OOMKilled` }] : [],
  };
}

/** By the kubelet, as far as can be seen: SIGTERM may be obeyed and end it with 0. */
function endedBySignal(attempt: Attempt | undefined, log: LogReading | undefined): boolean {
  const obeyed = log?.facts.some(({ kind }) => kind === 'term-received') ?? false;
  return !attempt || [137, 143].includes(attempt.exitCode) || (obeyed && attempt.exitCode === 0);
}

function whyWords(
  { answered, output, absent, target, script, own, file, mended, port, early }: WhyFails,
  bit: ExecuteBit | undefined,
): string {
  const seen = answered ? `; the program answers ${answered.path} with ${answered.status}` : output ? `; it wrote: ${output}` : '';
  const denied = target ? `; it writes ${target.path}, and ${target.why}` : '';
  const lacksBit = bit ? `; ${script} has no execute bit: ${bit.where}` : '';
  const asksItself = own
    ? `; it asks Service ${own}, which leads to this pod, but not before its hooks are done and it is ready, and to no other that is`
    : '';
  const isAbsent = absent && !mended ? `; there is no program ${absent} in the container` : '';
  return `${seen}${isAbsent}${denied}${lacksBit}${asksItself}${file?.words ?? mended?.words ?? ''}${port ? `; the program listens on ${port.port}` : early}`;
}

function fixesOf({ target, mended }: WhyFails, bit: ExecuteBit | undefined, fix: WorkloadFix): Fix[] {
  const { subject, evidence } = fix;
  const mend = mended && fix.patchContainer(mended.text, { lifecycle: { postStart: { exec: { command: mended.command } } } });
  const back = rollback(subject, evidence, (change) => change.includes('lifecycle') || /(?:^| )image /.test(change));
  const without = fix.patchContainer('take the hook out until what it does works; the container starts without it', {
    lifecycle: { postStart: null },
  });
  return present(
    back?.fix,
    bit?.fix,
    target?.folder && emptyFolder(fix, target.folder),
    ...(mended?.isPlain ? [mend, without] : [without, mend]),
  );
}
