import { valueOf } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { alternatives, handlerOf } from '../findings/probe-alternatives.ts';
import { noSurer, notMemory, probeObject, probeProofs, probeSentence } from '../findings/probe-match.ts';
import { ProbeFix } from '../fixes/probe.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { describeProbe } from '../kube/probe.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { littleCpu } from '../trace/probes/little-cpu.ts';
import { type ProbeTrouble, probeTrouble } from '../trace/probes/probe-trouble.ts';
import { openPorts, type Serving, servingOf } from '../trace/probes/serving.ts';
import { type Works, worksAlready } from '../trace/probes/works-already.ts';
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
    const serving = servingOf(subject);
    const open = openPorts(serving);
    const cpu = littleCpu(subject);
    const works = open.length === 0 && trouble.effect === 'killed' ? worksAlready(trouble, subject, evidence) : undefined;
    const why = works
      ? `${works.words}; its log does not say that it listens anywhere`
      : `, and ${logWords(subject, open)}; it starts slowly, listens on another port or address, or hangs${cpu.words}`;
    const slower = probes.startup(
      (seconds) => `if it only starts slowly: a startupProbe gives it ${seconds} s${cpu.also}`,
      undefined,
      cpu.patch,
    );
    const { pod, namespace, container } = subject;
    return {
      summary: probeSentence(trouble, subject, `${failWords(trouble)}${why}`),
      confidence: noSurer(trouble, works?.isShown ? 'likely' : 'possible'),
      object: probeObject(trouble, fix, ''),
      proof: [...probeProofs(trouble, subject), ...(works?.proof ?? []), ...cpu.proof],
      fixes: present(works && otherWay(works, probes, serving), trouble.effect === 'killed' && slower),
      ruledOut: notMemory(trouble, subject),
      decides: `what it listens on while it runs: kubectl exec ${pod.metadata.name} -n ${namespace} -c ${container.name} -- cat /proc/net/tcp /proc/net/tcp6`,
    };
  },
};

function failWords({ failure, detail }: ProbeTrouble): string {
  if (failure?.sort === 'refused') return 'is refused: nothing listens there';
  return detail ? `fails: ${detail.split('\n')[0]?.slice(0, 160)}` : 'fails';
}

/** `open`: the ports on which it listens by its log. */
function logWords(subject: Subject, open: readonly number[]): string {
  const log = valueOf(subject.log());
  if (!log) return 'its log could not be read';
  if (log.lines.length === 0) return 'its log is empty';
  return open.length > 0 ? `its log tells of port ${open.join(', ')} alone` : 'its log does not say that it listens anywhere';
}

function otherWay({ readiness }: Works, probes: ProbeFix, serving: Serving): Fix {
  const { container } = probes.fix.subject;
  const like = readiness ? container.readinessProbe : undefined;
  if (!like) return alternatives(probes, serving, 'nothing listens there');
  return probes.handler(
    (words) => `let the ${words} ask as the readiness probe does, which has not failed (${describeProbe(like)})`,
    handlerOf(like, container),
  );
}
