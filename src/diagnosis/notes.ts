/** What there is to say of a pod where nothing is wrong: old restarts, a slow start, an orderly end. */

import { beingMade, startOf, workOf } from '../evidence/at-work.ts';
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { ownerOf } from '../evidence/owner.ts';
import { listQuery } from '../evidence/query.ts';
import { during, type Subject } from '../evidence/subject.ts';
import { secondsRunning } from '../evidence/trouble.ts';
import { idleReasonOf } from '../evidence/unmade.ts';
import { timesSeen } from '../kube/event.ts';
import { isOwnedBy } from '../kube/metadata.ts';
import { isTrue, timeOf } from '../kube/pod.ts';
import type { Pod } from '../kube/shapes.ts';
import { awaitsStart } from '../trace/network/still-starting.ts';
import { probeEvent } from '../trace/probes/probe-failure.ts';
import type { SubjectDiagnosis } from './diagnose.ts';

export function healthNotes(pod: Pod, containers: readonly SubjectDiagnosis[], evidence: Evidence): string[] {
  if (containers.some(({ trouble }) => trouble)) return [];
  const idle = idleReasonOf(pod);
  if (idle) return [idle];
  if (pod.metadata.deletionTimestamp) return [leaving(pod, evidence)];
  if (pod.status.phase === 'Succeeded') return [completed(containers)];
  const notes = [
    ...gates(pod),
    ...resize(pod),
    ...leftBehind(pod, evidence),
    ...containers.flatMap(({ subject }) => [
      ...starting(subject, evidence),
      ...unready(subject, evidence),
      ...untried(subject),
      ...history(subject, evidence),
    ]),
  ];
  if (isTrue(pod, 'Ready')) return ['the pod is running and ready', ...notes, ...siblings(pod, evidence)];
  return notes.length ? notes : [`the pod is ${pod.status.phase ?? 'in an unknown phase'}; nothing in it has failed so far`];
}

/** What the pod was for ended well; how a sidecar ends when it is told to stop counts for nothing. */
function completed(containers: readonly SubjectDiagnosis[]): string {
  const stopped = containers.flatMap(({ subject: { kind, container, status } }) => {
    const code = kind === 'sidecar' ? status?.state?.terminated?.exitCode : undefined;
    return code ? [`sidecar ${container.name} was then told to stop and ended with ${code}, which counts for nothing`] : [];
  });
  return [`the pod has completed: every ${stopped.length ? 'app ' : ''}container finished with exit code 0`, ...stopped].join('; ');
}

/** Beyond its grace, with this many seconds for the runtime. */
const SLACK = 60;

/** The API server sets its time of deletion to that of the end of its grace. */
function leaving({ metadata, spec, status }: Pod, { now }: Evidence): string {
  const late = Math.round((now - (timeOf(metadata.deletionTimestamp) ?? now)) / 1000);
  const holders = metadata.finalizers ?? [];
  const all = status.containerStatuses ?? [];
  const isOver = all.length > 0 && all.every(({ state }) => state?.terminated);
  if (late < SLACK && !(isOver && holders.length)) return 'the pod is being deleted';
  const why = holders.length
    ? `its finalizers hold it (${holders.join(', ')}), which their controller takes away`
    : `the kubelet of node ${spec.nodeName ?? ''} has not said yet that its containers are gone`;
  return isOver && holders.length
    ? `the pod was deleted and its containers have ended; ${why}`
    : `the pod is being deleted, and should have been gone for ${late} s: ${why}`;
}

/** A change of its amounts in place that the node cannot make (kubelet allocation_manager.go). */
function resize({ status }: Pod): string[] {
  const open = status.conditions?.filter(
    ({ type, reason, status: is }) =>
      is === 'True' && ((type === 'PodResizePending' && reason !== undefined) || (type === 'PodResizeInProgress' && reason === 'Error')),
  );
  return (open ?? []).map(({ reason, message }) => `its new amounts are not in force (${reason}): ${message ?? ''}`);
}

/** Conditions that another controller has to set before the pod counts as ready (pod.spec.readinessGates). */
function gates(pod: Pod): string[] {
  const open = (pod.spec.readinessGates ?? []).filter(({ conditionType }) => !isTrue(pod, conditionType));
  return open.map(
    ({ conditionType }) =>
      `the pod waits for its readiness gate: condition ${conditionType}, which a controller outside the pod sets, is not True`,
  );
}

/** Runs since a short while and is not ready yet: told, as it may be just loading. */
function unready({ container, status, state, events }: Subject, evidence: Evidence): string[] {
  if (state !== 'running' || status?.ready || !container.readinessProbe || (container.startupProbe && !status?.started)) return [];
  const [failed] = events('Unhealthy').filter(({ message }) => message?.startsWith('Readiness probe'));
  const seconds = Math.round(secondsRunning(status, evidence));
  const { initialDelaySeconds = 0 } = container.readinessProbe;
  const later =
    seconds < initialDelaySeconds ? `, as its readiness probe begins ${initialDelaySeconds} s after the start (initialDelaySeconds)` : '';
  return [
    `container ${container.name} has been running for ${seconds} s and is not ready yet${later}${failed ? `; ${failed.message?.trim()} (x${timesSeen(failed)})` : ''}`,
  ];
}

/** A probe that cannot even be tried has no result, and nothing is done (pkg/kubelet/prober/worker.go, doProbe). */
function untried({ container, events }: Subject): string[] {
  const probe = events('Unhealthy')
    .map(({ message }) => probeEvent(message))
    .find((one) => one?.kind === 'liveness' && one.result === 'errored');
  if (!probe) return [];
  const why = probe.failure.sort === 'port-name' ? `none of its ports is called ${probe.failure.name}` : probe.detail.slice(0, 160);
  return [`the liveness probe of container ${container.name} cannot be tried, and so it restarts nothing: ${why}`];
}

function starting(subject: Subject, evidence: Evidence): string[] {
  const { container, status, state, events } = subject;
  const probe = container.startupProbe;
  const work = workOf(subject, evidence);
  if (work)
    return [
      `init container ${container.name} is at work since ${work.seconds} s, at its pace for about ${Math.max(1, work.needs - work.seconds)} s more; the later containers are started after it; it says: ${work.quote.slice(0, 200)}`,
    ];
  const awaited = awaitsStart(subject, evidence);
  if (awaited) return [awaited];
  if (subject.kind === 'init' && state === 'running')
    return [
      `init container ${container.name} has been running for ${Math.round(secondsRunning(status, evidence))} s; the later containers are started after it`,
    ];
  const made = beingMade(subject, evidence);
  if (made) return [`container ${container.name} is not there yet: ${made}`];
  if (state !== 'running' || !probe || status?.started) return [];
  const [failed] = events('Unhealthy').filter(({ message }) => message?.startsWith('Startup probe failed'));
  const times = failed ? `, the startup probe has failed ${timesSeen(failed)} of the ${probe.failureThreshold ?? 3} times that it may` : '';
  return [`container ${container.name} is still starting: ${startOf(subject, evidence)}${times}`];
}

/** Not all of its siblings are ready: who asked for this one may mean them. */
function siblings(pod: Pod, evidence: Evidence): string[] {
  const { kind, name, word, object } = ownerOf(pod, evidence);
  const [wanted, ready] = [object?.spec.replicas, object?.status?.readyReplicas ?? 0];
  return object && wanted !== undefined && ready < wanted
    ? [`of ${kind} ${name} ${ready} of ${wanted} pods ${ready === 1 ? 'is' : 'are'} ready: ask for ${word}`]
    : [];
}

/** Pods of the same controller that have failed and are still listed: no trouble now, and what they died of may come again. */
function leftBehind({ metadata: { namespace, ownerReferences = [] } }: Pod, evidence: Evidence): string[] {
  const uids = ownerReferences.filter(({ controller }) => controller).map(({ uid }) => uid);
  const all = valueOf(evidence.peek(listQuery('pods', namespace ?? 'default')))?.items ?? [];
  return all.flatMap((other) =>
    other.status.phase === 'Failed' && isOwnedBy(other, ...uids)
      ? [
          `pod ${other.metadata.name}, which had failed before, is still listed: ${[other.status.reason, other.status.message?.trim()].filter(Boolean).join(': ')}`,
        ]
      : [],
  );
}

function history({ container, kind, status, state, attempt, events }: Subject, evidence: Evidence): string[] {
  const count = status?.restartCount ?? 0;
  if (count === 0 || !attempt) return [];
  // An init container that is done: its last run is the one that did it.
  if (kind === 'init' && state === 'terminated' && attempt.exitCode === 0)
    return [`init container ${container.name} was started ${count + 1} times until it was done`];
  const how = attempt.reason === 'OOMKilled' ? 'OOMKilled' : `exit code ${attempt.exitCode}`;
  const ran = Math.round(secondsRunning(status, evidence));
  const [killing] = during(events('Killing'), attempt, 5);
  const words = killing?.message ? `: ${killing.message.trim()}` : '';
  return [
    `container ${container.name} restarted ${count === 1 ? 'once' : `${count} times`} earlier (last ${how}${words}) and has run for ${ran} s since`,
  ];
}
