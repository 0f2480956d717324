/** Questions asked of probes. Defaults as the API server sets them (kubernetes pkg/apis/core/v1/defaults.go SetDefaults_Probe). */
import type { Container, Pod, Probe } from './shapes.ts';

export type ProbeKind = 'liveness' | 'startup' | 'readiness';
export type ProbeField = `${ProbeKind}Probe`;

export const PROBE_KINDS: readonly ProbeKind[] = ['startup', 'liveness', 'readiness'];

export const fieldOf = (kind: ProbeKind): ProbeField => `${kind}Probe`;

export function numbersOf(probe: Probe): { delay: number; period: number; timeout: number; failures: number } {
  const { initialDelaySeconds = 0, periodSeconds = 10, timeoutSeconds = 1, failureThreshold = 3 } = probe;
  return { delay: initialDelaySeconds, period: periodSeconds, timeout: timeoutSeconds, failures: failureThreshold };
}

/** Seconds from the start until the kubelet has seen enough failures, at most; without the time that each probe takes. */
export function patienceOf(probe: Probe): number {
  const { delay, period, failures } = numbersOf(probe);
  return delay + period * failures;
}

/** Seconds between SIGTERM and SIGKILL after this probe has failed (kubelet kuberuntime_container.go setTerminationGracePeriod). */
export function graceOf(probe: Probe | undefined, pod: Pod): number {
  return probe?.terminationGracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds ?? 30;
}

/** Did it live about as long as the probe lets an unhealthy container live? Each failure may take up to the timeout longer. */
export function lifetimeFits(seconds: number | undefined, probe: Probe, pod: Pod): boolean {
  if (seconds === undefined) return true;
  const patience = patienceOf(probe);
  const least = patience - 2 * (probe.periodSeconds ?? 10) - 2;
  const most =
    patience + (probe.failureThreshold ?? 3) * (probe.timeoutSeconds ?? 1) + (probe.periodSeconds ?? 10) + graceOf(probe, pod) + 5;
  return seconds >= least && seconds <= most;
}

/** The port as the spec has it: a number or a name; undefined for a command. */
export function portWord({ httpGet, tcpSocket, grpc }: Probe): number | string | undefined {
  return httpGet?.port ?? tcpSocket?.port ?? grpc?.port;
}

/** The number of the port; undefined for a command, and for a name that no port of the container has. */
export function portOf(probe: Probe, { ports = [] }: Container): number | undefined {
  const word = portWord(probe);
  if (typeof word !== 'string') return word;
  return ports.find(({ name }) => name === word)?.containerPort ?? (/^\d+$/.test(word) ? Number(word) : undefined);
}

/** What it does, for a sentence: GET /healthz on port 8080. */
export function describeProbe(probe: Probe): string {
  const { httpGet, tcpSocket, grpc, exec } = probe;
  if (httpGet) return `${httpGet.scheme === 'HTTPS' ? 'HTTPS ' : ''}GET ${httpGet.path || '/'} on port ${httpGet.port}`;
  if (tcpSocket) return `a connection to port ${tcpSocket.port}`;
  if (grpc) return `gRPC health check${grpc.service ? ` of ${grpc.service}` : ''} on port ${grpc.port}`;
  return `the command ${(exec?.command ?? []).join(' ')}`;
}
