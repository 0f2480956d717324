/** Questions asked of events. */
import { timeOf } from './pod.ts';
import type { Event } from './shapes.ts';

/** When it was seen last, in milliseconds since 1970; 0 where the event has no time. */
export function lastSeen(event: Event): number {
  return (
    timeOf(event.series?.lastObservedTime) ??
    timeOf(event.lastTimestamp) ??
    timeOf(event.eventTime) ??
    timeOf(event.firstTimestamp) ??
    timeOf(event.metadata.creationTimestamp) ??
    0
  );
}

export function firstSeen(event: Event): number {
  return timeOf(event.firstTimestamp) ?? timeOf(event.eventTime) ?? timeOf(event.metadata.creationTimestamp) ?? 0;
}

export function timesSeen(event: Event): number {
  // 0 in events of the new API, which count in series alone.
  return Math.max(1, Math.trunc(event.series?.count ?? event.count ?? 1));
}

/** Put before the words of the newest by the recorder of events, once ten that differ in little were seen (client-go tools/record/events_cache.go). */
const COMBINED = '(combined from similar events): ';

/** The event in its own words. */
export const ownWords = (event: Event): Event =>
  event.message?.startsWith(COMBINED) ? { ...event, message: event.message.slice(COMBINED.length) } : event;

/** The container that the event is about, from a fieldPath like spec.containers{app}. */
export function containerOf(event: Event): string | undefined {
  return event.involvedObject?.fieldPath?.match(/^spec\.(?:initContainers|containers|ephemeralContainers)\{(.+)\}$/)?.[1];
}
