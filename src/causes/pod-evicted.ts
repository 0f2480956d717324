import { WorkloadFix } from '../fixes/workload.ts';
import { quantity } from '../kube/quantity.ts';
import type { Pod } from '../kube/shapes.ts';
import type { Proof } from '../report.ts';
import { type Cause, RUNG } from './cause.ts';

export const podEvicted: Cause = {
  id: 'pod-evicted',
  title: 'the kubelet evicted the pod',
  tier: 'environment',
  covers: ['res.evicted-memory', 'res.evicted-disk', 'res.evicted-pid', 'res.evicted-inodes', 'res.ephemeral-evicted'],
  rung: RUNG.pod,

  detect(subject, evidence) {
    const { pod, namespace } = subject;
    if (pod.status.reason !== 'Evicted') return undefined;
    const message = (pod.status.message ?? '').trim();
    const fix = new WorkloadFix(subject, evidence);
    // pkg/kubelet/eviction/helpers.go: its own limits first, then the node's resources.
    const [, volume, size] = message.match(/Usage of EmptyDir volume "([^"]+)" exceeds the limit "([^"]+)"/) ?? [];
    const [, own] =
      message.match(/ephemeral local storage usage exceeds the total limit of containers (\S+?)\.?\s*$/) ??
      message.match(/exceeded its local ephemeral storage limit "([^"]+)"/) ??
      [];
    const [, resource] = message.match(/The node was low on resource: ([\w.-]+)/) ?? [];
    const fixes =
      volume && size
        ? [
            fix.patchSpec(`let volume ${volume} grow to ${twice(size)}, or write less`, {
              volumes: [{ name: volume, emptyDir: { ...emptyDir(pod, volume), sizeLimit: twice(size) } }],
            }),
          ]
        : own
          ? [fix.setResources(`raise the ephemeral-storage limit from ${own}, or write less`, { 'ephemeral-storage': twice(own) })]
          : [];
    const why = volume
      ? `its volume ${volume} grew beyond its limit of ${size}`
      : own
        ? `it wrote more than its ephemeral-storage limit of ${own}`
        : `node ${pod.spec.nodeName ?? ''} ran low on ${resource ?? 'a resource'}`;
    const proof: Proof = { step: 'get', quote: `Evicted: ${message}`, path: 'status.message' };
    return {
      summary: `the kubelet evicted the pod: ${why}`,
      confidence: 'certain',
      object: resource ? { kind: 'Node', name: pod.spec.nodeName ?? 'unknown' } : { kind: fix.owner.kind, namespace, name: fix.owner.name },
      proof: [proof],
      fixes,
    };
  },
};

const emptyDir = (pod: Pod, name: string) => pod.spec.volumes?.find((volume) => volume.name === name)?.emptyDir ?? {};

/** Twice a size, in the unit that it was given in. */
function twice(size: string): string {
  const [, digits, unit = ''] = size.match(/^(\d+)([A-Za-z]*)$/) ?? [];
  return digits ? `${Number(digits) * 2}${unit}` : String((quantity(size) ?? 0) * 2);
}
