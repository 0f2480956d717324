/** A key of a YAML or JSON text that has nothing behind it, which its reader gets as null: all below it may be commented out. */
import { only } from '../../only.ts';
import { isMap, isScalar, visit, yamlOf } from './config-yaml.ts';

export interface HollowEntry {
  key: string;
  /** From 1. */
  line: number;
  /** The text with what belongs behind it: what stands right below it is commented out, or is not indented. */
  filled: { text: string; what: string; why?: string } | undefined;
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
  return asked && { ...asked, filled: uncommented(text, asked) ?? indented(text, asked, code) };
}

/** A line of code asks for a key: settings["sources"], settings.get("sources"), settings.sources. */
export const asksFor = (line: string, key: string) =>
  [`["${key}"]`, `['${key}']`, `get("${key}"`, `get('${key}'`].some((one) => line.includes(one)) ||
  line.split(/[^\w.$]+/).some((word) => word.split('.').slice(1).includes(key));

/** Only where it reads as a value then. */
function uncommented(text: string, { key, line }: { key: string; line: number }): HollowEntry['filled'] {
  const lines = text.split('\n');
  let end = line;
  while (/^\s*#\s*\S/.test(lines[end] ?? '')) end++;
  if (end === line) return undefined;
  const bare = lines.map((one, at) => (at >= line && at < end ? one.replace('#', '') : one)).join('\n');
  const better = yamlOf(bare)?.document.get(key);
  return better === undefined || better === null ? undefined : { text: bare, what: `take the comment signs off what stands below ${key}` };
}

/** The line of code that asks for the key names what stands right below it at the same depth: "host" not in settings.get("output"). */
function indented(text: string, { key, line }: { key: string; line: number }, code: readonly string[]): HollowEntry['filled'] {
  const lines = text.split('\n');
  const depth = /^\s*/.exec(lines[line - 1] ?? '')?.[0] ?? '';
  const wanted = code
    .filter((one) => asksFor(one, key))
    .flatMap((one) => [...one.slice(0, 400).matchAll(/["']([\w.-]{1,60})["']/g)].map(([, word]) => word));
  const isMember = (one = '') => {
    const name = one.startsWith(depth) ? /^([\w.-]+):(?:\s|$)/.exec(one.slice(depth.length))?.[1] : undefined;
    return name !== undefined && name !== key && wanted.includes(name);
  };
  const end = lines.findIndex((one, at) => at >= line && !isMember(one) && !(at > line && /^\s+\S/.test(one.slice(depth.length))));
  const last = end < 0 ? lines.length : end;
  if (last <= line) return undefined;
  const moved = lines.slice(line, last);
  const better = lines.map((one, at) => (at >= line && at < last && one !== '' ? `  ${one}` : one)).join('\n');
  const names = moved.filter(isMember).map((one) => one.trim().split(':')[0]);
  return isMap(yamlOf(better)?.document.get(key))
    ? { text: better, what: `indent ${names.join(', ')} below ${key}`, why: `${names.join(', ')} stands beside it, not below it` }
    : undefined;
}
