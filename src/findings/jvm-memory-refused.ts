/** A JVM whose node gives it no more memory: neither its heap nor the container's limit is full (os::commit_memory, ENOMEM). */
import { attemptProof, logProof } from '../evidence/proof.ts';
import { advised } from '../fixes/fix.ts';
import { resizeHeap } from '../fixes/memory.ts';
import { withoutUlimit } from '../fixes/own-ulimit.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import { MI, mebibytes } from '../kube/quantity.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import { heapSetting } from '../trace/java/heap-setting.ts';
import { ownUlimit } from '../trace/programs/own-ulimit.ts';
import { placeOf, settingsOf } from '../trace/settings/settings.ts';
import type { Match } from './match.ts';
import { settingObject, settingProof } from './setting-proof.ts';

export function jvmMemoryRefused(fact: Fact<'heap-exhausted'>, fix: WorkloadFix): Match {
  const { subject, evidence } = fix;
  const asked = Number(/failed to \w{3,8} (\d{1,15}) bytes|, (\d{1,15}), \d\) failed/.exec(fact.quote)?.slice(1).find(Boolean));
  const own = ownUlimit('vd', settingsOf(subject, evidence));
  const heap = own ? undefined : heapSetting(subject, evidence, 'java');
  const setting = own?.setting ?? heap?.setting;
  const half = heap && heap.bytes / 2;
  // So little is no part of a heap: a stack, a page of code; or it has as many mappings as a process may have.
  const isSmall = asked > 0 && asked < MI;
  return {
    summary: `the JVM of container ${subject.container.name} is refused memory by its node${asked ? ` (${isSmall ? `${asked} bytes` : mebibytes(asked)} at once)` : ''}: ${own ? `its own ${own.text} limits it (${placeOf(own.setting)})` : `neither its heap nor the container's limit is full${heap ? `; ${heap.option} (${placeOf(heap.setting)}) is what it may grow to` : ''}`}`,
    confidence: 'likely',
    object: settingObject(setting, fix),
    proof: [logProof(subject, fact), ...present(setting && settingProof(setting, undefined, undefined, subject)), attemptProof(subject)],
    fixes: own
      ? withoutUlimit(own, fix)
      : heap && half && !isSmall
        ? resizeHeap(
            `let its heap be ${mebibytes(half)} at most, if it can do with that; else let it go to a node with more memory`,
            heap,
            half,
            fix,
          )
        : [
            advised(
              isSmall
                ? 'let it go to a node with more free memory; if that had enough, let it have fewer threads and mapped files, or the node more mappings for a process (vm.max_map_count)'
                : 'let it go to a node with more free memory, or give it a smaller heap (-Xmx, and -Xms no larger)',
            ),
          ],
    decides: `the memory that node ${subject.pod.spec.nodeName ?? ''} had left, and whether it lets processes reserve more than it has (vm.overcommit_memory)`,
  };
}
