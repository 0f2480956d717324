import { alternatives } from '../findings/probe-alternatives.ts';
import { noSurer, notMemory, probeObject, probeProofs, probeSentence } from '../findings/probe-match.ts';
import { ProbeFix } from '../fixes/probe.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { portOf } from '../kube/probe.ts';
import { probeTrouble } from '../trace/probes/probe-trouble.ts';
import { servingOf } from '../trace/probes/serving.ts';
import { type Cause, RUNG } from './cause.ts';

export const probeRedirected: Cause = {
  id: 'probe-redirected',
  title: 'the program redirects a probe to an address that does not answer',
  tier: 'kubernetes',
  covers: ['probe.scheme', 'probe.liveness-path', 'probe.readiness'],
  rung: RUNG.killed,

  detect(subject, evidence) {
    const trouble = probeTrouble(subject, evidence);
    if (!trouble?.probe.httpGet || !trouble.failure) return undefined;
    const asked = portOf(trouble.probe, subject.container);
    // The kubelet names the address that it asked last: after a redirect, not the probe's (pkg/probe/http follows those to the same host).
    const url = /^Get "(https?):\/\/[^/"]{1,100}?(?::(\d{1,5}))?(\/[^"]{0,300})?"/.exec(trouble.detail);
    const port = url && Number(url[2] ?? (url[1] === 'https' ? 443 : 80));
    const inCircle = trouble.failure.sort === 'redirects';
    if (!inCircle && (!url || asked === undefined || port === asked)) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: probeSentence(
        trouble,
        subject,
        inCircle || !url
          ? `is redirected again and again (the kubelet stops after ten), at last to ${trouble.detail.match(/^Get "([^"]{1,300})"/)?.[1] ?? 'itself'}`
          : `is redirected to ${url[1]} on port ${port}${(url[3] ?? '/') === '/' ? '' : ` (${url[3]})`}, where it fails`,
      ),
      confidence: noSurer(trouble, 'certain'),
      object: probeObject(trouble, fix, '.httpGet'),
      proof: probeProofs(trouble, subject),
      fixes: [alternatives(new ProbeFix(fix, trouble), servingOf(subject), 'the page redirects', asked)],
      ruledOut: notMemory(trouble, subject),
    };
  },
};
