import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, memoryLimit } from '../evidence/proof.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { MI, mebibytes, quantity } from '../kube/quantity.ts';
import { decisiveFact } from '../logs/reading.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { heapSetting } from '../trace/java/heap-setting.ts';
import { areaOf, javaSize, limitSaid } from '../trace/java/java-areas.ts';
import { type JavaOption, toldToJava } from '../trace/java/java-options.ts';
import { isReadByRuntime } from '../trace/java/read-options.ts';
import { placeOf, settingsOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

/** What a small JVM takes beside heap and direct buffers: classes, compiled code, stacks. */
const REST = 96 * MI;

export const javaAreaFull: Cause = {
  id: 'java-area-full',
  title: 'an area of memory that the JVM bounds apart from its heap is full',
  tier: 'kubernetes',
  covers: ['res.java-heap'],
  rung: RUNG.said - 1,

  detect(subject, evidence) {
    const log = valueOf(subject.log());
    const fact = decisiveFact(log, 'heap-exhausted');
    const area = fact?.fields.runtime === 'java' ? areaOf(fact.fields.what) : undefined;
    if (!log || !fact || !area || subject.attempt?.reason === 'OOMKilled') return undefined;
    const { container } = subject;
    const settings = settingsOf(subject, evidence);
    const options = toldToJava(settings, log);
    if (area.ofLibrary && options.some(({ word }) => word.startsWith(`${area.ofLibrary}=`))) return undefined;
    const told = options.findLast(({ word }) => word.startsWith(`${area.option}=`));
    const size = (told && javaSize(told.word.slice(area.option.length + 1))) ?? limitSaid(fact.quote);
    const fix = new WorkloadFix(subject, evidence);
    // What cannot be read may have it, and goes before what is added.
    const hidden = told ? [] : settings.filter(({ name, place }) => place.kind === 'secret' && /JAVA|JVM|OPTIONS|OPTS/.test(name ?? ''));
    const unread = hidden.length > 0 ? `, as far as is seen: ${hidden.map(placeOf).join(' and ')} cannot be read` : '';
    return {
      summary: `the JVM of container ${container.name} has no room left for ${area.area}: ${
        told
          ? `the bound is ${told.word} in ${placeOf(told.setting)}`
          : `the bound is ${size ? mebibytes(size) : 'its default'}, as ${area.option} is not set${unread} (by default it is ${area.otherwise})`
      }; neither its heap nor the container is full`,
      confidence: (told && isReadByRuntime(told.setting, settings)) || limitSaid(fact.quote) ? 'certain' : 'likely',
      object: settingObject(told?.setting, fix),
      proof: [
        logProof(subject, fact),
        ...present(told && settingProof(told.setting, undefined, undefined, subject)),
        attemptProof(subject),
      ],
      fixes: size && hidden.length === 0 ? fixesOf(area.option, size, told, fix) : [],
      ruledOut: [
        { cause: 'heap-exhausted', because: `the JVM names ${area.area.replace(/ \(.*/, '')}, not the heap` },
        {
          cause: 'oom-killed',
          because: `the run's reason is ${subject.attempt?.reason ?? 'none'}: the kernel's mark for memory is absent`,
        },
      ],
      decides: `the value of ${area.option} that the JVM prints with -XX:+PrintFlagsFinal`,
    };
  },
};

/** Twice as much, and a container that has room for it. */
function fixesOf(option: string, size: number, told: JavaOption | undefined, fix: WorkloadFix): Fix[] {
  const { subject } = fix;
  const wanted = Math.ceil((size * 2) / MI);
  const word = `${option}=${wanted}m`;
  const text = `allow ${wanted} MiB instead of ${Math.round(size / MI)}`;
  const set = told
    ? told.setting.written === undefined ||
      told.setting.place.kind === 'secret' ||
      (told.setting.place.kind === 'env' && told.setting.place.index < 0)
      ? undefined
      : changeSettings(text, [{ setting: told.setting, to: told.setting.written.replace(told.word, word) }], fix)
    : added(text, word, fix);
  const limit = memoryLimit(subject);
  const bytes = quantity(limit);
  const heap = heapSetting(subject, fix.evidence, 'java')?.bytes ?? (bytes ?? 0) / 4;
  const needed = heap + wanted * MI + REST;
  if (!set || bytes === undefined || needed <= bytes) return present(set);
  const memory = mebibytes(needed);
  const both = `${text}, and give the container ${memory}, which has room for that beside a heap of ${mebibytes(heap)}`;
  const variable = told ? (told.setting.place.kind === 'env' ? told.setting.name : undefined) : 'JAVA_TOOL_OPTIONS';
  if (variable === undefined) return [{ ...set, text: both, command: `${fix.setMemory('', memory).command} && ${set.command}` }];
  const value = told ? (told.setting.written as string).replace(told.word, word) : withOption(word, fix);
  return [fix.patchContainer(both, { env: [{ name: variable, value }], resources: { limits: { memory } } })];
}

/** To JAVA_TOOL_OPTIONS, as the spec has it: what the image sets there would be lost. */
function added(text: string, word: string, fix: WorkloadFix): Fix | undefined {
  const value = withOption(word, fix);
  return value === undefined ? undefined : fix.setEnv(text, [`JAVA_TOOL_OPTIONS=${value}`]);
}

function withOption(word: string, { subject: { container } }: WorkloadFix): string | undefined {
  const variable = container.env?.find(({ name }) => name === 'JAVA_TOOL_OPTIONS');
  return variable?.valueFrom ? undefined : [variable?.value, word].filter(Boolean).join(' ');
}
