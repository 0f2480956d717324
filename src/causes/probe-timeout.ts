import { noSurer, notMemory, probeObject, probeProofs, probeSentence } from '../findings/probe-match.ts';
import { ProbeFix } from '../fixes/probe.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { numbersOf } from '../kube/probe.ts';
import { present } from '../present.ts';
import { littleCpu } from '../trace/probes/little-cpu.ts';
import { isSlowCall } from '../trace/probes/probe-failure.ts';
import { probeTrouble } from '../trace/probes/probe-trouble.ts';
import { listenerProof, servingOf } from '../trace/probes/serving.ts';
import { slowAnswer } from '../trace/probes/slow-answer.ts';
import { slowStart } from '../trace/probes/slow-start.ts';
import { workingPath } from '../trace/probes/working-path.ts';
import { type Cause, RUNG } from './cause.ts';

/** Where nobody knows how long the answer takes. */
const TRY_SECONDS = 10;

export const probeTimeout: Cause = {
  id: 'probe-timeout',
  title: 'a probe does not wait long enough for the answer, or the program hangs',
  tier: 'kubernetes',
  covers: ['probe.liveness-timeout', 'probe.exec-timeout', 'res.cpu-throttle-liveness', 'probe.readiness'],
  rung: RUNG.confirmed + 5,

  detect(subject, evidence) {
    const trouble = probeTrouble(subject, evidence);
    const { sort } = trouble?.failure ?? {};
    if (
      !trouble ||
      (sort !== 'timeout' && sort !== 'command-timeout') ||
      (trouble.probe.grpc && !isSlowCall(trouble.detail)) ||
      (trouble.effect === 'killed' && slowStart(trouble, subject))
    )
      return undefined;
    const { timeout } = numbersOf(trouble.probe);
    const serving = servingOf(subject);
    const slow = slowAnswer(trouble, serving);
    const seconds = slow?.seconds ?? Math.max(TRY_SECONDS, timeout * 2);
    const other = sort === 'timeout' && trouble.probe.httpGet && !slow ? workingPath(trouble, subject, serving) : undefined;
    const cpu = littleCpu(subject);
    const fix = new WorkloadFix(subject, evidence);
    const probes = new ProbeFix(fix, trouble);
    const wait = probes.numbers(`let it wait ${seconds} s for an answer${cpu.also}`, { timeoutSeconds: seconds }, cpu.patch);
    const took =
      slow === undefined
        ? `gets no answer within ${timeout} s (timeoutSeconds)`
        : `takes ${(slow.ms / 1000).toFixed(1)} s to answer, and the probe waits ${timeout} s (timeoutSeconds): a time-out`;
    return {
      summary: probeSentence(trouble, subject, `${took}${slow ? '' : '; the program hangs, or is slower than that'}${cpu.words}`),
      confidence: noSurer(trouble, slow ? 'certain' : 'likely'),
      object: probeObject(trouble, fix, '.timeoutSeconds'),
      proof: [
        ...probeProofs(trouble, subject),
        ...present(slow && listenerProof({ quote: slow.quote, step: serving.step }), other?.proof),
        ...cpu.proof,
      ],
      fixes: other ? [probes.path((words) => `point the ${words} to ${other.path}, which answers in time`, other.path), wait] : [wait],
      ruledOut: notMemory(trouble, subject),
      decides: 'how long the answer takes, and what the program waits for then: its threads or its log at that time',
    };
  },
};
