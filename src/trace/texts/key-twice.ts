/** A key that stands twice in one group of a YAML text: PyYAML and most readers of JSON take the last one, and say nothing. */
import { isMap, isScalar, type LineCounter, lenientYamlOf, type Pair, type YAMLMap } from './config-yaml.ts';

export interface KeyTwice {
  /** "output", "server.tls". */
  key: string;
  /** Of the first and of the last, from 1. */
  lines: [number, number];
  /** The names in the first that the last does not have. */
  lost: string[];
  /** The text with both in one, where both are groups that have no name in common. */
  merged: string | undefined;
}

export function keyTwice(text: string): KeyTwice | undefined {
  const read = lenientYamlOf(text);
  return read && isMap(read.document.contents) ? inGroup(read.document.contents, [], text, read.lines) : undefined;
}

function inGroup(group: YAMLMap, path: readonly string[], text: string, counter: LineCounter): KeyTwice | undefined {
  const names = group.items.map(({ key }) => String(isScalar(key) ? key.value : ''));
  for (const [at, pair] of group.items.entries()) {
    const name = names[at] ?? '';
    const last = names.lastIndexOf(name);
    const other = group.items[last];
    if (name !== '' && last > at && other) {
      const isThird = names.filter((one) => one === name).length > 2;
      return twice([...path, name].join('.'), pair, other, isThird, text, counter);
    }
    const inner = isMap(pair.value) ? inGroup(pair.value, [...path, name], text, counter) : undefined;
    if (inner) return inner;
  }
  return undefined;
}

const startOf = ({ key }: Pair): number => (isScalar(key) ? (key.range?.[0] ?? 0) : 0);
const namesIn = ({ value }: Pair): string[] => (isMap(value) ? value.items.map(({ key }) => String(isScalar(key) ? key.value : '')) : []);

function twice(key: string, first: Pair, last: Pair, isThird: boolean, text: string, counter: LineCounter): KeyTwice {
  const [one, other] = [namesIn(first), namesIn(last)];
  const lines: [number, number] = [counter.linePos(startOf(first)).line, counter.linePos(startOf(last)).line];
  return {
    key,
    lines,
    lost: one.filter((name) => !other.includes(name)),
    merged: isThird ? undefined : merged(first, last, lines, text, counter),
  };
}

/** The lines of the last go below those of the first. */
function merged(first: Pair, last: Pair, [from, to]: readonly [number, number], text: string, counter: LineCounter): string | undefined {
  const [one, other] = [namesIn(first), namesIn(last)];
  if (one.length === 0 || other.length === 0 || other.some((name) => one.includes(name))) return undefined;
  const body = ({ value }: Pair, start: number) => {
    const [, end = 0] = isMap(value) ? (value.range ?? []) : [];
    const upTo = counter.linePos(Math.max(0, end - 1)).line;
    return isMap(value) && !value.flow && upTo > start ? { from: start, upTo } : undefined;
  };
  const [into, taken] = [body(first, from), body(last, to)];
  if (!into || !taken) return undefined;
  const lines = text.split('\n');
  const depth = (line = '') => /^ */.exec(line)?.[0].length ?? 0;
  if (depth(lines[into.from]) !== depth(lines[taken.from])) return undefined;
  const moved = lines.slice(taken.from, taken.upTo);
  return [...lines.slice(0, into.upTo), ...moved, ...lines.slice(into.upTo, taken.from - 1), ...lines.slice(taken.upTo)].join('\n');
}
