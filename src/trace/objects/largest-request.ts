/**
 * Which part of a pod asks for most of a resource. The scheduler counts the pod's own amount, where it has one; else the sum of its
 * containers and sidecars, or what an init container asks for before they start, whichever is more (component-helpers resource.PodRequests).
 */
import { containersOf, type PlacedContainer } from '../../kube/pod.ts';
import { quantity } from '../../kube/quantity.ts';
import type { Pod, Resources } from '../../kube/shapes.ts';

export interface LargestRequest {
  /** Undefined: the amount of the pod as a whole (spec.resources). */
  of: PlacedContainer | undefined;
  amount: string;
}

const asked = (resources: Resources | undefined, resource: string) => resources?.requests?.[resource] ?? resources?.limits?.[resource];

export function largestRequest(resource: string, pod: Pod): LargestRequest | undefined {
  const whole = asked(pod.spec.resources, resource);
  if (whole !== undefined) return { of: undefined, amount: whole };
  const all = containersOf(pod).flatMap((of): { of: PlacedContainer; amount: string; size: number }[] => {
    const amount = asked(of.spec.resources, resource);
    return amount === undefined ? [] : [{ of, amount, size: quantity(amount) ?? 0 }];
  });
  const staying = all.filter(({ of }) => of.kind !== 'init').sort((a, b) => b.size - a.size);
  const [before] = all.filter(({ of }) => of.kind === 'init').sort((a, b) => b.size - a.size);
  const sum = staying.reduce((total, { size }) => total + size, 0);
  return before && before.size > sum ? before : staying[0];
}
