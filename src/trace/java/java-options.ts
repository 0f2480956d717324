/** Options that a JVM is told, and where. */
import type { LogReading } from '../../logs/reading.ts';
import type { Setting } from '../settings/settings.ts';
import { isReadByRuntime, orderOf } from './read-options.ts';

export interface JavaOption {
  /** -XX:+UseG1GC */
  word: string;
  setting: Setting;
}

const OPTION = /^-(?:X|D\w|javaagent:|agentlib:|agentpath:|verbose|ea\b|server$|client$)/;
/** In the order in which HotSpot reads them. The words of a Secret are not known. */
function javaOptions(settings: readonly Setting[]): JavaOption[] {
  return settings
    .filter(({ name, place, value }) => value !== undefined && (name !== undefined || place.kind === 'argument'))
    .filter((setting) => isReadByRuntime(setting, settings) !== false)
    .flatMap((setting) =>
      wordsOf(setting.value as string)
        .filter((word) => OPTION.test(word))
        .map((word): JavaOption => ({ word, setting })),
    )
    .sort((a, b) => orderOf(a.setting) - orderOf(b.setting));
}

const wordsOf = (text: string) => text.trim().split(/\s+/);

/** The text of a setting without that option; undefined where a variable inside it is not to be lost. */
export function withoutOption({ setting: { written, value }, word }: JavaOption): string | undefined {
  if (written === undefined || !wordsOf(written).includes(word)) return undefined;
  return value === written
    ? wordsOf(written)
        .filter((one) => one !== word)
        .join(' ')
    : written.replace(word, '').replace(/ {2,}/g, ' ').trim();
}

/** What the JVM says to have picked up, by variable: also what the image itself sets. */
export function pickedUp(log: LogReading): Setting[] {
  const found = new Map<string, Setting>();
  for (const line of log.lines) {
    const [, name, value] = /^(?:NOTE: )?Picked up (JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|_JAVA_OPTIONS): (.+)$/.exec(line.trim()) ?? [];
    if (name && value) found.set(name, { name, written: value, value, place: { kind: 'env', index: -1 } });
  }
  return [...found.values()];
}

/** Those of the spec, and the image's own where the JVM tells them. */
export function toldToJava(settings: readonly Setting[], log: LogReading): JavaOption[] {
  const names = new Set(settings.map(({ name }) => name));
  return javaOptions([...settings, ...pickedUp(log).filter(({ name }) => !names.has(name))]);
}
