/** How large a runtime was told that its heap may grow, by the options in variables and arguments. */

import { loggedLines } from '../../evidence/end.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { BINARY, MI, quantity } from '../../kube/quantity.ts';
import type { Container, ResourceField } from '../../kube/shapes.ts';
import type { LogReading } from '../../logs/reading.ts';
import { only } from '../../only.ts';
import { startText } from '../programs/start-text.ts';
import { fileOf, placeOf, type Setting, settingsOf, unreadSources } from '../settings/settings.ts';
import { variableOf } from '../settings/variables.ts';
import { pickedUp } from './java-options.ts';
import { isReadByRuntime, orderOf } from './read-options.ts';

interface Runtime {
  option: (bytes: number) => string;
  pattern: RegExp;
  unit: Record<string, number>;
}

/** `java` knows -Xmx, `node` --max-old-space-size (in MiB). */
export const RUNTIMES: Record<string, Runtime> = {
  java: {
    option: (bytes) => `-Xmx${Math.floor(bytes / MI)}m`,
    pattern: /-Xmx(\d+|\$\([\w.-]+\))([kKmMgGtT]?)/,
    unit: BINARY,
  },
  node: {
    option: (bytes) => `--max-old-space-size=${Math.floor(bytes / MI)}`,
    pattern: /--max[-_]old[-_]space[-_]size[= ](\d+|\$\([\w.-]+\))()/,
    unit: { '': MI },
  },
};

export interface HeapSetting {
  runtime: string;
  /** As it stands there: -Xmx512m. */
  option: string;
  bytes: number;
  /** "env JAVA_TOOL_OPTIONS", "command", "args", or the key of a ConfigMap that gives the variable. */
  place: string;
  variable: string | undefined;
  /** Where it is told, and the whole text there. */
  setting: Setting & { written: string };
  /** The variable whose $(NAME) gives the number. */
  from: string | undefined;
  /** With which field of the container's own limits the kubelet fills that variable: the heap grows with it. */
  filled: ResourceField | undefined;
  /** Where it stands in the text of the setting, and as it is written there. */
  at: number;
  text: string;
  /** False: whether the program reads that variable, a script of its image decides. */
  isRead: boolean;
}

/** As the spec writes it. */
export const filledIn = ({ resource, divisor }: ResourceField) =>
  `resourceFieldRef ${resource}${divisor === undefined || divisor === '0' ? '' : ` (divisor ${divisor})`}`;

/** The java launcher reads more of its arguments for @FILE (JDK 9 and newer, "java Command-Line Argument Files"). */
export const optionFiles = (settings: readonly Setting[]): string[] =>
  settings.flatMap((setting) =>
    fileOf(setting) === undefined ? [...(setting.value ?? '').matchAll(/(?:^|\s)@(\/[\w./-]+)/g)].map(([, path]) => path as string) : [],
  );

export function heapSetting(subject: Subject, evidence: Evidence, runtime?: string): HeapSetting | undefined {
  const { container } = subject;
  // What an argument only takes from a variable ($(NAME)) is found there. Files are another matter: a program reads its own alone, and a
  // shell the script that it is started with.
  const settings = settingsOf(subject, evidence);
  const files = optionFiles(settings);
  const script = startText(subject, evidence)?.setting;
  const started = script && fileOf(script);
  const told = settings.flatMap((setting) => {
    const { written } = setting;
    const file = fileOf(setting);
    return written === undefined || (file !== undefined && file !== started && !files.includes(file)) ? [] : [{ ...setting, written }];
  });
  const said = saidHeap(subject);
  for (const [name, { pattern, unit }] of Object.entries(RUNTIMES)) {
    if (runtime !== undefined && runtime !== name) continue;
    const found = told.flatMap((setting): HeapSetting[] => {
      const isRead = isReadByRuntime(setting, settings);
      // Of several in one text the last holds.
      const isScript = started !== undefined && fileOf(setting) === started;
      const match =
        isRead === false
          ? undefined
          : [...setting.written.matchAll(new RegExp(pattern, 'g'))].findLast(({ index }) => !isScript || isGiven(setting.written, index));
      const [text = '', size = '', suffix = ''] = match ?? [];
      const from = size.startsWith('$') ? size.slice(2, -1) : undefined;
      const number = from === undefined ? Number(size) : numberIn(from, container);
      if (!match || number === undefined) return [];
      const bytes = number * (unit[suffix.toLowerCase()] ?? 1);
      if (isRead === undefined && isOther(bytes, said)) return [];
      const option = text.replace(size, () => String(number));
      const place = setting.place.kind === 'argument' ? setting.place.list : placeOf(setting);
      const filled = from === undefined ? undefined : variableOf(container, from)?.valueFrom?.resourceFieldRef;
      const { index: at } = match;
      return [{ place, variable: setting.name, setting, runtime: name, option, bytes, from, filled, at, text, isRead: isRead === true }];
    });
    const [last] = found.toSorted((a, b) => orderOf(b.setting) - orderOf(a.setting));
    if (last) return last;
  }
  return undefined;
}

/** In a line of a script: behind the runtime, in the variable that it reads, or in one that the script puts behind it. */
function isGiven(script: string, at: number): boolean {
  const before = script.slice(script.lastIndexOf('\n', at - 1) + 1, at);
  if (/^[^#]*?(?:(?:^|[\s;&|/(])(?:java|node)\s|\b(?:JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|NODE_OPTIONS)=)/.test(before)) return true;
  const name = /^\s*(?:export\s+)?([A-Za-z_]\w{0,60})=/.exec(before)?.[1];
  return name !== undefined && new RegExp(`^[^#\\n]*?(?:^|[\\s;&|/(])(?:java|node)\\s[^\\n]*\\$\\{?${name}\\b`, 'm').test(script);
}

/** By what the image itself sets, and the JVM reads after it. */
export const isOverruled = ({ setting, runtime }: HeapSetting, log: LogReading): boolean =>
  runtime === 'java' &&
  pickedUp(log).some((one) => one.name !== setting.name && orderOf(one) > orderOf(setting) && /-Xmx/.test(one.value ?? ''));

/** The only variable or argument that tells it, and that nothing reads: JAVA_OPTS beside `java -jar app.jar`, `java -jar app.jar -Xmx1g`. */
export function unreadHeap(subject: Subject, evidence: Evidence, runtime: string): { setting: Setting; bytes: number } | undefined {
  const settings = settingsOf(subject, evidence);
  const { pattern, unit } = RUNTIMES[runtime] ?? {};
  const said = saidHeap(subject);
  return only(
    settings.flatMap((setting) => {
      const [, size = '', suffix = ''] =
        ((setting.name !== undefined || setting.place.kind === 'argument') && pattern?.exec(setting.value ?? '')) || [];
      const bytes = Number(size) * (unit?.[suffix.toLowerCase()] ?? 1);
      const isRead = isReadByRuntime(setting, settings);
      return bytes > 0 && (isRead === false || (isRead === undefined && isOther(bytes, said))) ? [{ setting, bytes }] : [];
    }),
  );
}

/** How large a heap its own log speaks of at the start: "heap of at most 123 MB", "Max heap: 512 MiB". */
function saidHeap(subject: Subject): number | undefined {
  const sizes = loggedLines(subject)
    .slice(0, START)
    .flatMap((line) => SAID.exec(line)?.[1] ?? []);
  return sizes[0] === undefined ? undefined : Number(sizes[0]) * MI;
}

const START = 40;
const SAID =
  /\b(?:max(?:imum)?(?: size of the)? heap(?: size)?|heap\b[^\d\n]{0,20}\b(?:max(?:imum)?|at most|limit|up to))\b[^\d\n]{0,20}(\d{2,6}) ?(?:MB|MiB|M)\b/i;

/** Runtime.maxMemory() leaves out one of the survivor spaces (a tenth of the heap at most). */
const isOther = (bytes: number, said: number | undefined): boolean => said !== undefined && Math.abs(said - bytes) > bytes / 4;

/** Names of variables in which a JVM, or the script that starts it, is given options. */
const OPTIONS = /OPT(?:ION)?S$|^JAVA_|^JVM_/;

/** A variable that may hold an option comes from a Secret, whose values are not read, or from what could not be read. */
export function isHeapMaybeTold(subject: Subject, evidence: Evidence): boolean {
  return (
    settingsOf(subject, evidence).some(({ name, written }) => name !== undefined && written === undefined && OPTIONS.test(name)) ||
    unreadSources(subject, evidence).length > 0
  );
}

/** A number that the kubelet puts for $(NAME): of a variable, or of this container's own limit, rounded up to the divisor. */
function numberIn(name: string, container: Container): number | undefined {
  const variable = variableOf(container, name);
  const { resource, divisor, containerName = container.name } = variable?.valueFrom?.resourceFieldRef ?? {};
  if (resource?.startsWith('limits.') && containerName === container.name) {
    const limit = quantity(container.resources?.limits?.[resource.slice('limits.'.length)]);
    return limit === undefined ? undefined : Math.ceil(limit / (quantity(divisor) || 1));
  }
  return /^\d+$/.test(variable?.value ?? '') ? Number(variable?.value) : undefined;
}

/** So many times the memory limit nobody means a heap to be: the number counts bytes (or KiB) where the runtime counts MiB. */
const UNIT = 1000;

export const isFarAbove = (bytes: number, limit: string | undefined): boolean =>
  bytes >= (quantity(limit) || Number.POSITIVE_INFINITY) * UNIT;

/**
 * The value with another size of heap in it. A first size that was as large stays so (Elasticsearch asks for that), and one that is larger
 * than the whole is refused (hotspot, jvmFlagConstraintsGC).
 */
export function resized({ runtime, setting, at, text, bytes: old }: HeapSetting, bytes: number): string {
  const { option, unit } = RUNTIMES[runtime] as Runtime;
  const value = `${setting.written.slice(0, at)}${option(bytes)}${setting.written.slice(at + text.length)}`;
  if (runtime !== 'java') return value;
  return value.replace(/-Xms(\d{1,15})([kKmMgGtT]?)(?!\w)/g, (first, size: string, suffix: string) => {
    const begins = Number(size) * (unit[suffix.toLowerCase()] ?? 1);
    return begins === old || begins > bytes ? option(bytes).replace('x', 's') : first;
  });
}
