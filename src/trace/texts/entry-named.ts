/** The entry of a YAML or JSON text that a program names by its path, as validators do: queues[2].name, spec.limits.cpu. */
import { isMap, isScalar, isSeq, yamlOf } from './config-yaml.ts';

export interface EntryNamed {
  path: readonly string[];
  /** Where it stands, or what it should stand in, from 1. */
  line: number;
  isThere: boolean;
}

const PATH = /(?<![\w./-])[A-Za-z_][\w-]{0,60}(?:\[\d{1,4}\]|\.[A-Za-z_][\w-]{0,60}|\.\d{1,4}(?![\w.])){1,10}(?![\w/-])/g;

/** The first path whose group the text has; a word with a dot may be anything else, such as the name of a file. */
export function entryNamed(words: string, text: string): EntryNamed | undefined {
  const paths = pathsIn(words).filter(([first]) => text.includes(first as string));
  const read = paths.length > 0 && text.length <= LONGEST ? yamlOf(text) : undefined;
  if (!read || !isMap(read.document.contents)) return undefined;
  for (const path of paths) {
    let node: unknown = read.document.contents;
    let start: number | undefined;
    let depth = 0;
    for (const part of path) {
      const next = childOf(node, part);
      if (!next) break;
      ({ node, start } = next);
      depth++;
    }
    if (start !== undefined && depth >= path.length - 1)
      return { path, line: read.lines.linePos(start).line, isThere: depth === path.length };
  }
  return undefined;
}

const pathsIn = (words: string): string[][] =>
  [...words.slice(0, 600).matchAll(PATH)].slice(0, MOST).map(([word]) => word.replace(/\[(\d+)\]/g, '.$1').split('.'));

/** Words of a message that are looked for, and letters of a text that is read for them. */
const MOST = 5;
const LONGEST = 100_000;

function childOf(node: unknown, part: string): { node: unknown; start: number | undefined } | undefined {
  if (isSeq(node) && /^\d+$/.test(part)) {
    const item = node.items[Number(part)] as { range?: [number, number, number] } | undefined;
    return item && { node: item, start: item.range?.[0] };
  }
  const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && String(key.value) === part) : undefined;
  return pair && { node: pair.value, start: (pair.key as { range?: [number, number, number] }).range?.[0] };
}
