/** A .NET program whose garbage collector has used all that it allows itself: what a variable tells it, or three quarters of the container's limit. */
import { attemptProof, logProof, memoryLimit, specProof } from '../evidence/proof.ts';
import { changeSettings } from '../fixes/settings.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import { mebibytes, quantity } from '../kube/quantity.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import { dotnetHeap } from '../trace/settings/dotnet-heap.ts';
import { placeOf, variablesOf } from '../trace/settings/settings.ts';
import type { Match } from './match.ts';
import { settingObject, settingProof } from './setting-proof.ts';

/** Of the container's limit, where nothing else is said (GCHeapHardLimit). */
const SHARE = 0.75;

/** Undefined where nothing bounds it that is seen. */
export function dotnetHeapFull(fact: Fact<'heap-exhausted'>, fix: WorkloadFix): Match | undefined {
  const { subject, evidence } = fix;
  const limit = memoryLimit(subject);
  const bytes = quantity(limit);
  const told = dotnetHeap(variablesOf(subject, evidence), limit);
  if (!told && !bytes) return undefined;
  const room = (bytes ?? Number.POSITIVE_INFINITY) * SHARE;
  const wanted = told && Math.min(told.bytes * 4, room);
  const larger =
    told && wanted && wanted > told.bytes
      ? changeSettings(`let the heap be ${mebibytes(wanted)}`, [{ setting: told.setting, to: told.withBytes(wanted) }], fix)
      : undefined;
  const more =
    limit && bytes ? fix.setMemory(`raise the memory limit from ${limit}: the heap is a share of it`, mebibytes(bytes * 2)) : undefined;
  return {
    summary: `the .NET heap of container ${subject.container.name} is full: ${told ? `${placeOf(told.setting)} allows it ${mebibytes(told.bytes)} (${told.setting.value}, a hexadecimal number)` : `nothing that is seen tells it a size, and then it is 75% of the container's memory`}${limit ? `; the container itself may use ${limit}` : ''}`,
    confidence: told ? 'certain' : 'likely',
    object: told ? settingObject(told.setting, fix) : fix.containerObject('resources.limits.memory'),
    proof: [
      logProof(subject, fact),
      told ? settingProof(told.setting, undefined, undefined, subject) : specProof(subject, 'resources.limits.memory', limit ?? ''),
      attemptProof(subject),
    ],
    fixes: present(larger ?? more),
    decides: 'a dump of the heap (dotnet-gcdump), or how large one object is that it asked for',
    ruledOut: [
      { cause: 'oom-killed', because: `the run's reason is ${subject.attempt?.reason ?? 'none'}: the kernel's mark for memory is absent` },
    ],
  };
}
