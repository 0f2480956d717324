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
import type { Fact } from '../logs/fact.ts';
import { decisiveFact, type LogReading } from '../logs/reading.ts';
import { present } from '../present.ts';
import { type HeapSetting, heapSetting, isHeapMaybeTold, isOverruled, unreadHeap } from '../trace/java/heap-setting.ts';
import { defaultShare, type HeapShare, heapShare } from '../trace/java/heap-share.ts';
import { areaOf, heapUnreserved, isAreaBounded } from '../trace/java/java-areas.ts';
import { isReadByRuntime } from '../trace/java/read-options.ts';
import { type OwnUlimit, ownMemoryLimit } from '../trace/programs/own-ulimit.ts';
import { fileOf, placeOf, type Setting, settingsOf } from '../trace/settings/settings.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const heapExhausted: Cause = {
  id: 'heap-exhausted',
  title: "the runtime's own heap is full",
  tier: 'container',
  covers: ['res.java-heap', 'res.heap-node', 'res.heap-other'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const { attempt } = subject;
    const log = valueOf(subject.log());
    const fact = decisiveFact(log, 'heap-exhausted');
    if (!log || !fact || !attempt || attempt.reason === 'OOMKilled') return undefined;
    if (isOther(fact)) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    return ofRuntime(fact, fix) ?? full(fact, log, fix);
  },
};

type Heap = Fact<'heap-exhausted'>;

/** Another area, or a heap that never was. */
const isOther = ({ fields: { runtime, what } }: Heap): boolean =>
  runtime === 'java' && (areaOf(what) !== undefined || heapUnreserved(what) !== undefined);

/** What no heap is large enough for (openjdk/jdk:src/hotspot/share/oops/arrayKlass.cpp), or what NumPy is asked for at once. */
const AT_ONCE = /^Requested array size exceeds VM limit|^Unable to allocate ([\d.]{1,10} [KMGT]?iB) for an array/;

/** What a runtime has of its own. */
function ofRuntime(fact: Heap, fix: WorkloadFix): Match | undefined {
  const { subject, evidence } = fix;
  const { runtime, what } = fact.fields;
  if (fact.phrase === 'node/worker-heap') return workerHeapFull(fact, subject, evidence);
  if (AT_ONCE.test(what ?? '') || /Array dimensions exceeded supported range/.test(fact.quote)) return askedAtOnce(fact, fix);
  if (what === 'native memory') return jvmMemoryRefused(fact, fix);
  if (runtime === 'php') return phpMemoryFull(fact, subject, evidence);
  return runtime === 'dotnet' ? dotnetHeapFull(fact, fix) : undefined;
}

function askedAtOnce(fact: Heap, { subject }: WorkloadFix): Match {
  const size =
    AT_ONCE.exec(fact.fields.what ?? '')?.[1] ??
    `more elements than an array of ${fact.fields.runtime === 'dotnet' ? '.NET' : 'Java'} can have`;
  const limit = memoryLimit(subject);
  return {
    summary: `the program in container ${subject.container.name} asks for one array of ${size}, which it does not get${limit ? ` (the container may use ${limit})` : ''}`,
    confidence: 'likely',
    object: { kind: 'Image', name: subject.container.image ?? '' },
    proof: [logProof(subject, fact), attemptProof(subject)],
    fixes: [advised('see what it is to hold, and let it take less at once: a part at a time, a smaller batch, a smaller type of numbers')],
    decides: 'the line of its code that asks for it, and the input that it had',
  };
}

function full(fact: Heap, log: LogReading, fix: WorkloadFix): Match | undefined {
  const { subject, evidence } = fix;
  const { runtime, what } = fact.fields;
  const { attempt, container } = subject;
  const settings = settingsOf(subject, evidence);
  // The JVM had no memory left to say what is full: the heap, unless another area is bounded too.
  const unsaid = runtime === 'java' && what === undefined;
  if (unsaid && isAreaBounded(settings, log)) return undefined;
  const limit = memoryLimit(subject);
  const told = heapSetting(subject, evidence, runtime);
  // The kernel would have ended it before.
  const beyond = told && told.bytes > (quantity(limit) ?? Number.POSITIVE_INFINITY) ? told : undefined;
  const setting = beyond ? undefined : told;
  const own = setting ? undefined : ownMemoryLimit(runtime, settings, quantity(limit));
  const share = runtime === 'java' && !setting && !isPodLimit(subject) ? heapShare(settings, log, quantity(limit)) : undefined;
  const byDefault = runtime === 'java' && !told && !own && !share ? defaultShare(subject, evidence, log) : undefined;
  const unread = setting ? undefined : unreadHeap(subject, evidence, runtime);
  const isTold = setting
    ? setting.isRead && !isOverruled(setting, log)
    : share && !isHeapMaybeTold(subject, evidence) && isReadByRuntime(share.told.setting, settings);
  const misplaced = unread?.setting.place.kind === 'argument' ? placeOf(unread.setting) : undefined;
  const field = setting?.variable ? `env[${setting.variable}]` : (setting?.place ?? misplaced ?? 'resources.limits.memory');
  const elsewhere = own?.setting ?? share?.told.setting ?? (setting && fileOf(setting.setting) ? setting.setting : undefined);
  const size = beyond ? beyondLimit(beyond) : sizedBy(setting, own, share, byDefault);
  const larger = beyond
    ? [advised(`see what else tells ${runtime} the size of its heap: its start script, or the line that starts it`)]
    : largerHeap(runtime, setting, limit, fix);
  return {
    summary: `the ${runtime} heap of container ${container.name} is full${size}${unread ? unreadWords(unread, runtime) : ''}${limit ? ` (the ${isPodLimit(subject) ? 'pod as a whole' : 'container itself'} may use ${limit})` : ''}`,
    // One that was told to end has lived with it, or hung.
    confidence: isTold && !unsaid && attempt?.exitCode !== 143 ? 'certain' : 'likely',
    object: elsewhere ? settingObject(elsewhere, fix) : fix.containerObject(field),
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
          ...larger,
        ],
    ruledOut: [
      { cause: 'oom-killed', because: `the run's reason is ${attempt?.reason ?? 'none'}: the kernel's mark for memory is absent` },
    ],
    decides: 'a heap dump, or the heap size that the program prints at its start',
  };
}

const beyondLimit = ({ place, option }: HeapSetting): string =>
  `: ${place} tells it ${option}, which is more than the container may use, so something else tells it less, or it asked for more than that at once`;

/** What gives it its size. */
function sizedBy(
  setting: HeapSetting | undefined,
  own: OwnUlimit | undefined,
  share: HeapShare | undefined,
  byDefault: { percent: number } | undefined,
): string {
  if (setting) return `: ${setting.place} limits it by ${setting.option}`;
  if (own && !own.text.startsWith('ulimit ')) return `: by its name ${placeOf(own.setting)}, which is ${own.setting.value}, limits it`;
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
