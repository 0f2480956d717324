import { alternatives } from '../findings/probe-alternatives.ts';
import { noSurer, notMemory, probeObject, probeProofs, probeSentence } from '../findings/probe-match.ts';
import { ProbeFix } from '../fixes/probe.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { portOf } from '../kube/probe.ts';
import { probeTrouble } from '../trace/probes/probe-trouble.ts';
import { servingOf } from '../trace/probes/serving.ts';
import { type Cause, RUNG } from './cause.ts';

export const probeNotHttp: Cause = {
  id: 'probe-not-http',
  title: 'an HTTP probe asks a program that does not speak HTTP there',
  tier: 'kubernetes',
  covers: ['probe.scheme', 'probe.grpc', 'probe.tcp', 'probe.readiness'],
  rung: RUNG.killed,

  detect(subject, evidence) {
    const trouble = probeTrouble(subject, evidence);
    if (trouble?.failure?.sort !== 'not-http' || !trouble.probe.httpGet) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const port = portOf(trouble.probe, subject.container);
    return {
      summary: probeSentence(
        trouble,
        subject,
        `gets an answer that is no HTTP${trouble.failure.http2 ? ': the program speaks HTTP/2 there, as gRPC servers do' : ''}`,
      ),
      confidence: noSurer(trouble, 'certain'),
      object: probeObject(trouble, fix, '.httpGet'),
      proof: probeProofs(trouble, subject),
      fixes: [alternatives(new ProbeFix(fix, trouble), servingOf(subject), 'HTTP is not spoken there', port)],
      ruledOut: notMemory(trouble, subject),
    };
  },
};
