import { decidedBy } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof, memoryLimit, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { resizeHeap } from '../fixes/memory.ts';
import { withoutUlimit } from '../fixes/own-ulimit.ts';
import { listOf } from '../fixes/spec.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { GI, KI, MI, quantity } from '../kube/quantity.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import { computedHeap } from '../trace/java/computed-heap.ts';
import { filledIn, type HeapSetting, heapSetting, isFarAbove } from '../trace/java/heap-setting.ts';
import { heapUnreserved } from '../trace/java/java-areas.ts';
import { type OwnUlimit, ownUlimit } from '../trace/programs/own-ulimit.ts';
import { placeOf, settingsOf } from '../trace/settings/settings.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

/** The heap's share of the container's limit that leaves room for the rest of the process. */
const SHARE = 0.6;
/** Where nothing limits the container: enough for most, and little to ask of a node. */
const USUAL = GI / 2;

export const heapTooLarge: Cause = {
  id: 'heap-too-large',
  title: 'the JVM is told of a heap for which there is no room, not even of addresses',
  tier: 'kubernetes',
  covers: ['res.java-heap', 'cfg.bad-flag', 'cfg.bad-value'],
  rung: RUNG.said - 1,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'heap-exhausted');
    const bytes = heapUnreserved(fact?.fields.what);
    const setting = heapSetting(subject, evidence, 'java');
    if (!fact || bytes === undefined) return undefined;
    const limit = memoryLimit(subject);
    const own = ownUlimit('v', settingsOf(subject, evidence));
    if (own) return withinUlimit(own, fact, bytes, new WorkloadFix(subject, evidence));
    if (bytes !== setting?.bytes) return ofScript(fact, bytes, limit, subject, evidence);
    const wrong = isFarAbove(setting.bytes, limit) || bytes > ADDRESSES;
    const fix = new WorkloadFix(subject, evidence);
    const fitting = fittingIn(limit, wrong);
    // One that is not too large for the container is too large for its node.
    const wanted = wrong ? fitting : Math.min(fitting, bytes / 2);
    return {
      summary: `container ${subject.container.name} does not start its JVM: ${setting.option} (${placeOf(setting.setting)}) asks for a heap of ${sizeOf(bytes)}, which cannot be reserved${limit ? `; the container may use ${limit}` : ''}${filledWords(setting)}`,
      confidence: wrong ? 'certain' : 'likely',
      object: settingObject(setting.setting, fix),
      proof: [
        logProof(subject, fact),
        settingProof(setting.setting, undefined, undefined, subject),
        ...present(setting.filled && specProof(subject, `env ${setting.from}`, filledIn(setting.filled))),
        attemptProof(subject),
      ],
      fixes: resizeHeap(
        `give the heap ${Math.floor(wanted / MI)} MiB${limit ? ` of the container's ${limit}, which leaves room for the rest of the process` : ''}`,
        setting,
        wanted,
        fix,
      ),
      ruledOut: [{ cause: 'heap-exhausted', because: 'the JVM ended before it had a heap' }],
      decides: 'how much memory the node lets a process reserve (ulimit -v, vm.overcommit_memory)',
    };
  },
};

/** Without a limit, a size that a program could have says itself how much it is to be; half of it then. */
const fittingIn = (limit: string | undefined, wrong: boolean): number =>
  (quantity(limit) ?? (wrong ? USUAL / SHARE : Number.POSITIVE_INFINITY)) * SHARE;

/** The number is computed at each start; of the options the JVM takes those of _JAVA_OPTIONS last (hotspot, arguments.cpp). */
function ofScript(fact: Fact, bytes: number, limit: string | undefined, subject: Subject, evidence: Evidence): Match | undefined {
  const found = computedHeap(subject, evidence);
  const { file, container, kind, line } = found ?? { container: subject.container, kind: subject.kind };
  const fix = new WorkloadFix(subject, evidence);
  const own = container === subject.container;
  const whose = own ? 'its start script' : file?.by;
  const list = listOf(kind);
  const given = limit ?? '512Mi';
  const wrong = line !== undefined || isFarAbove(bytes, limit) || bytes > ADDRESSES;
  const heap = `-Xmx${Math.floor(Math.min(line ? (quantity(given) ?? USUAL) * SHARE : fittingIn(limit, wrong), bytes / 2) / MI)}m`;
  const limited = fix.patchSpec(
    `give container ${container.name} the memory limit from which it is to compute${own ? '' : ', as large as that of the JVM'}`,
    { [list]: [{ name: container.name, resources: { limits: { memory: given } } }] },
  );
  const told = fix.setEnv(`tell the JVM its heap, ${heap}, in the place where the last word is`, [`_JAVA_OPTIONS=${heap}`]);
  return {
    summary: `container ${subject.container.name} does not start its JVM: its heap is to be ${sizeOf(bytes)}, which cannot be reserved${limit ? ` (the container may use ${limit})` : ''}; ${!found ? 'where it is told that is not seen here' : file ? `its options come from ${file.path}, which ${file.by} writes` : `${whose} computes it`}${line ? `: it reads the memory limit of its own container, which has none, and so reads the largest number that there is` : ''}`,
    confidence: line ? 'certain' : 'likely',
    object: fix.object(line ? `${list}[${container.name}].resources.limits.memory` : `${list}[${container.name}]`),
    proof: [logProof(subject, fact), ...present(line && { step: 'get', quote: `${container.name}: ${line}` }), attemptProof(subject)],
    fixes: line ? [limited, told] : [told],
    ruledOut: [{ cause: 'heap-exhausted', because: 'the JVM ended before it had a heap' }],
    decides: 'the options that the script makes, as it prints them',
  };
}

/** The addresses that its own script leaves it. */
function withinUlimit(own: OwnUlimit, fact: Fact, bytes: number, fix: WorkloadFix): Match {
  const { subject } = fix;
  const isLess = Number(/\d+$/.exec(own.text)?.[0]) * KI <= bytes;
  return {
    summary: `container ${subject.container.name} does not start its JVM: a heap of ${sizeOf(bytes)} cannot be reserved within its own ${own.text} (${placeOf(own.setting)}), which counts addresses, in KiB, not memory that is used`,
    confidence: isLess ? 'certain' : 'likely',
    object: settingObject(own.setting, fix),
    proof: [logProof(subject, fact), settingProof(own.setting, undefined, undefined, subject), attemptProof(subject)],
    fixes: withoutUlimit(own, fix),
    ruledOut: [{ cause: 'heap-exhausted', because: 'the JVM ended before it had a heap' }],
    decides: 'the same without that ulimit',
  };
}

const sizeOf = (bytes: number) => (bytes < 4 * GI ? `${Math.round(bytes / MI)} MiB` : `${Math.round(bytes / GI)} GiB`);

/** A process of a 64-bit system has 47 bits of addresses for itself. */
const ADDRESSES = 2 ** 47;

/** In what the number is counted, where the kubelet fills it in. */
function filledWords({ from, filled, option }: HeapSetting): string {
  if (!filled) return '';
  const unit = /[kmg]$/i.exec(option)?.[0];
  return `: $(${from}) is ${filledIn(filled)}${quantity(filled.divisor) ? '' : `, in bytes as it has no divisor${unit ? `, and ${unit} stands behind it` : ''}`}`;
}
