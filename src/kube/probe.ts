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

/**
 * Did it live about as long as the probe lets an unhealthy container live? The first probe comes at once after the delay, so the kubelet
 * acts after one period less than patienceOf at the earliest (prober/worker.go run, doProbe), and each failure may take up to the timeout
 * longer. One that died of SIGKILL has had its grace besides: the kubelet sends SIGTERM first.
 */
export function lifetimeFits(attempt: { seconds: number | undefined; exitCode: number } | undefined, probe: Probe, pod: Pod): boolean {
  if (attempt?.seconds === undefined) return true;
  const { period, timeout, failures } = numbersOf(probe);
  const [patience, grace] = [patienceOf(probe), graceOf(probe, pod)];
  const least = patience - period - SLACK + (attempt.exitCode === 137 ? grace : 0);
  return attempt.seconds >= least && attempt.seconds <= patience + failures * timeout + period + grace + 5;
}

/** Seconds by which the times of a run may be off: both are cut to whole seconds. */
const SLACK = 2;

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
