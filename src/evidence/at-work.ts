/** A container that is not there yet: is it on its way, by its startup probe or its own count? */

import { lastSeen } from '../kube/event.ts';
import { sleepOf } from '../kube/hook.ts';
import { timeOf } from '../kube/pod.ts';
import { patienceOf } from '../kube/probe.ts';
import { type Progress, progressIn } from '../logs/progress.ts';
import { type Evidence, valueOf } from './evidence.ts';
import { isWaiting, type Subject } from './subject.ts';

/** Counts tries, or what it waits for: that grows, too, where nothing comes of it. */
const TRIES = /\b(?:attempt|tr(?:y|ies|ying)|retr(?:y|ies|ying)|wait(?:s|ing)?|sleep(?:s|ing)?|poll(?:s|ing)?)\b/i;
/** A step may take so many times as long as its pace said. */
const LATE = 1.5;

/** `seconds`: how long it runs already. Undefined: it counts nothing, or stands still. */
export function workOf(subject: Subject, evidence: Evidence): (Progress & { needs: number; seconds: number }) | undefined {
  const start = timeOf(subject.status?.state?.running?.startedAt);
  const log = isWaiting(subject) && start !== undefined ? valueOf(subject.currentLog()) : undefined;
  const progress = log && progressIn(log, start);
  if (start === undefined || progress?.needs === undefined || TRIES.test(progress.quote)) return undefined;
  const seconds = Math.round(Math.max(0, (evidence.now - start) / 1000));
  return seconds <= progress.needs * LATE ? { ...progress, needs: progress.needs, seconds } : undefined;
}

/** How far it is, where it runs and has time left by its probes: "48 s of at most 300 s". Whether it is in trouble is for trouble.ts to say. */
export function startOf(subject: Subject, evidence: Evidence): string | undefined {
  const { container, status, state, kind } = subject;
  if (state !== 'running' || status?.ready) return undefined;
  const since = timeOf(status?.state?.running?.startedAt) ?? evidence.now;
  const seconds = Math.round(Math.max(0, (evidence.now - since) / 1000));
  const work = workOf(subject, evidence);
  if (work) return `${seconds} s of about ${seconds + Math.max(1, work.needs - work.seconds)} s at its pace`;
  if (kind === 'init') return undefined;
  const { startupProbe } = container;
  if (startupProbe && !status?.started) return `${seconds} s of at most ${patienceOf(startupProbe)} s`;
  return container.readinessProbe ? `for ${seconds} s now` : undefined;
}

/** Seconds that a pod may take from its creation until something is told of it, and an image until it is there. */
const [MADE, PULLED] = [30, 600];
/** Nobody means a container to be created for longer than so many seconds. */
const NAP = 300;
/** The kubelet has not read the object yet: it says so of a young pod, and tries again by itself. */
const UNREAD = /failed to sync (?:configmap|secret) cache: timed out waiting for the condition/;

/** A container that there is not yet, as its image comes, its hook sleeps or its pod has only just been made, and nothing has failed since: in words. */
export function beingMade({ pod, container, status, attempt, events, eventsKnown }: Subject, { now }: Evidence): string | undefined {
  const reason = status?.state?.waiting?.reason;
  const isOpen = attempt === undefined && pod.spec.nodeName !== undefined && pod.status.phase !== 'Failed';
  if (!isOpen || !eventsKnown || (reason !== undefined && reason !== 'ContainerCreating' && reason !== 'PodInitializing')) return undefined;
  const [newest] = events().filter((one) => one.reason !== 'Scheduled');
  const since = (time: number | undefined) => Math.round(Math.max(0, (now - (time ?? 0)) / 1000));
  const pulls = newest?.reason === 'Pulling' ? since(lastSeen(newest)) : PULLED;
  if (pulls < PULLED) return `its image is being pulled, for ${pulls} s now`;
  // Until its hook is over, the kubelet calls a container one that is being created.
  const { postStart } = container.lifecycle ?? {};
  const [sleeps, runs] = postStart && newest?.reason === 'Started' ? [sleepOf(postStart), since(lastSeen(newest))] : [0, 0];
  if (runs < sleeps && sleeps <= NAP) return `its postStart hook sleeps for ${sleeps} s, of which ${runs} s are over`;
  const age = since(timeOf(pod.metadata.creationTimestamp));
  const failed = newest?.type === 'Warning' && !UNREAD.test(newest.message ?? '');
  return age < MADE && !failed ? `its pod was made ${age} s ago, and is being started` : undefined;
}
