/** Whether a Service sends to a port of its pods on which something listens. */

import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import { portOf } from '../../kube/probe.ts';
import type { Pod, Service, ServicePort } from '../../kube/shapes.ts';
import { SIDE } from '../../logs/consequences.ts';
import { readLog } from '../../logs/read-log.ts';
import { nearest } from '../../nearest.ts';
import { listenersIn } from '../probes/serving.ts';
import { declaredPorts, isReady, readySince, targetPortOf } from './backends.ts';
import type { How } from './connection.ts';

export interface WrongTarget {
  /**
   * name: no pod declares the port's name. declared: no container declares the number. log: the program listens elsewhere.
   * probe: refused although the pod was ready the whole time, and its readiness probes ask on another port.
   */
  by: 'name' | 'declared' | 'log' | 'probe';
  port: ServicePort;
  index: number;
  /** What it should be, where that is clear. */
  to: number | string | undefined;
  pod: Pod;
  declared: number[];
  /** Ports on which the program says that it listens. */
  listening: number[];
  quote: string | undefined;
}

/** Undefined: nothing wrong is known. `began`: when the run began that was refused, in milliseconds since 1970. */
export function wrongTarget(
  service: Service,
  port: ServicePort,
  pods: readonly Pod[],
  how: How,
  evidence: Evidence,
  began?: number,
): WrongTarget | 'pending' | undefined {
  const [pod] = [...pods].sort((a, b) => Number(isReady(b)) - Number(isReady(a)));
  if (!pod) return undefined;
  const declared = declaredPorts(pod);
  const numbers = declared.map((one) => one.port);
  const found = { port, index: (service.spec.ports ?? []).indexOf(port), pod, declared: numbers };
  if (typeof port.targetPort === 'string') {
    if (pods.some((one) => targetPortOf(port, one) !== undefined)) return undefined;
    const names = declared.flatMap(({ name }) => name ?? []);
    return { by: 'name', ...found, to: nearest(port.targetPort, names) ?? rightPort(port, numbers), listening: [], quote: undefined };
  }
  // Where nothing listens, the pod's kernel refuses; a packet that is lost is another matter.
  if (!['refused', 'unreachable', 'reset'].includes(how) || !isReady(pod)) return undefined;
  const target = targetPortOf(port, pod) as number;
  const isDeclared = numbers.includes(target);
  const said = listenersOf(pod, target, numbers, evidence);
  if (said === 'pending') return 'pending';
  const listening = [...new Set(said.map((one) => one.port))];
  if (listening.includes(target)) return undefined;
  if (listening.length === 0 && numbers.length === 0) {
    const asked = how === 'refused' ? portsAnswered(pods, pod, began) : [];
    if (asked.length === 0 || asked.includes(target)) return undefined;
    return { by: 'probe', ...found, to: rightPort(port, asked), listening: asked, quote: undefined };
  }
  if (listening.length === 0)
    return isDeclared ? undefined : { by: 'declared', ...found, to: rightPort(port, numbers), listening, quote: undefined };
  const to = rightPort(port, listening);
  const by = isDeclared || numbers.length === 0 ? 'log' : 'declared';
  return { by, ...found, to, listening, quote: said.find((one) => one.port === to)?.quote };
}

/** Where its program says that it listens for others. What serves beside tells nothing of a port that is declared. */
function listenersOf(
  pod: Pod,
  target: number,
  declared: readonly number[],
  evidence: Evidence,
): { port: number; quote: string }[] | 'pending' {
  const isDeclared = declared.includes(target);
  const container = containerOf(pod, isDeclared ? [target] : declared);
  const log = evidence.log(pod.metadata.namespace ?? 'default', pod.metadata.name, container, 'current');
  if (log.state === 'pending') return 'pending';
  const text = valueOf(log);
  if (text === undefined) return [];
  return listenersIn(readLog(text), 'logs').flatMap(({ port, loopback, quote }) =>
    port === undefined || loopback || (isDeclared && SIDE.test(quote)) ? [] : [{ port, quote }],
  );
}

/**
 * A pod is ready by what its probes found: something listens there. Only its own kernel refuses while it is, so nothing is known of
 * pods that became ready after `began`.
 */
function portsAnswered(pods: readonly Pod[], pod: Pod, began: number | undefined): number[] {
  const since = Math.max(...pods.map((one) => readySince(one) ?? Number.POSITIVE_INFINITY));
  return began !== undefined && since < began ? readyPorts(pod) : [];
}

/** Ports on which a ready pod's readiness probes got their answer. */
const readyPorts = ({ spec }: Pod): number[] => [
  ...new Set(spec.containers.flatMap((container) => (container.readinessProbe && portOf(container.readinessProbe, container)) ?? [])),
];

/** The Service's own port if it is among them, else the only one. */
function rightPort({ port }: ServicePort, ports: readonly number[]): number | undefined {
  const [first, second] = [...new Set(ports)];
  return ports.includes(port) ? port : second === undefined ? first : undefined;
}

/** The API wants a name where there are several containers. */
function containerOf({ spec }: Pod, ports: readonly number[]): string | undefined {
  if (spec.containers.length === 1) return undefined;
  return (spec.containers.find((one) => one.ports?.some(({ containerPort }) => ports.includes(containerPort))) ?? spec.containers[0])?.name;
}
