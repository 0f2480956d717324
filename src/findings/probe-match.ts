/** The sentence and the proofs that every finding about a probe begins with. */

import { attemptProof, eventProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import { timeOf } from '../kube/pod.ts';
import { describeProbe, fieldOf, graceOf, numbersOf, patienceOf } from '../kube/probe.ts';
import { present } from '../present.ts';
import type { Confidence, ObjectRef, Proof, RuledOut } from '../report.ts';
import type { ProbeTrouble } from '../trace/probes/probe-trouble.ts';

/** `why` goes on after the probe's name: "answers 404". */
export function probeSentence({ effect, kind, probe }: ProbeTrouble, subject: Subject, why: string): string {
  const { container } = subject;
  if (effect === 'killed') return `the ${kind} probe kills container ${container.name}: ${describeProbe(probe)} ${why}`;
  if (kind === 'readiness' && wasReady(subject))
    return `container ${container.name} runs and is no longer ready: its readiness probe, ${describeProbe(probe)}, ${why}`;
  return `container ${container.name} runs and never becomes ${kind === 'startup' ? 'started' : 'ready'}: its ${kind} probe, ${describeProbe(probe)}, ${why}`;
}

/** Between the end of a container and the kubelet's word that the pod is not ready. */
const SLACK = 5000;

/** The time of a condition is that of its last change: not ready since later than the start, so it was ready in between. */
function wasReady({ pod, status }: Subject): boolean {
  const ready = pod.status.conditions?.find(({ type }) => type === 'Ready');
  const [changed, started] = [timeOf(ready?.lastTransitionTime), timeOf(status?.state?.running?.startedAt)];
  return ready?.status === 'False' && changed !== undefined && started !== undefined && changed > started + SLACK;
}

const ORDER: readonly Confidence[] = ['possible', 'likely', 'certain'];

/** No surer than what says that the probe did it. */
export function noSurer({ confidence }: ProbeTrouble, wanted: Confidence): Confidence {
  return ORDER[Math.min(ORDER.indexOf(confidence), ORDER.indexOf(wanted))] as Confidence;
}

/** The kubelet's words, how the run ended, and the probe's arithmetic. */
export function probeProofs(trouble: ProbeTrouble, subject: Subject): [Proof, ...Proof[]] {
  const { killing, unhealthy, kind, probe, effect, hint } = trouble;
  const said = [...[killing, unhealthy].flatMap((event) => (event ? [eventProof(event)] : [])), ...present(hint)];
  const slow = effect === 'killed' && subject.attempt?.exitCode === 137 ? `, then ${graceOf(probe, subject.pod)} s of grace` : '';
  const numbers = specProof(subject, fieldOf(kind), `${arithmetic(trouble)}${slow}`);
  const [first = numbers, ...rest] = [...said, ...present(effect === 'killed' && attemptProof(subject)), numbers];
  return [first, ...rest];
}

function arithmetic({ probe, effect }: ProbeTrouble): string {
  const { delay, period, failures, timeout } = numbersOf(probe);
  const sum = `${delay ? `initialDelaySeconds ${delay} + ` : ''}periodSeconds ${period} × failureThreshold ${failures}`;
  return effect === 'killed'
    ? `${sum} = killed after ${patienceOf(probe)} s at most`
    : `periodSeconds ${period}, timeoutSeconds ${timeout}`;
}

export function probeObject({ kind }: ProbeTrouble, fix: WorkloadFix, field: string): ObjectRef {
  return fix.containerObject(`${fieldOf(kind)}${field}`);
}

/** SIGKILL looks like the kernel's OOM killer: say what speaks against it. */
export function notMemory({ effect, killing }: ProbeTrouble, { attempt }: Subject): RuledOut[] {
  if (effect !== 'killed' || attempt?.exitCode !== 137) return [];
  if (attempt.reason === 'OOMKilled')
    return [
      {
        cause: 'oom-killed',
        because:
          'OOMKilled tells that the kernel killed a process of it in that run, a child, which is a fault of its own; the container ended when the grace period of the probe was over',
      },
    ];
  return [
    {
      cause: 'oom-killed',
      because: `the run's reason is ${attempt.reason ?? 'none'}, not OOMKilled${killing ? ', and the kubelet says that it killed it' : ''}`,
    },
  ];
}
