/** A container that is not there yet: is it on its way, by its startup probe or its own count? */

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
