import { noSurer, notMemory, probeObject, probeProofs, probeSentence } from '../findings/probe-match.ts';
import { ProbeFix } from '../fixes/probe.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { portOf } from '../kube/probe.ts';
import { present } from '../present.ts';
import { tlsSigns } from '../trace/network/tls-signs.ts';
import { probeTrouble } from '../trace/probes/probe-trouble.ts';
import { listenerProof } from '../trace/probes/serving.ts';
import { type Cause, RUNG } from './cause.ts';

export const probeWrongScheme: Cause = {
  id: 'probe-wrong-scheme',
  title: 'a probe speaks HTTP to a TLS port, or HTTPS to a plain one',
  tier: 'kubernetes',
  covers: ['probe.scheme', 'probe.readiness'],
  rung: RUNG.killed,

  detect(subject, evidence) {
    const trouble = probeTrouble(subject, evidence);
    const { failure, probe } = trouble ?? {};
    if (!trouble || !failure || !probe?.httpGet) return undefined;
    const secure = probe.httpGet.scheme === 'HTTPS';
    const port = portOf(probe, subject.container);
    // Go and nginx answer a plain request on a TLS port with 400; others close the connection. Both can have other reasons.
    const unsure = !secure && ((failure.sort === 'status' && failure.status === 400) || failure.sort === 'reset');
    const signs = unsure ? tlsSigns(subject, port) : undefined;
    if (!(secure && failure.sort === 'tls-to-plain') && !(!secure && failure.sort === 'plain-to-tls') && !signs) return undefined;
    const [is, has] = secure ? (['HTTPS', 'HTTP'] as const) : (['HTTP', 'HTTPS'] as const);
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: probeSentence(
        trouble,
        subject,
        `speaks ${is}, while the program speaks ${has === 'HTTPS' ? 'HTTPS (TLS)' : 'plain HTTP'} there`,
      ),
      confidence: noSurer(trouble, signs && !signs.proven ? 'likely' : 'certain'),
      object: probeObject(trouble, fix, '.httpGet.scheme'),
      proof: [...probeProofs(trouble, subject), ...present(signs && listenerProof(signs))],
      fixes: [
        new ProbeFix(fix, trouble).scheme((words) => `let the ${words} speak ${has}; the kubelet does not check the certificate`, has),
      ],
      ruledOut: notMemory(trouble, subject),
      ...(signs && !signs.proven ? { decides: 'the status and body of a request by hand' } : {}),
    };
  },
};
