/** An init container that runs on: is it a step that gets on with its work, by its own count? */

import { timeOf } from '../kube/pod.ts';
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
