/** The heap of a worker thread is full, which has a limit of its own below that of the process. */

import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof, memoryLimit } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { restarting } from '../fixes/fix.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { MI, quantity } from '../kube/quantity.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import { placeOf } from '../trace/settings/settings.ts';
import { workerHeap } from '../trace/settings/worker-heap.ts';
import type { Match } from './match.ts';
import { settingObject, settingProof } from './setting-proof.ts';

/** Of the container's memory; the rest is the main thread's and what no heap holds. */
const SHARE = 0.6;

export function workerHeapFull(fact: Fact<'heap-exhausted'>, subject: Subject, evidence: Evidence): Match {
  const told = workerHeap(subject, evidence);
  const fix = new WorkloadFix(subject, evidence);
  const limit = quantity(memoryLimit(subject));
  const wanted = told && Math.min(Math.max(told.megabytes * 4, 256), Math.floor(((limit ?? Number.POSITIVE_INFINITY) * SHARE) / MI));
  const larger =
    told && wanted && wanted > told.megabytes
      ? changeSettings(
          `give each worker thread ${wanted} MB of heap, not ${told.megabytes}`,
          [{ setting: told.setting, to: told.withSize(wanted) }],
          fix,
        )
      : undefined;
  return {
    summary: `the heap of a worker thread of container ${subject.container.name} is full${told ? `: ${told.text === told.setting.name ? `${placeOf(told.setting)} gives` : `${told.text} in ${placeOf(told.setting)} gives`} each of them ${told.megabytes} MB (resourceLimits)` : '; what it may use is set where the program makes it (resourceLimits of new Worker), or is that of the process'}`,
    confidence: told ? 'certain' : 'likely',
    object: settingObject(told?.setting, fix),
    proof: [logProof(subject, fact), ...present(told && settingProof(told.setting, undefined, told.text, subject)), attemptProof(subject)],
    fixes: [
      larger ??
        restarting(
          'let the worker have more heap (resourceLimits.maxOldGenerationSizeMb; without it NODE_OPTIONS=--max-old-space-size), or hold less in it',
        ),
    ],
    decides: 'resourceLimits in the code that makes the worker',
  };
}
