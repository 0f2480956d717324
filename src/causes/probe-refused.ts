import { valueOf } from '../evidence/evidence.ts';
import { alternatives, handlerOf } from '../findings/probe-alternatives.ts';
import { noSurer, notMemory, probeObject, probeProofs, probeSentence } from '../findings/probe-match.ts';
import { ProbeFix } from '../fixes/probe.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { describeProbe } from '../kube/probe.ts';
import { present } from '../present.ts';
import { littleCpu } from '../trace/probes/little-cpu.ts';
import { probeTrouble } from '../trace/probes/probe-trouble.ts';
import { openPorts, servingOf } from '../trace/probes/serving.ts';
import { worksAlready } from '../trace/probes/works-already.ts';
import { type Cause, RUNG } from './cause.ts';

/** What remains where a probe fails and neither log nor spec says why. */
export const probeRefused: Cause = {
  id: 'probe-refused',
  title: 'a probe fails, and nothing tells why',
  tier: 'kubernetes',
  covers: ['probe.tcp', 'probe.liveness-too-early', 'probe.startup-exhausted', 'probe.readiness', 'probe.no-route'],
  rung: RUNG.code - 5,

  detect(subject, evidence) {
    const trouble = probeTrouble(subject, evidence);
    if (!trouble) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const probes = new ProbeFix(fix, trouble);
    const { pod, namespace, container } = subject;
    const log = valueOf(subject.log());
    const open = openPorts(servingOf(subject));
    const words =
      trouble.failure?.sort === 'refused'
        ? 'is refused: nothing listens there'
        : trouble.detail
          ? `fails: ${trouble.detail.split('\n')[0]?.slice(0, 160)}`
          : 'fails';
    const saw =
      log === undefined
        ? 'its log could not be read'
        : log.lines.length === 0
          ? 'its log is empty'
          : open.length > 0
            ? `its log tells of port ${open.join(', ')} alone`
            : 'its log does not say that it listens anywhere';
    const cpu = littleCpu(subject);
    const slower = probes.startup(
      (seconds) => `if it only starts slowly: a startupProbe gives it ${seconds} s${cpu.also}`,
      undefined,
      cpu.patch,
    );
    const works = open.length === 0 && trouble.effect === 'killed' ? worksAlready(trouble, subject, evidence) : undefined;
    const other = works?.readiness ? container.readinessProbe : undefined;
    return {
      summary: probeSentence(
        trouble,
        subject,
        works
          ? `${words}${works.words}; its log does not say that it listens anywhere`
          : `${words}, and ${saw}; it starts slowly, listens on another port or address, or hangs${cpu.words}`,
      ),
      confidence: noSurer(trouble, works?.isShown ? 'likely' : 'possible'),
      object: probeObject(trouble, fix, ''),
      proof: [...probeProofs(trouble, subject), ...(works?.proof ?? []), ...cpu.proof],
      fixes: [
        ...(other
          ? [
              probes.handler(
                (words) => `let the ${words} ask as the readiness probe does, which has not failed (${describeProbe(other)})`,
                handlerOf(other, container),
              ),
            ]
          : works
            ? [alternatives(probes, servingOf(subject), 'nothing listens there')]
            : []),
        ...present(trouble.effect === 'killed' && slower),
      ],
      ruledOut: notMemory(trouble, subject),
      decides: `what it listens on while it runs: kubectl exec ${pod.metadata.name} -n ${namespace} -c ${container.name} -- cat /proc/net/tcp /proc/net/tcp6`,
    };
  },
};
