import { specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { alternatives } from '../findings/probe-alternatives.ts';
import { noSurer, notMemory, probeObject, probeProofs, probeSentence } from '../findings/probe-match.ts';
import { ProbeFix } from '../fixes/probe.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { fieldOf, type ProbeKind, portOf } from '../kube/probe.ts';
import { isSlowCall, type ProbeFailure } from '../trace/probes/probe-failure.ts';
import { type ProbeTrouble, probeTrouble } from '../trace/probes/probe-trouble.ts';
import { type Listener, listenerProof, passingProbes, servingOf } from '../trace/probes/serving.ts';
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
    const seen = seenAtPort(trouble, failure, subject);
    if (!seen) return undefined;
    const { said, passing } = seen;
    const serving = servingOf(subject);
    const port = portOf(probe, subject.container);
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: probeSentence(trouble, subject, seen.why),
      confidence: noSurer(trouble, seen.isSure ? 'certain' : 'likely'),
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

interface SeenAtPort {
  /** What the call gets, for a sentence. */
  why: string;
  isSure: boolean;
  /** Its log tells that it listens there. */
  said: Listener | undefined;
  /** Another probe asks on that port in another way, and passes. */
  passing: { kind: ProbeKind; isHttp: boolean } | undefined;
}

/** Undefined without a sign of a server on that port: it may also just be slow. */
function seenAtPort({ kind, probe }: ProbeTrouble, { sort }: ProbeFailure, subject: Subject): SeenAtPort | undefined {
  const { container } = subject;
  const port = portOf(probe, container);
  const said = servingOf(subject).listeners.find((one) => one.port === port && !one.loopback);
  const plain = said !== undefined && /\bhttp\b/i.test(said.quote) && !/grpc/i.test(said.quote);
  const other = passingProbes(subject, kind).find((one) => {
    const { exec, grpc, ...handler } = container[fieldOf(one)] ?? {};
    return !exec && !grpc && portOf(handler, container) === port;
  });
  const passing = other && { kind: other, isHttp: container[fieldOf(other)]?.httpGet !== undefined };
  if (sort === 'grpc-unimplemented')
    return { why: 'is not implemented: the server there does not have grpc.health.v1.Health', isSure: true, said, passing };
  if (sort === 'grpc-service')
    return { why: "fails, as the server's health service knows no service of that name", isSure: true, said, passing };
  if (!said && !passing) return undefined;
  // What passed before the start was over may hang since.
  const servesHttp = plain || (passing?.isHttp && passing.kind === 'readiness');
  const what =
    plain || passing?.isHttp
      ? ', as the program serves HTTP there'
      : said || !passing
        ? ''
        : `, though the port takes connections, as the ${passing.kind} probe has found: what listens there speaks something else than gRPC, or hangs`;
  return { why: `gets no gRPC answer${what}`, isSure: servesHttp ?? false, said, passing };
}
