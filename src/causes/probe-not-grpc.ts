import { alternatives } from '../findings/probe-alternatives.ts';
import { noSurer, notMemory, probeObject, probeProofs, probeSentence } from '../findings/probe-match.ts';
import { ProbeFix } from '../fixes/probe.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { portOf } from '../kube/probe.ts';
import { probeTrouble } from '../trace/probes/probe-trouble.ts';
import { listenerProof, servingOf } from '../trace/probes/serving.ts';
import { type Cause, RUNG } from './cause.ts';

export const probeNotGrpc: Cause = {
  id: 'probe-not-grpc',
  title: 'a gRPC probe asks a program that does not answer gRPC health checks',
  tier: 'kubernetes',
  covers: ['probe.grpc', 'probe.readiness'],
  rung: RUNG.killed,

  detect(subject, evidence) {
    const trouble = probeTrouble(subject, evidence);
    const { failure, probe } = trouble ?? {};
    if (!trouble || !probe?.grpc || !failure || !['timeout', 'reset', 'grpc-unimplemented', 'plain-to-tls'].includes(failure.sort))
      return undefined;
    const serving = servingOf(subject);
    const port = portOf(probe, subject.container);
    const said = serving.listeners.find((one) => one.port === port && !one.loopback);
    const plain = said !== undefined && /\bhttp\b/i.test(said.quote) && !/grpc/i.test(said.quote);
    // Without a word about a server on that port, it may also just be slow.
    if (failure.sort !== 'grpc-unimplemented' && !said) return undefined;
    const why =
      failure.sort === 'grpc-unimplemented'
        ? 'is not implemented: the server there does not have grpc.health.v1.Health'
        : `gets no gRPC answer${plain ? ', as the program serves HTTP there' : ''}`;
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: probeSentence(trouble, subject, why),
      confidence: noSurer(trouble, failure.sort === 'grpc-unimplemented' || plain ? 'certain' : 'likely'),
      object: probeObject(trouble, fix, '.grpc'),
      proof: [...probeProofs(trouble, subject), ...(said ? [listenerProof(said)] : [])],
      fixes: [alternatives(new ProbeFix(fix, trouble), serving, 'gRPC health checks do not work here', port)],
      ruledOut: notMemory(trouble, subject),
      decides: 'whether the program registers the gRPC health service',
    };
  },
};
