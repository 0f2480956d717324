/** The path of the readiness probe, where the program answered while it was asked, and answered it with no error. */
import type { Subject } from '../../evidence/subject.ts';
import { portOf } from '../../kube/probe.ts';
import type { ProbeTrouble } from './probe-trouble.ts';

/**
 * The liveness probe got answers for failureThreshold periods in a row; one that is asked as often was asked in that time, and an error
 * would stand among the events (pkg/kubelet/prober/prober.go, Unhealthy).
 */
export function unrefusedPath({ kind, probe }: ProbeTrouble, subject: Subject): string | undefined {
  const { readinessProbe } = subject.container;
  const path = readinessProbe?.httpGet?.path;
  if (kind !== 'liveness' || !readinessProbe || !path || path === probe.httpGet?.path) return undefined;
  if (portOf(readinessProbe, subject.container) !== portOf(probe, subject.container)) return undefined;
  const failing = (probe.periodSeconds ?? 10) * ((probe.failureThreshold ?? 3) - 1);
  const said = subject.events('Unhealthy').filter(({ message = '' }) => message.startsWith('Readiness probe '));
  const isAsked = (readinessProbe.initialDelaySeconds ?? 0) === 0 && (readinessProbe.periodSeconds ?? 10) <= failing;
  return isAsked && said.every(({ message = '' }) => /connection refused/.test(message)) ? path : undefined;
}
