import { specProof } from '../evidence/proof.ts';
import { alternatives } from '../findings/probe-alternatives.ts';
import { noSurer, notMemory, probeObject, probeProofs, probeSentence } from '../findings/probe-match.ts';
import { ProbeFix } from '../fixes/probe.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { fieldOf, portOf } from '../kube/probe.ts';
import { isSlowCall } from '../trace/probes/probe-failure.ts';
import { probeTrouble } from '../trace/probes/probe-trouble.ts';
import { listenerProof, passingProbes, servingOf } from '../trace/probes/serving.ts';
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
    if (
      !trouble ||
      !probe?.grpc ||
      !failure ||
      !['timeout', 'reset', 'grpc-unimplemented', 'grpc-service', 'plain-to-tls'].includes(failure.sort)
    )
      return undefined;
    if (isSlowCall(trouble.detail)) return undefined;
    const isSure = failure.sort === 'grpc-unimplemented' || failure.sort === 'grpc-service';
    const serving = servingOf(subject);
    const port = portOf(probe, subject.container);
    const said = serving.listeners.find((one) => one.port === port && !one.loopback);
    const plain = said !== undefined && /\bhttp\b/i.test(said.quote) && !/grpc/i.test(said.quote);
    const other = passingProbes(subject, trouble.kind).find((kind) => {
      const one = subject.container[fieldOf(kind)] ?? {};
      return !one.exec && !one.grpc && portOf(one, subject.container) === port;
    });
    const passing = other && { kind: other, isHttp: subject.container[fieldOf(other)]?.httpGet !== undefined };
    // What passed before the start was over may hang since.
    const servesHttp = plain || (passing?.isHttp && passing.kind === 'readiness');
    // Without a sign of a server on that port, it may also just be slow.
    if (!isSure && !said && !passing) return undefined;
    const why =
      failure.sort === 'grpc-unimplemented'
        ? 'is not implemented: the server there does not have grpc.health.v1.Health'
        : failure.sort === 'grpc-service'
          ? "fails, as the server's health service knows no service of that name"
          : `gets no gRPC answer${plain || passing?.isHttp ? ', as the program serves HTTP there' : said || !passing ? '' : `, though the port takes connections, as the ${passing.kind} probe has found: what listens there speaks something else than gRPC, or hangs`}`;
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: probeSentence(trouble, subject, why),
      confidence: noSurer(trouble, isSure || servesHttp ? 'certain' : 'likely'),
      object: probeObject(trouble, fix, '.grpc'),
      proof: [
        ...probeProofs(trouble, subject),
        ...(said ? [listenerProof(said)] : passing ? [specProof(subject, fieldOf(passing.kind), `port ${port}, which passes`)] : []),
      ],
      fixes: [
        failure.sort === 'grpc-service' && probe.grpc.service
          ? fix.patchContainer(`let the ${trouble.kind} probe ask for the health of the whole server, without a name`, {
              [fieldOf(trouble.kind)]: { grpc: { service: null } },
            })
          : alternatives(new ProbeFix(fix, trouble), serving, 'gRPC health checks do not work here', port),
      ],
      ruledOut: notMemory(trouble, subject),
      decides: 'whether the program registers the gRPC health service',
    };
  },
};
