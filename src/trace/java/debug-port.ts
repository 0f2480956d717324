/** The port of a JVM's debug agent: address=[HOST:]PORT of -agentlib:jdwp=… or -Xrunjdwp:… (docs.oracle.com, JPDA connection and invocation). */
import type { JavaOption } from './java-options.ts';

export interface DebugPort {
  port: number;
  option: JavaOption;
}

/** Of several such options each starts an agent; the first with a port of its own is told. */
export function debugPort(options: readonly JavaOption[]): DebugPort | undefined {
  for (const option of options) {
    if (!/^-(?:agentlib:jdwp=|Xrunjdwp:)/.test(option.word)) continue;
    const [, port] = /[=:,]address=(?:[^,]{0,250}:)?(\d{1,5})(?:,|$)/.exec(option.word) ?? [];
    // 0: any that is free.
    if (port !== undefined && Number(port) > 0) return { port: Number(port), option };
  }
  return undefined;
}
