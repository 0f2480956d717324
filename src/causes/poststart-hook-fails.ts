import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, eventProof, specProof, waitingProof } from '../evidence/proof.ts';
import { during, type Subject } from '../evidence/subject.ts';
import { mendedHook } from '../findings/hook-command.ts';
import { hookDenied } from '../findings/hook-denied.ts';
import { executeBit } from '../fixes/execute-bit.ts';
import { emptyFolder } from '../fixes/mount.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { isWordless } from '../logs/reading.ts';
import { requestsIn } from '../logs/requests.ts';
import { present } from '../present.ts';
import { fileMode } from '../trace/files/file-mode.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { ownServiceIn } from '../trace/network/own-service.ts';
import { hookWords } from '../trace/probes/hook-words.ts';
import { listenerProof, servingOf } from '../trace/probes/serving.ts';
import { type Cause, RUNG } from './cause.ts';

/** The script that is the hook, where its ConfigMap or Secret is mounted without an execute bit: nobody may run it, not even root. */
function withoutBit([path = '']: readonly string[], subject: Subject): string | undefined {
  const mounted = path.startsWith('/') ? mountedFile(path, subject) : undefined;
  const mode = mounted?.source && fileMode(mounted.volume, mounted.source.key);
  return mode !== undefined && (mode & 0o111) === 0 ? path : undefined;
}

/** The kubelet asks once, as soon as the container is started (kubernetes pkg/kubelet/lifecycle/handlers.go runHTTPHandler). */
function early(subject: Subject): string {
  const { port } = subject.container.lifecycle?.postStart?.httpGet ?? {};
  const late = servingOf(subject).listeners.find((one) => one.after !== undefined && (one.port === undefined || one.port === port));
  const when = late?.after === undefined ? 'before most programs listen' : `and the program listens ${late.after.toFixed(1)} s later`;
  return `; the kubelet asks once, right after the start, ${when}`;
}

/** Where the program says that it listens, if that is not where the hook asks. */
function otherPort(subject: Subject): { port: number; quote: string; step: string } | undefined {
  const { port } = subject.container.lifecycle?.postStart?.httpGet ?? {};
  const asked = typeof port === 'string' ? subject.container.ports?.find(({ name }) => name === port)?.containerPort : port;
  const heard = servingOf(subject).listeners.flatMap(({ port, quote, step }) => (port === undefined ? [] : [{ port, quote, step }]));
  return asked !== undefined && heard.every((one) => one.port !== asked) ? heard[0] : undefined;
}

export const poststartHookFails: Cause = {
  id: 'poststart-hook-fails',
  title: 'the postStart hook fails, so the kubelet kills the container',
  tier: 'kubernetes',
  covers: ['hook.poststart'],
  rung: RUNG.killed,

  detect(subject, evidence) {
    const { attempt, container, status } = subject;
    const { postStart } = container.lifecycle ?? {};
    if (!postStart) return undefined;
    const waiting = status?.state?.waiting?.reason === 'PostStartHookError' ? waitingProof(subject) : undefined;
    const [event] = subject.events('FailedPostStartHook');
    if (!waiting && !event) return undefined;
    const said = waiting?.quote ?? event?.message ?? '';
    // The hook runs beside the program and dies with it, and the kubelet then says the same: the program's own end is the cause.
    if (/exited with 137\b|container not running|task .{0,100} not found/.test(said)) return undefined;
    const log = valueOf(subject.log());
    const obeyed = log?.facts.some(({ kind }) => kind === 'term-received');
    const bySignal = !attempt || [137, 143].includes(attempt.exitCode) || (obeyed && attempt.exitCode === 0);
    if (!bySignal && (log === undefined || log.decisive)) return undefined;
    if (attempt?.reason === 'OOMKilled') return undefined;
    // The kubelet hides what the hook wrote since 1.34; a page that it asked for stands in the program's log.
    const what = hookWords(postStart);
    const answered = log && requestsIn(log).findLast(({ path, status: code }) => code >= 400 && what.includes(path));
    const output = /message: "(.{1,300}?)"/.exec(said)?.[1]?.replaceAll('\\n', ' ').trim();
    const target = answered || !postStart.exec ? undefined : hookDenied(postStart.exec.command ?? [], said, output, subject);
    const script = answered || !postStart.exec ? undefined : withoutBit(postStart.exec.command ?? [], subject);
    const asked = postStart.httpGet && !answered ? early(subject) : '';
    const own = answered || !postStart.exec ? undefined : ownServiceIn(what, subject, evidence);
    const port = answered ? undefined : otherPort(subject);
    const mended =
      answered || own || target || script || !postStart.exec ? undefined : mendedHook(postStart.exec.command ?? [], subject, evidence);
    const fix = new WorkloadFix(subject, evidence);
    const mend = mended && fix.patchContainer(mended.text, { lifecycle: { postStart: { exec: { command: mended.command } } } });
    const bit = script === undefined ? undefined : executeBit(script, fix);
    const back = rollback(subject, evidence, (change) => change.includes('lifecycle') || /(?:^| )image /.test(change));
    return {
      summary: `the postStart hook of container ${container.name} fails (${what.slice(0, 160)}), so the kubelet kills the container${answered ? `; the program answers ${answered.path} with ${answered.status}` : output ? `; it wrote: ${output}` : ''}${target ? `; it writes ${target.path}, and ${target.why}` : ''}${bit ? `; ${script} has no execute bit: ${bit.where}` : ''}${own ? `; it asks Service ${own}, which leads to this pod, but not before its hooks are done and it is ready, and to no other that is` : ''}${mended?.words ?? ''}${port ? `; the program listens on ${port.port}` : asked}`,
      // One that ended by itself, and says nothing, may have had a reason of its own.
      confidence:
        bySignal && (waiting || during(event ? [event] : [], attempt, 5).length > 0)
          ? 'certain'
          : bySignal || (log && !isWordless(log))
            ? 'likely'
            : 'possible',
      object: bit ? fix.object(bit.field) : fix.containerObject('lifecycle.postStart'),
      proof: [
        waiting ?? eventProof(event as NonNullable<typeof event>),
        attemptProof(subject),
        specProof(subject, 'lifecycle.postStart', what),
        ...present(target?.proof, port && listenerProof(port), answered && { step: 'logs --previous', quote: answered.quote }),
      ],
      fixes: [
        ...present(back?.fix, bit?.fix, target?.folder && emptyFolder(fix, target.folder), mend && mended?.isPlain && mend),
        fix.patchContainer('take the hook out until what it does works; the container starts without it', {
          lifecycle: { postStart: null },
        }),
        ...present(mend && !mended?.isPlain && mend),
      ],
      ...(bySignal
        ? {}
        : { decides: 'why the program itself ended: the kubelet ends it by a signal, and its own end fails the hook, too' }),
      ruledOut:
        attempt?.exitCode === 137
          ? [{ cause: 'oom-killed', because: `the run's reason is ${attempt.reason ?? 'none'}, not OOMKilled` }]
          : [],
    };
  },
};
