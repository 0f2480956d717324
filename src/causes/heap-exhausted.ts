import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, isPodLimit, logProof, memoryLimit, specProof } from '../evidence/proof.ts';
import { phpMemoryFull } from '../findings/php-memory.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { workerHeapFull } from '../findings/worker-heap.ts';
import { advised } from '../fixes/fix.ts';
import { asRead } from '../fixes/heap-read.ts';
import { resizeHeap } from '../fixes/memory.ts';
import { withoutUlimit } from '../fixes/own-ulimit.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { MI, mebibytes, quantity } from '../kube/quantity.ts';
import { decisiveFact } from '../logs/reading.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { type HeapSetting, heapSetting, isHeapMaybeTold, isOverruled, RUNTIMES, unreadHeap } from '../trace/java/heap-setting.ts';
import { defaultShare, type HeapShare, heapShare } from '../trace/java/heap-share.ts';
import { areaOf, heapUnreserved, isAreaBounded } from '../trace/java/java-areas.ts';
import { isReadByRuntime } from '../trace/java/read-options.ts';
import { ownUlimit } from '../trace/programs/own-ulimit.ts';
import { placeOf, type Setting, settingsOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

/** The heap's share of the container's limit that leaves room for the rest of the process. */
const SHARE: Record<string, number> = { java: 0.6, node: 0.75 };
const VARIABLE: Record<string, string> = { java: 'JAVA_TOOL_OPTIONS', node: 'NODE_OPTIONS' };

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
    const setting = heapSetting(subject, evidence, runtime);
    if (runtime === 'java' && (areaOf(what) || (setting && heapUnreserved(what) === setting.bytes))) return undefined;
    // The JVM had no memory left to say what is full: the heap, unless another area is bounded too.
    const unsaid = runtime === 'java' && what === undefined;
    if (unsaid && isAreaBounded(settingsOf(subject, evidence), log)) return undefined;
    const own = setting ? undefined : ownUlimit('vd', settingsOf(subject, evidence));
    const limit = memoryLimit(subject);
    const share =
      runtime === 'java' && !setting && !isPodLimit(subject) ? heapShare(settingsOf(subject, evidence), log, quantity(limit)) : undefined;
    const fix = new WorkloadFix(subject, evidence);
    const byDefault = runtime === 'java' && !setting && !own && !share ? defaultShare(subject, evidence, log) : undefined;
    const unread = setting ? undefined : unreadHeap(subject, evidence, runtime);
    const isTold = setting
      ? setting.isRead && !isOverruled(setting, log)
      : share && !isHeapMaybeTold(subject, evidence) && isReadByRuntime(share.told.setting, settingsOf(subject, evidence));
    const misplaced = unread?.setting.place.kind === 'argument' ? placeOf(unread.setting) : undefined;
    const field = setting?.variable ? `env[${setting.variable}]` : (setting?.place ?? misplaced ?? 'resources.limits.memory');
    return {
      summary: `the ${runtime} heap of container ${container.name} is full${setting ? `: ${setting.place} limits it by ${setting.option}` : own ? `: its own ${own.text} limits it (${placeOf(own.setting)})` : share ? `: ${placeOf(share.told.setting)} allows it ${share.percent}% of the container's memory by ${share.told.word}` : byDefault ? `: nothing that we see tells it a size, and then it is ${byDefault.percent}% of the container's memory` : ''}${unread ? `; ${placeOf(unread.setting)} (${unread.setting.value}) is not read: ${unread.setting.name === undefined ? `it stands behind the program that ${runtime} runs, which gets it as an argument` : `${runtime} itself knows ${VARIABLE[runtime]}`}` : ''}${limit ? ` (the ${isPodLimit(subject) ? 'pod as a whole' : 'container itself'} may use ${limit})` : ''}`,
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
        ...present(setting && specProof(subject, setting.place, setting.option)),
      ],
      fixes: own
        ? withoutUlimit(own, fix)
        : (share && largerShare(share, fix)) || [
            ...present(
              unread && asRead(unread, runtime, VARIABLE[runtime], shareOf(runtime), quantity(limit), fix),
              byDefault && largerDefault(byDefault, fix),
            ),
            ...fixesOf(runtime, setting, limit, fix),
          ],
      ruledOut: [
        { cause: 'oom-killed', because: `the run's reason is ${attempt.reason ?? 'none'}: the kernel's mark for memory is absent` },
      ],
      decides: 'a heap dump, or the heap size that the program prints at its start',
    };
  },
};

/** A larger share, as long as it leaves room for the rest of the process. */
function largerShare({ told: { setting, word }, percent }: HeapShare, fix: WorkloadFix): Fix[] | undefined {
  const most = (SHARE['java'] as number) * 100;
  if (percent >= most || setting.written === undefined) return undefined;
  const to = Math.min(Math.max(percent * 2, 50), most);
  const wider = word.replace(/=.*/, `=${to.toFixed(1)}`);
  const found = changeSettings(
    `allow the heap ${to}% of the container's memory`,
    [{ setting, to: setting.written.replace(word, wider) }],
    fix,
  );
  return found && [found];
}

/** What stands in JAVA_TOOL_OPTIONS stays. */
function largerDefault({ percent, options }: { percent: number; options: Setting | undefined }, fix: WorkloadFix): Fix {
  const to = (SHARE['java'] as number) * 100;
  const option = `-XX:MaxRAMPercentage=${to.toFixed(1)}`;
  const text = `let the heap be up to ${to}% of the container's memory, not ${percent}%`;
  const longer = options && changeSettings(text, [{ setting: options, to: `${options.written} ${option}`.trim() }], fix);
  return longer ?? fix.setEnv(text, [`${VARIABLE['java']}=${option}`]);
}

const mib = (bytes: number) => `${Math.floor(bytes / MI)} MiB`;

/** With more than this share of a limit the rest of the process has no room beside the heap. */
const shareOf = (runtime: string) => SHARE[runtime] ?? 0.5;

function fixesOf(runtime: string, setting: HeapSetting | undefined, limit: string | undefined, fix: WorkloadFix): Fix[] {
  const bytes = quantity(limit);
  const room = bytes ? bytes * shareOf(runtime) : Number.POSITIVE_INFINITY;
  const whose = isPodLimit(fix.subject) ? 'pod' : 'container';
  const more = () =>
    fix.setMemory(`raise the ${whose}'s memory limit from ${limit}: the heap is a share of it`, mebibytes((bytes ?? 0) * 2));
  if (setting?.filled && limit) return [more()];
  if (setting) {
    const least = Math.max(setting.bytes * 2, 256 * MI);
    // A container with room for three times the heap has memory to spare.
    if (room >= Math.min(least, setting.bytes * 3)) {
      const wanted = Math.min(Math.max(least, setting.bytes * 4), room);
      return resizeHeap(`give the heap ${mib(wanted)}${limit ? ` of the ${whose}'s ${limit}` : ''}`, setting, wanted, fix);
    }
    const memory = mebibytes(least / shareOf(runtime));
    return resizeHeap(
      `give the heap ${mib(least)} and raise the ${whose}'s memory limit from ${limit} to ${memory}, as there is no room for more below it: a trial, as nobody has measured what the program needs`,
      setting,
      least,
      fix,
      memory,
    );
  }
  // The heap is a share of the limit: then the limit has to grow.
  if (limit && bytes && runtime === 'java' && !isHeapMaybeTold(fix.subject, fix.evidence)) return [more()];
  const known = RUNTIMES[runtime];
  if (!known)
    return [advised(`find what limits the ${runtime} process itself: a ulimit in its start script, or a setting such as memory_limit`)];
  return [fix.setEnv('give the heap more', [`${VARIABLE[runtime]}=${known.option(Math.min(room, 1024 * MI))}`])];
}
