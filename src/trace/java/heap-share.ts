/** A JVM that is told to take a share of its container's memory for its heap. */
import type { Evidence } from '../../evidence/evidence.ts';
import { isPodLimit, memoryLimit } from '../../evidence/proof.ts';
import type { Subject } from '../../evidence/subject.ts';
import { MI, quantity } from '../../kube/quantity.ts';
import type { LogReading } from '../../logs/reading.ts';
import { isForShell } from '../programs/start-text.ts';
import { fileOf, type Setting, settingsOf } from '../settings/settings.ts';
import { isHeapMaybeTold } from './heap-setting.ts';
import { type JavaOption, toldToJava } from './java-options.ts';

export interface HeapShare {
  told: JavaOption;
  percent: number;
}

/** Below about this much memory MinRAMPercentage counts instead (openjdk/jdk:src/hotspot/share/runtime/arguments.cpp, set_heap_size). */
const SMALL = 256 * MI;
const OPTION = /^-XX:MaxRAMPercentage=(\d{1,3}(?:\.\d{1,6})?)$/;

export function heapShare(settings: readonly Setting[], log: LogReading, limit: number | undefined): HeapShare | undefined {
  if (limit === undefined || limit < SMALL) return undefined;
  return toldToJava(settings, log)
    .map((told): HeapShare => ({ told, percent: Number(OPTION.exec(told.word)?.[1]) }))
    .findLast(({ percent }) => percent > 0 && percent <= 100);
}

/**
 * InitialRAMPercentage and MaxRAMPercentage are for machines; a container's limit is one to the JVM. Where a quarter is less than its default
 * MaxHeapSize (96 MB, scaled for 64 bits), it takes that (openjdk/jdk:src/hotspot/share/gc/shared/gc_globals.hpp, runtime/arguments.cpp).
 */
const PERCENT = 25;
const LEAST = 124.8 * MI;

/** A heap that nobody gave a size: nothing that could be seen tells one, and no variable that might was left unread. */
export function defaultShare(
  subject: Subject,
  evidence: Evidence,
  log: LogReading,
): { percent: number; options: Setting | undefined } | undefined {
  const limit = quantity(memoryLimit(subject));
  if (limit === undefined || limit < SMALL || isPodLimit(subject) || isHeapMaybeTold(subject, evidence)) return undefined;
  // The image may tell it, and then the JVM says so.
  if (log.lines.some((line) => /^Picked up \w{1,40}: .*-X(?:mx|X:\S*(?:RAM|HeapSize))/.test(line))) return undefined;
  const settings = settingsOf(subject, evidence);
  if (settings.some(({ written }) => /-XX:(?:Max|Min|Initial)?RAM|-XX:MaxHeapSize|-mx\d/.test(written ?? ''))) return undefined;
  // Whether a script of its own comes to that line, nobody knows.
  if (settings.some((one) => fileOf(one) !== undefined && isForShell(one) && /-Xmx/.test(one.written ?? ''))) return undefined;
  return {
    percent: Math.max(PERCENT, Math.floor((LEAST / limit) * 100)),
    options: settings.find(({ name }) => name === 'JAVA_TOOL_OPTIONS'),
  };
}
