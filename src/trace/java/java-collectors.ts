/** The garbage collectors that a JVM is told to use (openjdk/jdk:src/hotspot/share/gc/shared/gcConfig.cpp, IncludedGCs). */
import type { JavaOption } from './java-options.ts';

const SWITCH = /^-XX:([+-])(Use(?:Serial|Parallel|ParallelOld|ConcMarkSweep|G1|Z|Shenandoah|Epsilon)GC)$/;

/** -XX:+UseParallelOldGC chose the parallel collector, too (JDK 8 to 14). */
const collectorOf = (name: string) => (name === 'UseParallelOldGC' ? 'UseParallelGC' : name);

/** In the order in which the JVM reads them; of one switch the last decides, and -XX:-UseG1GC takes the choice back. */
export function collectorsOf(options: readonly JavaOption[]): JavaOption[] {
  const chosen = new Map<string, JavaOption>();
  for (const option of options) {
    const [, sign, name] = SWITCH.exec(option.word) ?? [];
    if (name === undefined) continue;
    chosen.delete(collectorOf(name));
    if (sign === '+') chosen.set(collectorOf(name), option);
  }
  return [...chosen.values()];
}
