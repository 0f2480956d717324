/** Where a container serves, by its own log: ports and addresses that it says to listen on, paths that it answered. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import { logStep } from '../../evidence/proof.ts';
import type { Subject } from '../../evidence/subject.ts';
import { lastSeen } from '../../kube/event.ts';
import { isTrue, timeOf } from '../../kube/pod.ts';
import { fieldOf, numbersOf, PROBE_KINDS, type ProbeKind, patienceOf } from '../../kube/probe.ts';
import type { LogReading } from '../../logs/reading.ts';
import { type Request, requestsIn } from '../../logs/requests.ts';
import { withoutTime } from '../../logs/times.ts';
import type { Proof } from '../../report.ts';
import { listeningSockets } from '../inside/sockets.ts';
import { isLoopback } from '../network/address.ts';

export interface Listener {
  /** Undefined where the log says that it listens, and not where. */
  port: number | undefined;
  loopback: boolean;
  /** The name of a machine, where it stands in place of an address. */
  host?: string;
  /** It says localhost: what a program prints for people to open, where it listens on all addresses, too. */
  byName?: boolean;
  /** Seconds after the start of the run; undefined where a time is unknown. */
  after: number | undefined;
  quote: string;
  step: string;
}

export interface Serving {
  /** Was a log of the container read? */
  known: boolean;
  listeners: Listener[];
  requests: Request[];
  /** What it wrote while it was starting; the last such line. */
  starting: { quote: string; step: string } | undefined;
  /** Did the log of the dead run go on until the end, or at least say something? */
  lines: number;
  step: string;
}

/**
 * The log of the dead run and of the present one: the program is the same. Where they name no port, the sockets of the running
 * container do, if it may be asked.
 */
export function servingOf(subject: Subject, evidence?: Evidence): Serving {
  const serving = servingByLog(subject);
  if (!evidence || serving.listeners.length > 0) return serving;
  // The containers of a pod share the table: what another one declares is not this one's.
  const others = subject.pod.spec.containers
    .filter((one) => one !== subject.container)
    .flatMap(({ ports = [] }) => ports.map(({ containerPort }) => containerPort));
  const sockets = (valueOf(listeningSockets(subject, evidence)) ?? []).filter(({ port }) => !others.includes(port));
  const listeners = sockets.map(
    ({ address, port, loopback, sibling }): Listener => ({
      port,
      loopback,
      after: undefined,
      quote: `${sibling === undefined ? '' : `in its sibling ${sibling}: `}/proc/net/tcp: ${address}:${port} LISTEN`,
      step: 'exec',
    }),
  );
  return { ...serving, listeners };
}

function servingByLog(subject: Subject): Serving {
  const { state, attempt } = subject;
  const dead = {
    log: valueOf(subject.log()),
    step: logStep(subject),
    start: timeOf(attempt?.startedAt ?? subject.status?.state?.running?.startedAt),
  };
  const logs =
    state === 'running' && attempt
      ? [dead, { log: valueOf(subject.currentLog()), step: 'logs', start: timeOf(subject.status?.state?.running?.startedAt) }]
      : [dead];
  const read = logs.filter((one): one is typeof one & { log: LogReading } => one.log !== undefined);
  return {
    known: read.length > 0,
    listeners: read.flatMap(({ log, step, start }) => listenersIn(log, step, start)).filter(({ host }) => isOwnName(host, subject)),
    requests: read.flatMap(({ log }) => requestsIn(log)),
    starting: read
      .flatMap(({ log, step }) => log.facts.filter(({ kind }) => kind === 'starting').map(({ quote }) => ({ quote, step })))
      .at(-1),
    lines: Math.max(0, ...read.map(({ log }) => log.lines.length)),
    step: read[0]?.step ?? 'logs',
  };
}

/** What a log says of where its program listens. */
export function listenersIn(log: LogReading, step: string, start?: number): Listener[] {
  const found = log.facts.flatMap((fact): Listener[] => {
    if (fact.kind !== 'listening' && fact.kind !== 'starting') return [];
    const { port = (fact.kind === 'starting' ? REDIS_PORT : PORT_WORD).exec(fact.quote)?.[1], address } = fact.fields as {
      port?: string;
      address?: string;
    };
    if (fact.kind === 'starting' && port === undefined) return [];
    if (OF_ANOTHER.test(fact.quote)) return [];
    const host = address !== undefined && /[a-z]/i.test(address) && !/[:*]|^localhost$/.test(address) ? { host: address } : {};
    const time = timeOf(log.times[fact.line]);
    const after = time === undefined || start === undefined ? undefined : Math.max(0, (time - start) / 1000);
    const loopback = isLoopback(address ?? '');
    const byName = address === 'localhost';
    return [{ port: port === undefined ? undefined : Number(port), loopback, byName, ...host, after, quote: fact.quote, step }];
  });
  // "Ready to accept connections" adds nothing to the line that names the port.
  const named = found.filter(({ port }) => port !== undefined);
  return named.length > 0 ? named : found;
}

/** "Proxying to app listening on port 5000": another program does. */
const OF_ANOTHER = /\b(?:to|from|via) (?:[\w-]{1,60} ){0,2}listening\b/i;

/** Some tell the name of the machine, which is that of the pod. */
const isOwnName = (host: string | undefined, { pod }: Subject): boolean =>
  host === undefined || pod.metadata.name === host || pod.metadata.name.startsWith(host) || host.startsWith(`${pod.metadata.name}.`);

const PORT_WORD = /\bport=(\d{2,5})\b/;
/** redis/redis:src/server.c; another line of a start may name the port of another program. */
const REDIS_PORT = /\bRunning mode=\w{1,20}, port=(\d{2,5})\b/;

/** Ports that it says to listen on, for everybody; once each. */
export function openPorts({ listeners }: Serving): number[] {
  return [...new Set(listeners.flatMap(({ port, loopback }) => (port === undefined || loopback ? [] : [port])))];
}

export const listenerProof = ({ quote, step }: { quote: string; step: string }): Proof => ({ step, quote: withoutTime(quote) });

/**
 * Other probes of the container that pass now, readiness by the Ready mark, startup by the started mark; where the liveness probe fails,
 * the startup probe has passed before, as the kubelet asks it first (pkg/kubelet/prober/worker.go), and the readiness probe, where it was
 * asked and nothing is told of it.
 */
export function passingProbes(subject: Subject, failing: ProbeKind): ProbeKind[] {
  const { container, status, pod } = subject;
  const ready = status?.ready === true || (status?.ready === undefined && isTrue(pod, 'ContainersReady'));
  return PROBE_KINDS.filter(
    (kind) =>
      kind !== failing &&
      container[fieldOf(kind)] &&
      ((kind === 'readiness' && (ready || (failing === 'liveness' && readinessPassed(subject)))) ||
        (kind === 'startup' && (status?.started || failing === 'liveness'))),
  );
}

/** In the run that the liveness probe ended: the kubelet tells of each failure (pkg/kubelet/prober/prober.go, Unhealthy). */
function readinessPassed({ container: { readinessProbe, livenessProbe, startupProbe }, attempt, events, eventsKnown }: Subject): boolean {
  if (!readinessProbe || !eventsKnown || attempt?.seconds === undefined) return false;
  // Until the startup probe has passed neither is asked; from then on the liveness probe has failed as often as it may.
  const { period, failures } = numbersOf(livenessProbe ?? {});
  if (startupProbe && (readinessProbe.periodSeconds ?? 10) >= period * (failures - 1)) return false;
  const seen = events('Unhealthy').map(({ message = '' }) => message);
  const asked = (readinessProbe.initialDelaySeconds ?? 0) + (readinessProbe.periodSeconds ?? 10);
  // One that was asked as the container ended is errored, and no failure.
  return asked < attempt.seconds && seen.length > 0 && !seen.some((message) => message.startsWith('Readiness probe failed'));
}

/**
 * The liveness probe beside a readiness probe that fails: by the last of those failures it had ended the container, or the kubelet would
 * have told that it fails (pkg/kubelet/prober/prober.go, Unhealthy).
 */
export function livenessPasses({ container, status, attempt, events, eventsKnown }: Subject): boolean {
  const start = timeOf(status?.state?.running?.startedAt);
  if (!container.livenessProbe || !eventsKnown || attempt || start === undefined) return false;
  const seen = events('Unhealthy');
  return (
    Math.max(0, ...seen.map(lastSeen)) - start > patienceOf(container.livenessProbe) * 1000 &&
    seen.every(({ message = '' }) => !message.startsWith('Liveness probe '))
  );
}
