/** A key of a YAML or JSON text that has nothing behind it, which its reader gets as null: all below it may be commented out. */
import { only } from '../../only.ts';
import { isMap, isScalar, visit, yamlOf } from './config-yaml.ts';

export interface HollowEntry {
  key: string;
  /** From 1. */
  line: number;
  /** With the comment signs off what stands right below it. */
  filled: string | undefined;
}

/** The only one that a line of code in the log asks for: settings["sources"], settings.sources. */
export function hollowEntry(text: string, code: readonly string[]): HollowEntry | undefined {
  const found = yamlOf(text);
  if (!found || !isMap(found.document.contents)) return undefined;
  const hollow: { key: string; line: number }[] = [];
  visit(found.document, {
    Pair(_, { key, value }) {
      if (!isScalar(key) || typeof key.value !== 'string' || (value !== null && !(isScalar(value) && value.value === null))) return;
      hollow.push({ key: key.value, line: found.lines.linePos(key.range?.[0] ?? 0).line });
    },
  });
  const asked = only(hollow.filter(({ key }) => code.some((line) => asksFor(line, key))));
  return asked && { ...asked, filled: filled(text, asked) };
}

/** A line of code asks for a key: settings["sources"], settings.get("sources"), settings.sources. */
export const asksFor = (line: string, key: string) =>
  [`["${key}"]`, `['${key}']`, `get("${key}"`, `get('${key}'`].some((one) => line.includes(one)) ||
  line.split(/[^\w.$]+/).some((word) => word.split('.').slice(1).includes(key));

/** Only where it reads as a value then. */
function filled(text: string, { key, line }: { key: string; line: number }): string | undefined {
  const lines = text.split('\n');
  let end = line;
  while (/^\s*#\s*\S/.test(lines[end] ?? '')) end++;
  if (end === line) return undefined;
  const bare = lines.map((one, at) => (at >= line && at < end ? one.replace('#', '') : one)).join('\n');
  const better = yamlOf(bare)?.document.get(key);
  return better === undefined || better === null ? undefined : bare;
}
