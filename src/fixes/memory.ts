/** Which memory limit to try. */
import { mebibytes, quantity } from '../kube/quantity.ts';
import type { HeapSetting } from '../trace/heap-setting.ts';

const MI = 2 ** 20;

/**
 * A higher limit. What is measured decides; without a measurement, room enough to see the true peak: four times a small limit, twice
 * a large one. A JVM or V8 that may grow its heap to a size needs that and about half as much for the rest of the process.
 */
export function raisedLimit(limit: string, heap?: HeapSetting, peak?: number): string {
  const bytes = quantity(limit) ?? 0;
  const guess = peak ? peak * 2 : bytes * (bytes < 512 * MI ? 4 : 2);
  const forHeap = heap ? heap.bytes * 1.5 : 0;
  return mebibytes(Math.max(heap && !peak ? forHeap : guess, bytes * 1.5));
}
