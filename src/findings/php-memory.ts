/** A PHP program has used all of its memory_limit, which a setting of its container gives. */
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof, memoryLimit } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { restarting } from '../fixes/fix.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { MI, quantity } from '../kube/quantity.ts';
import type { Fact } from '../logs/fact.ts';
import { phpMemory } from '../trace/settings/php-memory.ts';
import { placeOf, settingsOf } from '../trace/settings/settings.ts';
import type { Match } from './match.ts';
import { settingObject, settingProof } from './setting-proof.ts';

/** Of the container's memory; the rest is the interpreter's and its extensions'. */
const SHARE = 0.75;

/** Undefined where no setting is seen to give it: then it is the image's, or PHP's own 128M. */
export function phpMemoryFull(fact: Fact<'heap-exhausted'>, subject: Subject, evidence: Evidence): Match | undefined {
  const bytes = Number(/\bmemory size of (\d{1,15}) bytes exhausted/.exec(fact.quote)?.[1]);
  const told = phpMemory(bytes, settingsOf(subject, evidence));
  if (!told) return undefined;
  const fix = new WorkloadFix(subject, evidence);
  const limit = memoryLimit(subject);
  const room = Math.floor(((quantity(limit) ?? Number.POSITIVE_INFINITY) * SHARE) / MI);
  const wanted = Math.min(Math.max((bytes / MI) * 4, 128), room);
  const larger = wanted > bytes / MI ? changeSettings(`let PHP use ${wanted} MB`, [told.withSize(wanted)], fix) : undefined;
  return {
    summary: `the PHP program in container ${subject.container.name} has used all the memory that PHP allows it: ${told.text} (${placeOf(told.setting)})${limit ? `; the container itself may use ${limit}` : ''}`,
    confidence: 'certain',
    object: settingObject(told.setting, fix),
    proof: [logProof(subject, fact), settingProof(told.setting, undefined, told.text, subject), attemptProof(subject)],
    fixes: [larger ?? restarting('raise the memory limit of the container, and memory_limit with it; or hold less at a time')],
    ruledOut: [
      { cause: 'oom-killed', because: `the run's reason is ${subject.attempt?.reason ?? 'none'}: the kernel's mark for memory is absent` },
    ],
  };
}
