import { specProof } from '../evidence/proof.ts';
import { noSurer, notMemory, probeObject, probeProofs, probeSentence } from '../findings/probe-match.ts';
import { ProbeFix } from '../fixes/probe.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { containersOf } from '../kube/pod.ts';
import { portOf } from '../kube/probe.ts';
import { declares } from '../trace/network/port-holder.ts';
import { probeTrouble } from '../trace/probes/probe-trouble.ts';
import { serverPort } from '../trace/probes/server-port.ts';
import { servingOf } from '../trace/probes/serving.ts';
import { settingsOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

/** What a program answers that has no such page; any other answer may be meant, of a program that asks its neighbour on purpose. */
const NO_SUCH_PAGE = [404, 405, 410, 501];

export const probeNeighbourPort: Cause = {
  id: 'probe-neighbour-port',
  title: "a probe asks on the port of the pod's other container",
  tier: 'kubernetes',
  covers: ['probe.liveness-port'],
  rung: RUNG.killed - 1, // says more than probe-wrong-path of the same event

  detect(subject, evidence) {
    const trouble = probeTrouble(subject, evidence);
    if (trouble?.failure?.sort !== 'status' || !NO_SUCH_PAGE.includes(trouble.failure.status) || trouble.probe.httpGet?.host)
      return undefined;
    const { container, pod } = subject;
    const asked = portOf(trouble.probe, container);
    if (asked === undefined || declares(container, asked)) return undefined;
    const other = containersOf(pod).find(({ kind, spec }) => kind !== 'init' && spec !== container && declares(spec, asked))?.spec;
    const own = other && serverPort(trouble, asked, subject, servingOf(subject), settingsOf(subject, evidence));
    if (!other || !own) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const { status } = trouble.failure;
    return {
      summary: probeSentence(
        trouble,
        subject,
        `answers ${status}, from container ${other.name}, whose port that is (the containers of a pod share one address); ${container.name} ${own.proven ? 'listens on' : 'declares'} port ${own.port}`,
      ),
      confidence: noSurer(trouble, own.proven ? 'certain' : 'likely'),
      object: probeObject(trouble, fix, '.httpGet.port'),
      proof: [
        ...probeProofs(trouble, subject),
        { step: 'get', quote: `container ${other.name}: containerPort ${asked}`, path: `spec.containers[${other.name}].ports` },
        own.proof ?? specProof(subject, 'ports', `containerPort ${own.port}`),
      ],
      fixes: [new ProbeFix(fix, trouble).port((words) => `let the ${words} ask on port ${own.port}`, own.port)],
      ruledOut: notMemory(trouble, subject),
      decides: `whether ${container.name} answers there: kubectl port-forward ${pod.metadata.name} -n ${subject.namespace} ${own.port}`,
    };
  },
};
