import { valueOf } from '../evidence.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { mebibytes, quantity } from '../kube/quantity.ts';
import { decisiveFact } from '../logs/reading.ts';
import { attemptProof, logProof, memoryLimit, specProof } from '../proof.ts';
import type { Fix } from '../report.ts';
import { type HeapSetting, heapSetting, RUNTIMES, resized } from '../trace/heap-setting.ts';
import { type Cause, RUNG } from './cause.ts';

const MI = 2 ** 20;
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
    const fact = decisiveFact(valueOf(subject.log()), 'heap-exhausted');
    if (!fact || !attempt || attempt.reason === 'OOMKilled') return undefined;
    const { runtime } = fact.fields;
    const setting = heapSetting(container, runtime);
    const limit = memoryLimit(subject);
    const fix = new WorkloadFix(subject, evidence);
    const field = setting?.variable ? `env[${setting.variable}]` : setting ? 'args' : 'resources.limits.memory';
    return {
      summary: `the ${runtime} heap of container ${container.name} is full${setting ? `: ${setting.place} limits it by ${setting.option}` : ''}${limit ? ` (the container itself may use ${limit})` : ''}`,
      confidence: setting ? 'certain' : 'likely',
      object: { kind: fix.owner.kind, namespace: subject.namespace, name: fix.owner.name, field: `containers[${container.name}].${field}` },
      proof: [logProof(subject, fact), attemptProof(subject), ...(setting ? [specProof(subject, setting.place, setting.option)] : [])],
      fixes: fixesOf(runtime, setting, limit, fix),
      ruledOut: [
        { cause: 'oom-killed', because: `the run's reason is ${attempt.reason ?? 'none'}: the kernel's mark for memory is absent` },
      ],
      decides: 'a heap dump, or the heap size that the program prints at its start',
    };
  },
};

function fixesOf(runtime: string, setting: HeapSetting | undefined, limit: string | undefined, fix: WorkloadFix): Fix[] {
  const bytes = quantity(limit);
  const room = bytes ? bytes * (SHARE[runtime] ?? 0.5) : Number.POSITIVE_INFINITY;
  if (setting && Math.min(Math.max(setting.bytes * 4, 256 * MI), room) > setting.bytes * 1.2) {
    const wanted = Math.min(Math.max(setting.bytes * 4, 256 * MI), room);
    const text = `give the heap ${Math.floor(wanted / MI)} MiB${limit ? ` of the container's ${limit}` : ''}`;
    if (setting.variable) return [fix.setEnv(text, [`${setting.variable}=${resized(setting, wanted)}`])];
    const swap = (words: string[] | undefined) => words?.map((word) => (word === setting.value ? resized(setting, wanted) : word));
    const { command, args } = fix.subject.container;
    return [fix.patchContainer(text, { ...(command ? { command: swap(command) } : {}), ...(args ? { args: swap(args) } : {}) })];
  }
  // The heap is a share of the limit, or has no room below it: then the limit has to grow.
  if (limit && bytes && (setting || runtime === 'java'))
    return [fix.setResources(`raise the memory limit from ${limit}: the heap is a share of it`, { memory: mebibytes(bytes * 2) })];
  const known = RUNTIMES[runtime];
  if (!known)
    return [
      {
        text: `find what limits the ${runtime} process itself: a ulimit in its start script, or a setting such as memory_limit`,
        changes: false,
        restarts: false,
        asks: [],
      },
    ];
  return [fix.setEnv('give the heap more', [`${VARIABLE[runtime]}=${known.option(Math.min(room, 1024 * MI))}`])];
}
