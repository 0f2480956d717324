/** The kubelet's restart back-off, read from what it says; never computed from the number of restarts. */
import { timeOf } from './pod.ts';
import type { ContainerStatus } from './shapes.ts';

/** A Go duration ("5m0s", "1m20s", "10s") in seconds. */
function goDuration(text: string): number | undefined {
  const [whole, hours = '0', minutes = '0', seconds = '0'] = text.match(/^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s)?$/) ?? [];
  return whole ? Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) : undefined;
}

export interface Wait {
  seconds: number;
  nextTry: number | undefined;
}

/**
 * The wait that the message of CrashLoopBackOff names: "back-off 40s restarting failed container=…" (kuberuntime_manager.go
 * doBackOff). It counts from the end of the run that died.
 */
export function waitOf(status: ContainerStatus | undefined): Wait | undefined {
  const { waiting } = status?.state ?? {};
  if (waiting?.reason !== 'CrashLoopBackOff') return undefined;
  const seconds = goDuration(waiting.message?.match(/^back-off (\S+) restarting/)?.[1] ?? '');
  if (seconds === undefined) return undefined;
  const ended = timeOf(status?.lastState?.terminated?.finishedAt);
  return { seconds, nextTry: ended === undefined ? undefined : ended + seconds * 1000 };
}
