/** One line of YAML that keeps the text from being read, put right where one small change does it (yaml.org/spec/1.2.2). */
import { only } from '../../only.ts';
import { yamlOf } from './config-yaml.ts';

export interface RepairedYaml {
  text: string;
  what: string;
}

const parses = (text: string) => yamlOf(text) !== undefined;
const indentOf = (line: string) => line.search(/\S|$/);

/** `line`: at which the parser gave up, from 1; the mistake is there, or in the line before. */
export function repairedYaml(text: string, line: number): RepairedYaml | undefined {
  if (/^ *\t/m.test(text) || parses(text)) return undefined;
  const lines = text.split('\n');
  for (const at of [line - 1, line - 2]) {
    const one = lines[at];
    if (one === undefined || one.trim() === '' || /^\s*#/.test(one)) continue;
    for (const { to, what } of [
      ...nested(one),
      ...quoted(one),
      ...escapes(one),
      ...spaced(one),
      ...parted(one),
      ...opened(lines, at),
      ...moved(lines, at),
    ]) {
      const changed = lines.with(at, to).join('\n');
      if (parses(changed)) return { text: changed, what: `${what} in line ${at + 1} (${one.trim().slice(0, 60)})` };
    }
  }
  return closed(lines);
}

/** A quotation mark that is not closed ends with the text alone, which may be far below it: the only line that has one too many. */
function closed(lines: readonly string[]): RepairedYaml | undefined {
  for (const mark of ['"', "'"]) {
    const odd = lines.flatMap((line, at) =>
      line.replaceAll(`\\${mark}`, '').split(mark).length % 2 === 0 && !/^\s*#/.test(line) ? [at] : [],
    );
    const [at, other] = odd;
    if (at === undefined || other !== undefined) continue;
    const changed = lines.with(at, `${(lines[at] as string).trimEnd()}${mark}`).join('\n');
    if (parses(changed))
      return { text: changed, what: `close the quotation mark in line ${at + 1} (${(lines[at] as string).trim().slice(0, 60)})` };
  }
  return undefined;
}

/** Two documents where one is read, which together are one: `line` is that of the mark between them, from 1. */
export function oneDocument(text: string, line: number): RepairedYaml | undefined {
  const lines = text.split('\n');
  if (!/^---\s*(?:#.*)?$/.test(lines[line - 1] ?? '')) return undefined;
  const joined = lines.toSpliced(line - 1, 1).join('\n');
  return parses(joined) ? { text: joined, what: `take line ${line} out (---), which begins another document` } : undefined;
}

interface Try {
  to: string;
  what: string;
}

/** Under such a name stands a text, of which a part may end with a colon: title: note: hello. */
const HOLDS_TEXT =
  /(?:^|[_-])(?:title|message|msg|text|name|label|description|greeting|banner|motd|subject|prefix|suffix|pattern|format|query|image|command|cmd|url|uri|time|date)$/i;

/** output: host: collector: a key within a key, which wants a line of its own; a text of several words does not look so. */
function nested(line: string): Try[] {
  const [, start, key, inner, value] = line.match(/^(\s*)([\w-]+): +([a-z_][\w-]*): +([^\s"'[{|>&*!#][^\s]*)\s*$/) ?? [];
  return key && !HOLDS_TEXT.test(key)
    ? [{ to: `${start}${key}:\n${start}  ${inner}: ${value}`, what: `put ${inner} on a line of its own, within ${key},` }]
    : [];
}

/** A value with ": " in it, or that begins with a sign of YAML's own, wants quotes. */
function quoted(line: string): Try[] {
  const [, key, value = ''] = line.match(/^(\s*(?:- )*[\w."'/-]+: +)(\S.*?)\s*$/) ?? line.match(/^(\s*- +)([@`%*&!].*?)\s*$/) ?? [];
  // *name alone is meant for what an anchor of that name has; *.example.com is not.
  const isOdd = /^[@`%&!]|^\*(?![\w-]+$)/.test(value) || (/: |:$/.test(value) && !/^["'[{|>]/.test(value)) || /^["'].*["'].+/.test(value);
  return key && isOdd ? [{ to: `${key}'${value.replaceAll("'", "''")}'`, what: 'put the value in quotes' }] : [];
}

/** key:value is one word. */
function spaced(line: string): Try[] {
  const to = line.replace(/^(\s*(?:- )?[\w-]+):(?=[^\s:/])/, '$1: ');
  return to === line ? [] : [{ to, what: 'put a blank behind the colon' }];
}

/** host collector: a key and its value without the colon. */
function parted(line: string): Try[] {
  const [, start, key, value] = line.match(/^(\s*(?:- )?)([A-Za-z][\w-]*) +([^\s:][^:]*)$/) ?? [];
  return key && !HOLDS_TEXT.test(key) ? [{ to: `${start}${key}: ${value}`, what: `put a colon behind ${key}` }] : [];
}

/** output, with lines below it that are further in: a key without the colon. */
function opened(lines: readonly string[], at: number): Try[] {
  const line = lines[at] as string;
  const [, start, key] = line.match(/^(\s*(?:- )?)([A-Za-z][\w-]*)\s*$/) ?? [];
  return key && indentOf(lines[at + 1] ?? '') > indentOf(line) ? [{ to: `${start}${key}:`, what: `put a colon behind ${key}` }] : [];
}

/** "C:\logs": in double quotation marks a backslash begins an escape, in single ones it is itself. */
function escapes(line: string): Try[] {
  const to = line.replace(/"([^"']*\\[^"']*)"\s*$/, (_, inner) => `'${inner}'`);
  return to === line ? [] : [{ to, what: 'put the value in single quotes, as it has a backslash,' }];
}

/** As far in as the nearest of the lines above it, where it is as far in as none of them; of two that are as near, the one that can be read. */
function moved(lines: readonly string[], at: number): Try[] {
  const line = lines[at] as string;
  const own = indentOf(line);
  const above = [
    ...new Set(
      lines
        .slice(0, at)
        .filter((one) => one.trim() !== '' && !/^\s*#/.test(one))
        .map(indentOf),
    ),
  ];
  if (above.includes(own)) return [];
  const nearest = Math.min(...above.map((one) => Math.abs(one - own)));
  const tries = above.filter((one) => Math.abs(one - own) === nearest).map((one) => ({ one, to: ' '.repeat(one) + line.trimStart() }));
  const found = tries.length > 1 ? only(tries.filter(({ to }) => parses(lines.with(at, to).join('\n')))) : tries[0];
  return found ? [{ to: found.to, what: `indent by ${found.one} blank${found.one === 1 ? '' : 's'}, not ${own},` }] : [];
}
