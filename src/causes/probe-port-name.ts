import { specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { probeObject, probeProofs, probeSentence } from '../findings/probe-match.ts';
import { ProbeFix } from '../fixes/probe.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { containersOf } from '../kube/pod.ts';
import { portOf, portWord } from '../kube/probe.ts';
import { nearest } from '../nearest.ts';
import { only } from '../only.ts';
import { probeTrouble } from '../trace/probes/probe-trouble.ts';
import { openPorts, servingOf } from '../trace/probes/serving.ts';
import { type Cause, RUNG } from './cause.ts';

export const probePortName: Cause = {
  id: 'probe-port-name',
  title: 'a probe names a port that the container does not have',
  tier: 'kubernetes',
  covers: ['probe.named-port', 'probe.readiness'],
  rung: RUNG.killed,

  detect(subject, evidence) {
    const trouble = probeTrouble(subject, evidence);
    const name = trouble && portWord(trouble.probe);
    if (!trouble || typeof name !== 'string' || portOf(trouble.probe, subject.container) !== undefined) return undefined;
    const ports = subject.container.ports ?? [];
    const [open] = openPorts(servingOf(subject));
    const near = ports.find(
      (port) =>
        port.name !== undefined &&
        port.name ===
          nearest(
            name,
            ports.flatMap((one) => one.name ?? []),
          ),
    );
    // The containers of a pod share one address, and not the names of their ports.
    const beside = near ? undefined : namedBeside(name, subject);
    const port = near?.containerPort ?? beside?.port ?? open ?? (ports.length === 1 ? ports[0]?.containerPort : undefined);
    const fix = new WorkloadFix(subject, evidence);
    const probes = new ProbeFix(fix, trouble);
    const has = ports.map((one) => `${one.name ?? 'without a name'}: ${one.containerPort}`).join(', ') || 'none';
    return {
      summary: probeSentence(
        trouble,
        subject,
        `cannot be asked, as the container has no port named ${name}${ports.length ? ` (it has ${has})` : ''}${beside ? `; container ${beside.container} has one of that name, ${beside.port}` : ''}`,
      ),
      confidence: 'certain',
      object: probeObject(trouble, fix, trouble.probe.httpGet ? '.httpGet.port' : '.tcpSocket.port'),
      proof: [...probeProofs(trouble, subject), specProof(subject, 'ports', has)],
      fixes: [
        port !== undefined
          ? probes.port((words) => `let the ${words} ask on port ${port}`, port)
          : probes.drop((words) => `no port is known to ask on: take the ${words} out, until the port is declared`),
      ],
    };
  },
};

function namedBeside(name: string, { container, pod }: Subject): { container: string; port: number } | undefined {
  const found = containersOf(pod).flatMap(({ kind, spec }) =>
    kind === 'init' || spec.name === container.name
      ? []
      : (spec.ports ?? []).filter((port) => port.name === name).map(({ containerPort }) => ({ container: spec.name, port: containerPort })),
  );
  return only(found);
}
