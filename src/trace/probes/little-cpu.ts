/** A CPU limit so low that a program is slow because of it. */

import { specProof } from '../../evidence/proof.ts';
import type { Subject } from '../../evidence/subject.ts';
import { quantity } from '../../kube/quantity.ts';
import type { Proof } from '../../report.ts';

/** Below this many cores a runtime such as a JVM takes many times longer to start and to answer. */
const LITTLE = 0.2;
const ENOUGH = '1';

export interface LittleCpu {
  words: string;
  proof: Proof[];
  /** What the patch does, behind what the fix does besides. */
  also: string;
  /** The part of a container's patch that raises it. */
  patch: object;
}

export function littleCpu({ status, container, ...subject }: Subject): LittleCpu {
  const limit = status?.resources?.limits?.['cpu'] ?? container.resources?.limits?.['cpu'];
  if (limit === undefined || (quantity(limit) ?? 1) >= LITTLE) return { words: '', proof: [], also: '', patch: {} };
  return {
    words: `; its CPU limit of ${limit} makes that slow`,
    proof: [specProof({ status, container, ...subject }, 'resources.limits.cpu', limit)],
    also: `, with a CPU limit of ${ENOUGH}`,
    patch: { resources: { limits: { cpu: ENOUGH } } },
  };
}
