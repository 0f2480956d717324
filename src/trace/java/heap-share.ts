/** A JVM that is told to take a share of its container's memory for its heap. */
import type { LogReading } from '../../logs/reading.ts';
import type { Setting } from '../settings/settings.ts';
import { type JavaOption, toldToJava } from './java-options.ts';

export interface HeapShare {
  told: JavaOption;
  percent: number;
}

const MI = 2 ** 20;
/** Below about this much memory MinRAMPercentage counts instead (openjdk/jdk:src/hotspot/share/runtime/arguments.cpp, set_heap_size). */
const SMALL = 256 * MI;
const OPTION = /^-XX:MaxRAMPercentage=(\d{1,3}(?:\.\d{1,6})?)$/;

export function heapShare(settings: readonly Setting[], log: LogReading, limit: number | undefined): HeapShare | undefined {
  if (limit === undefined || limit < SMALL) return undefined;
  return toldToJava(settings, log)
    .map((told): HeapShare => ({ told, percent: Number(OPTION.exec(told.word)?.[1]) }))
    .findLast(({ percent }) => percent > 0 && percent <= 100);
}
