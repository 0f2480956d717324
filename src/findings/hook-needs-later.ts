/**
 * A postStart hook that waits for a port of a container which comes after its own: the kubelet starts that one only when the hook has ended
 * (kuberuntime, SyncPod and startContainer); where the hook gives up, it starts it all the same, and the next try meets with it.
 */
import type { Evidence } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fix } from '../report.ts';
import { isLoopback } from '../trace/network/address.ts';
import { askedIn } from '../trace/network/awaited.ts';
import { claims } from '../trace/network/port-holder.ts';

export interface NeedsLater {
  port: number;
  /** The container that has it. */
  later: string;
  fix: Fix;
}

export function hookNeedsLater(subject: Subject, evidence: Evidence): NeedsLater | undefined {
  const { container, pod, kind } = subject;
  const { exec } = container.lifecycle?.postStart ?? {};
  const asked = exec && askedIn(exec.command ?? [], subject, evidence);
  const { containers } = pod.spec;
  const at = containers.findIndex(({ name }) => name === container.name);
  if (kind !== 'app' || asked?.port === undefined || !isLoopback(asked.host)) return undefined;
  const { port } = asked;
  const last = containers.findIndex((one, index) => index > at && claims(one, port));
  const later = containers[last]?.name;
  if (later === undefined || claims(container, port)) return undefined;
  const fix = new WorkloadFix(subject, evidence).patchJson(`let ${later} stand before ${container.name}, as it is then started first`, [
    { op: 'move', from: `/containers/${last}`, path: `/containers/${at}` },
  ]);
  return { port, later, fix };
}
