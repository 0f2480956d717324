/** Other ways of asking, for a probe whose own way cannot work: what is known to pass first, no probe at all last. */
import type { ProbeFix } from '../fixes/probe.ts';
import { describeProbe, fieldOf, portOf } from '../kube/probe.ts';
import type { Container, Probe } from '../kube/shapes.ts';
import type { Fix } from '../report.ts';
import { livenessPasses, openPorts, passingProbes, type Serving } from '../trace/probes/serving.ts';

/** `answered`: a port that is known to take connections, as the failing probe itself got through. */
export function alternatives(probes: ProbeFix, serving: Serving, why: string, answered?: number): Fix {
  const {
    fix: { subject },
    trouble: { kind, failure },
  } = probes;
  const { container } = subject;
  const refused = failure?.sort === 'refused' ? failure.port : undefined;
  const passing = [...passingProbes(subject, kind), ...(kind === 'readiness' && livenessPasses(subject) ? (['liveness'] as const) : [])];
  for (const other of passing) {
    const probe = container[fieldOf(other)];
    if (!probe || probe.grpc) continue;
    return probes.handler(
      (words) => `${why}: let the ${words} ask as the ${other} probe does, which passes (${describeProbe(probe)})`,
      handlerOf(probe, container),
    );
  }
  const declared =
    serving.listeners.length === 0
      ? (container.ports ?? []).filter(({ protocol }) => protocol !== 'UDP').map(({ containerPort }) => containerPort)
      : [];
  const port = answered ?? [...openPorts(serving), ...declared].find((one) => one !== refused);
  if (port !== undefined) return probes.tcp((words) => `${why}: let the ${words} only ask whether port ${port} takes connections`, port);
  return probes.drop((words) => `${why}, and no port is known to ask on: take the ${words} out, until you know what to ask`);
}

/** The way in which a probe asks, for another one. */
export function handlerOf({ httpGet, tcpSocket, exec }: Probe, container: Container): Parameters<ProbeFix['handler']>[1] {
  return httpGet
    ? { httpGet }
    : tcpSocket
      ? { tcpSocket: { port: portOf({ tcpSocket }, container) ?? 0 } }
      : { exec: { command: exec?.command ?? [] } };
}
