/** What there is to say of a pod where nothing is wrong: old restarts, a slow start, an orderly end. */
import type { SubjectDiagnosis } from './diagnose.ts';
import type { Evidence } from './evidence.ts';
import { timesSeen } from './kube/event.ts';
import { isTrue } from './kube/pod.ts';
import type { Pod } from './kube/shapes.ts';
import type { Subject } from './subject.ts';
import { secondsRunning } from './trouble.ts';

export function healthNotes(pod: Pod, containers: readonly SubjectDiagnosis[], evidence: Evidence): string[] {
  if (containers.some(({ trouble }) => trouble)) return [];
  if (pod.metadata.deletionTimestamp) return ['the pod is being deleted'];
  if (pod.status.phase === 'Succeeded') return ['the pod has completed: every container finished with exit code 0'];
  const notes = containers.flatMap(({ subject }) => [...starting(subject, evidence), ...history(subject, evidence)]);
  if (isTrue(pod, 'Ready')) return ['the pod is running and ready', ...notes];
  return notes.length ? notes : [`the pod is ${pod.status.phase ?? 'in an unknown phase'}; nothing in it has failed so far`];
}

function starting({ container, status, state, events }: Subject, evidence: Evidence): string[] {
  const probe = container.startupProbe;
  if (state !== 'running' || !probe || status?.started) return [];
  const allowed = (probe.initialDelaySeconds ?? 0) + (probe.periodSeconds ?? 10) * (probe.failureThreshold ?? 3);
  const [failed] = events('Unhealthy').filter(({ message }) => message?.startsWith('Startup probe failed'));
  const times = failed ? `, the startup probe has failed ${timesSeen(failed)} of the ${probe.failureThreshold ?? 3} times that it may` : '';
  return [`container ${container.name} is still starting: ${Math.round(secondsRunning(status, evidence))} s of at most ${allowed} s${times}`];
}

function history({ container, status, attempt }: Subject, evidence: Evidence): string[] {
  const count = status?.restartCount ?? 0;
  if (count === 0 || !attempt) return [];
  const how = attempt.reason === 'OOMKilled' ? 'OOMKilled' : `exit code ${attempt.exitCode}`;
  const ran = Math.round(secondsRunning(status, evidence));
  return [`container ${container.name} restarted ${count === 1 ? 'once' : `${count} times`} earlier (last ${how}) and has run for ${ran} s since`];
}
