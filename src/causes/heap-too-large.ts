import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, memoryLimit, specProof } from '../evidence/proof.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { resizeHeap } from '../fixes/memory.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { quantity } from '../kube/quantity.ts';
import { decisiveFact } from '../logs/reading.ts';
import { filledIn, type HeapSetting, heapSetting, isInWrongUnit } from '../trace/java/heap-setting.ts';
import { heapUnreserved } from '../trace/java/java-areas.ts';
import { placeOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

const GI = 2 ** 30;
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
    const fact = decisiveFact(valueOf(subject.log()), 'heap-exhausted');
    const bytes = heapUnreserved(fact?.fields.what);
    const setting = heapSetting(subject, evidence, 'java');
    if (!fact || !setting || bytes !== setting.bytes) return undefined;
    const limit = memoryLimit(subject);
    const wrong = isInWrongUnit(setting, limit) || bytes > ADDRESSES;
    const fix = new WorkloadFix(subject, evidence);
    const wanted = (quantity(limit) ?? USUAL / SHARE) * SHARE;
    return {
      summary: `container ${subject.container.name} does not start its JVM: ${setting.option} (${placeOf(setting.setting)}) asks for a heap of ${Math.round(bytes / GI)} GiB, which cannot be reserved${limit ? `; the container may use ${limit}` : ''}${filledWords(setting)}`,
      confidence: wrong ? 'certain' : 'likely',
      object: settingObject(setting.setting, fix),
      proof: [
        logProof(subject, fact),
        settingProof(setting.setting, undefined, undefined, subject),
        ...(setting.filled ? [specProof(subject, `env ${setting.from}`, filledIn(setting.filled))] : []),
        attemptProof(subject),
      ],
      fixes: resizeHeap(
        `give the heap ${Math.floor(wanted / 2 ** 20)} MiB${limit ? ` of the container's ${limit}, which leaves room for the rest of the process` : ''}`,
        setting,
        wanted,
        fix,
      ),
      ruledOut: [{ cause: 'heap-exhausted', because: 'the JVM ended before it had a heap' }],
      decides: 'how much memory the node lets a process reserve (ulimit -v, vm.overcommit_memory)',
    };
  },
};

/** A process of a 64-bit system has 47 bits of addresses for itself. */
const ADDRESSES = 2 ** 47;

/** In what the number is counted, where the kubelet fills it in. */
function filledWords({ from, filled, option }: HeapSetting): string {
  if (!filled) return '';
  const unit = /[kmg]$/i.exec(option)?.[0];
  return `: $(${from}) is ${filledIn(filled)}${quantity(filled.divisor) ? '' : `, in bytes as it has no divisor${unit ? `, and ${unit} stands behind it` : ''}`}`;
}
