/** The pods that count: of all that belong to the target, those of the template that is being brought out now. Pure. */
import { newestOf, templateHash } from '../kube/metadata.ts';
import { containersOf, isTrue } from '../kube/pod.ts';
import type { Pod } from '../kube/shapes.ts';

/** Pods that are alike: of one template of one controller (apps/v1 labels; a Job's uid). */
const groupOf = (pod: Pod): string =>
  templateHash(pod) ?? pod.metadata.ownerReferences?.find(({ controller }) => controller)?.uid ?? pod.metadata.uid ?? '';

/** A rollback brings out an old template: what was made last counts, not what has the highest number. */
export function newestPods(pods: readonly Pod[]): Pod[] {
  const staying = pods.filter(({ metadata }) => !metadata.deletionTimestamp);
  const newest = newestOf(staying);
  if (!newest) return [];
  const group = staying.filter((pod) => groupOf(pod) === groupOf(newest));
  // A Job tries again with another pod: only its last one tells.
  return newest.metadata.ownerReferences?.some(({ kind, controller }) => kind === 'Job' && controller) &&
    newest.spec.restartPolicy === 'Never'
    ? [newest]
    : group;
}

export function isHealthy(pod: Pod): boolean {
  return pod.status.phase === 'Succeeded' || (isTrue(pod, 'Ready') && pod.status.phase === 'Running');
}

const STARTING = ['ContainerCreating', 'PodInitializing', 'CrashLoopBackOff'];
const IMAGE = ['ErrImagePull', 'ImagePullBackOff', 'ErrImageNeverPull', 'InvalidImageName', 'ImageInspectError', 'RegistryUnavailable'];

/** What keeps a pod from running, in words that stay the same from look to look; undefined: nothing, or it crashes. */
export function blockOf(pod: Pod): string | undefined {
  for (const { spec, status } of containersOf(pod)) {
    const { reason, message = '' } = status?.state?.waiting ?? {};
    if (!reason || STARTING.includes(reason)) continue;
    // The kubelet's words change between a try and the wait after it; the image is what counts.
    return IMAGE.includes(reason)
      ? `${spec.name}: image ${spec.image ?? ''}`
      : `${spec.name}: ${reason}: ${message.replace(/[0-9a-f]{8,}/g, '')}`;
  }
  const scheduled = pod.status.conditions?.find(({ type }) => type === 'PodScheduled');
  return scheduled?.status === 'False' ? 'not scheduled' : undefined;
}
