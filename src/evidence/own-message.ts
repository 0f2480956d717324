/** What a program wrote into its termination message itself; with FallbackToLogsOnError the kubelet writes the end of the log there. */
import type { LogReading } from '../logs/reading.ts';

export function hasOwnMessage(message: string | undefined, { lines }: LogReading): boolean {
  const said = (message ?? '').split('\n').filter((line) => line.trim() !== '');
  return said.some((line) => !lines.some((one) => one.includes(line.trim())));
}
