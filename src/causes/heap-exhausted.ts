import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, isPodLimit, logProof, memoryLimit, specProof } from '../evidence/proof.ts';
import { dotnetHeapFull } from '../findings/dotnet-heap.ts';
import { jvmMemoryRefused } from '../findings/jvm-memory-refused.ts';
import { phpMemoryFull } from '../findings/php-memory.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { workerHeapFull } from '../findings/worker-heap.ts';
import { advised } from '../fixes/fix.ts';
import { asRead } from '../fixes/heap-read.ts';
import { largerDefault, largerHeap, largerShare, VARIABLE } from '../fixes/larger-heap.ts';
import { withoutUlimit } from '../fixes/own-ulimit.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { quantity } from '../kube/quantity.ts';
import { decisiveFact } from '../logs/reading.ts';
import { present } from '../present.ts';
import { type HeapSetting, heapSetting, isHeapMaybeTold, isOverruled, unreadHeap } from '../trace/java/heap-setting.ts';
import { defaultShare, type HeapShare, heapShare } from '../trace/java/heap-share.ts';
import { areaOf, heapUnreserved, isAreaBounded } from '../trace/java/java-areas.ts';
import { isReadByRuntime } from '../trace/java/read-options.ts';
import { type OwnUlimit, ownUlimit } from '../trace/programs/own-ulimit.ts';
import { placeOf, type Setting, settingsOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const heapExhausted: Cause = {
  id: 'heap-exhausted',
  title: "the runtime's own heap is full",
  tier: 'container',
  covers: ['res.java-heap', 'res.heap-node', 'res.heap-other'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const { attempt, container } = subject;
    const log = valueOf(subject.log());
    const fact = decisiveFact(log, 'heap-exhausted');
    if (!log || !fact || !attempt || attempt.reason === 'OOMKilled') return undefined;
    const { runtime, what } = fact.fields;
    // No heap is large enough for that (openjdk/jdk:src/hotspot/share/oops/arrayKlass.cpp).
    if (/^Requested array size/.test(what ?? '')) return undefined;
    if (fact.phrase === 'node/worker-heap') return workerHeapFull(fact, subject, evidence);
    const php = runtime === 'php' ? phpMemoryFull(fact, subject, evidence) : undefined;
    if (php) return php;
    if (runtime === 'java' && (areaOf(what) || heapUnreserved(what) !== undefined)) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    if (what === 'native memory') return jvmMemoryRefused(fact, fix);
    const dotnet = runtime === 'dotnet' ? dotnetHeapFull(fact, fix) : undefined;
    if (dotnet) return dotnet;
    const limit = memoryLimit(subject);
    const told = heapSetting(subject, evidence, runtime);
    // The kernel would have ended it before: something tells it less.
    const beyond = told && told.bytes > (quantity(limit) ?? Number.POSITIVE_INFINITY) ? told : undefined;
    const setting = beyond ? undefined : told;
    // The JVM had no memory left to say what is full: the heap, unless another area is bounded too.
    const unsaid = runtime === 'java' && what === undefined;
    if (unsaid && isAreaBounded(settingsOf(subject, evidence), log)) return undefined;
    const own = setting ? undefined : ownUlimit('vd', settingsOf(subject, evidence));
    const share =
      runtime === 'java' && !setting && !isPodLimit(subject) ? heapShare(settingsOf(subject, evidence), log, quantity(limit)) : undefined;
    const byDefault = runtime === 'java' && !told && !own && !share ? defaultShare(subject, evidence, log) : undefined;
    const unread = setting ? undefined : unreadHeap(subject, evidence, runtime);
    const isTold = setting
      ? setting.isRead && !isOverruled(setting, log)
      : share && !isHeapMaybeTold(subject, evidence) && isReadByRuntime(share.told.setting, settingsOf(subject, evidence));
    const misplaced = unread?.setting.place.kind === 'argument' ? placeOf(unread.setting) : undefined;
    const field = setting?.variable ? `env[${setting.variable}]` : (setting?.place ?? misplaced ?? 'resources.limits.memory');
    return {
      summary: `the ${runtime} heap of container ${container.name} is full${beyond ? `: it is smaller than ${beyond.place} tells (${beyond.option}), which is more than the container may use, so something else tells it less` : sizedBy(setting, own, share, byDefault)}${unread ? unreadWords(unread, runtime) : ''}${limit ? ` (the ${isPodLimit(subject) ? 'pod as a whole' : 'container itself'} may use ${limit})` : ''}`,
      // One that was told to end has lived with it, or hung.
      confidence: isTold && !unsaid && attempt.exitCode !== 143 ? 'certain' : 'likely',
      object: (own ?? share) ? settingObject((own?.setting ?? share?.told.setting) as Setting, fix) : fix.containerObject(field),
      proof: [
        logProof(subject, fact),
        ...present(
          own && settingProof(own.setting, undefined, undefined, subject),
          share && settingProof(share.told.setting, undefined, undefined, subject),
        ),
        attemptProof(subject),
        ...present(told && specProof(subject, told.place, told.option)),
      ],
      fixes: own
        ? withoutUlimit(own, fix)
        : (share && largerShare(share, fix)) || [
            ...present(
              unread && asRead(unread, runtime, VARIABLE[runtime], quantity(limit), fix),
              byDefault && largerDefault(byDefault, fix),
            ),
            ...(beyond
              ? [advised(`see what else tells ${runtime} the size of its heap: its start script, or the line that starts it`)]
              : largerHeap(runtime, setting, limit, fix)),
          ],
      ruledOut: [
        { cause: 'oom-killed', because: `the run's reason is ${attempt.reason ?? 'none'}: the kernel's mark for memory is absent` },
      ],
      decides: 'a heap dump, or the heap size that the program prints at its start',
    };
  },
};

/** What gives it its size. */
function sizedBy(
  setting: HeapSetting | undefined,
  own: OwnUlimit | undefined,
  share: HeapShare | undefined,
  byDefault: { percent: number } | undefined,
): string {
  if (setting) return `: ${setting.place} limits it by ${setting.option}`;
  if (own)
    return `: its own ${own.text} limits it (${placeOf(own.setting)}${own.setting.name === undefined ? '' : `: ${own.setting.value}`})`;
  if (share) return `: ${placeOf(share.told.setting)} allows it ${share.percent}% of the container's memory by ${share.told.word}`;
  return byDefault ? `: nothing that we see tells it a size, and then it is ${byDefault.percent}% of the container's memory` : '';
}

function unreadWords({ setting }: { setting: Setting }, runtime: string): string {
  const why =
    setting.name === undefined
      ? `it stands behind the program that ${runtime} runs, which gets it as an argument`
      : `${runtime} itself knows ${VARIABLE[runtime]}`;
  return `; ${placeOf(setting)} (${setting.value}) is not read: ${why}`;
}
