/** Gives a runtime's heap more room, as far as the container's memory has it. */
import { loggedLines } from '../evidence/end.ts';
import { isPodLimit } from '../evidence/proof.ts';
import { GI, MI, mebibytes, quantity } from '../kube/quantity.ts';
import type { Fix } from '../report.ts';
import { type HeapSetting, isHeapMaybeTold, RUNTIMES } from '../trace/java/heap-setting.ts';
import type { HeapShare } from '../trace/java/heap-share.ts';
import { type Setting, variablesOf } from '../trace/settings/settings.ts';
import { advised } from './fix.ts';
import { resizeHeap } from './memory.ts';
import { changeSettings } from './settings.ts';
import type { WorkloadFix } from './workload.ts';

/** The heap's share of the container's limit that leaves room for the rest of the process. */
const SHARE: Record<string, number> = { java: 0.6, node: 0.75 };
/** Where a runtime takes its own options from. */
export const VARIABLE: Record<string, string> = { java: 'JAVA_TOOL_OPTIONS', node: 'NODE_OPTIONS' };

/** A larger share, as long as it leaves room for the rest of the process. */
export function largerShare({ told: { setting, word }, percent }: HeapShare, fix: WorkloadFix): Fix[] | undefined {
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
export function largerDefault({ percent, options }: { percent: number; options: Setting | undefined }, fix: WorkloadFix): Fix {
  const to = (SHARE['java'] as number) * 100;
  const option = `-XX:MaxRAMPercentage=${to.toFixed(1)}`;
  const text = `let the heap be up to ${to}% of the container's memory, not ${percent}%`;
  const longer = options && changeSettings(text, [{ setting: options, to: `${options.written} ${option}`.trim() }], fix);
  return longer ?? fix.setEnv(text, [`${VARIABLE['java']}=${option}`]);
}

const mib = (bytes: number) => `${Math.floor(bytes / MI)} MiB`;

/** With more than this share of a limit the rest of the process has no room beside the heap. */
export const shareOf = (runtime: string) => SHARE[runtime] ?? 0.5;

/** By its own setting, else by the limit that it is a share of. `limit`: of the container's memory. */
export function largerHeap(runtime: string, setting: HeapSetting | undefined, limit: string | undefined, fix: WorkloadFix): Fix[] {
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
  if (runtime === 'php')
    return [
      advised('raise its memory_limit: -d memory_limit=512M behind php in its command, or a file in the folder of its php.ini (conf.d)'),
    ];
  const known = RUNTIMES[runtime];
  if (!known)
    return [advised(`find what limits the ${runtime} process itself: a ulimit in its start script, or a setting such as memory_limit`)];
  return [
    runtime === 'java'
      ? withOption(runtime, JAVA_SHARE, 'let the heap be up to 60% of the memory that the JVM sees', fix)
      : ofNode(bytes, fix),
  ];
}

const JAVA_SHARE = '-XX:MaxRAMPercentage=60.0';
/** Without a limit V8 takes no more by itself on most machines (deps/v8/src/heap/heap.cc, HeapSizeFromPhysicalMemory). */
const NODE_DEFAULT = 4 * GI;

/** How full it was, V8 says as it ends: Mark-Compact 2045.8 (2083.7) -> 2045.2. */
const FULL = /(?:Mark-[Cc]ompact|Mark-sweep|Scavenge)\b.{0,40}? (\d{1,6}(?:\.\d)?) \(/;

function ofNode(limit: number | undefined, fix: WorkloadFix): Fix {
  const said = loggedLines(fix.subject)
    .flatMap((line) => FULL.exec(line)?.[1] ?? [])
    .at(-1);
  const was = said === undefined ? undefined : Number(said) * MI;
  const least = was === undefined ? NODE_DEFAULT : was * 2;
  const { option } = RUNTIMES['node'] as (typeof RUNTIMES)[string];
  if (limit === undefined) return withOption('node', option(least), `give the heap ${mib(least)}`, fix);
  const room = limit * shareOf('node');
  // It had nearly all of that already.
  const memory = was !== undefined && room < was * 1.25 ? least / shareOf('node') : undefined;
  const wanted = memory === undefined ? room : least;
  const text = `give the heap ${mib(wanted)}${memory === undefined ? '' : `, and the container ${mebibytes(memory)}, which has room for that`}`;
  const set = withOption('node', option(wanted), text, fix);
  return memory === undefined || !set.command
    ? set
    : { ...set, command: `${set.command} && ${fix.setMemory(text, mebibytes(memory)).command}` };
}

/** Beside what stands in that variable already. */
function withOption(runtime: string, option: string, text: string, fix: WorkloadFix): Fix {
  const name = VARIABLE[runtime] as string;
  const present = variablesOf(fix.subject, fix.evidence).find((one) => one.name === name);
  if (!present) return fix.setEnv(text, [`${name}=${option}`]);
  const longer = present.written === undefined ? undefined : `${present.written} ${option}`.trim();
  return (longer && changeSettings(text, [{ setting: present, to: longer }], fix)) || advised(`${text}: add ${option} to ${name}`);
}
