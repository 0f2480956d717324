/** A list or a text in YAML or JSON where the code wants a group of entries, with the same content as a group. */
import { isMap, isScalar, isSeq, type Node, yamlOf } from './config-yaml.ts';

export interface OtherShape {
  /** Undefined: all of the text. */
  key: string | undefined;
  /** From 1. */
  line: number;
  /** The text with the entries of its list as a group; undefined where they make none. */
  text: string | undefined;
}

/** All of the text, where that is of this sort or the code asks for one of its parts, or what stands behind the keys that it asks for. */
export function otherShapes(text: string, is: 'list' | 'text', asks: (key: string) => boolean): OtherShape[] {
  const read = yamlOf(text);
  if (!read) return [];
  const { contents } = read.document;
  const isOf = (node: unknown): node is Node => (is === 'list' ? isSeq(node) : isScalar(node) && typeof node.value === 'string');
  const shape = (key: string | undefined, node: Node): OtherShape => ({
    key,
    line: read.lines.linePos(node.range?.[0] ?? 0).line,
    text: asGroup(text, node),
  });
  if (is === 'text' && isOf(contents)) return [{ ...shape(undefined, contents), text: decodedGroup(text) }];
  const found: OtherShape[] = [];
  if (
    is === 'list' &&
    isSeq(contents) &&
    contents.items.some((item) => isMap(item) && item.items.some(({ key }) => isScalar(key) && asks(String(key.value))))
  )
    found.push(shape(undefined, contents));
  const visit = (node: unknown) => {
    if (isSeq(node)) node.items.forEach(visit);
    else if (isMap(node))
      for (const { key, value } of node.items) {
        if (isScalar(key) && isOf(value) && asks(String(key.value))) found.push(shape(String(key.value), value));
        visit(value);
      }
  };
  visit(contents);
  return found;
}

/** What was encoded twice: in base64 there is a group of entries. */
function decodedGroup(text: string): string | undefined {
  const letters = text.replace(/\s/g, '');
  if (letters.length < 8 || letters.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(letters)) return undefined;
  const decoded = Buffer.from(letters, 'base64').toString('utf8');
  return isMap(yamlOf(decoded)?.document.contents) ? decoded : undefined;
}

/** Only where no two entries have the same name, and it reads as all of them then. */
function asGroup(text: string, node: Node): string | undefined {
  if (!isSeq(node) || !node.range || !node.items.every(isMap)) return undefined;
  const entries = node.items.flatMap((item) => Object.entries(item.toJSON() as object));
  if (entries.length === 0 || new Set(entries.map(([key]) => key)).size < entries.length) return undefined;
  const [start, end] = node.range;
  const better = node.flow ? oneOf(text, node.items, start, end) : withoutDashes(text, node.items);
  const read = better === undefined ? undefined : yamlOf(better);
  const wanted = JSON.stringify(Object.fromEntries(entries));
  return read && groupsOf(read.document.contents).some((group) => JSON.stringify(group) === wanted) ? better : undefined;
}

const oneOf = (text: string, items: readonly { range?: [number, number, number] | null }[], start: number, end: number) => {
  const [only, other] = items;
  return only?.range && !other ? text.slice(0, start) + text.slice(only.range[0], only.range[1]) + text.slice(end) : undefined;
};

function withoutDashes(text: string, items: readonly { range?: [number, number, number] | null }[]): string {
  const letters = [...text];
  for (const { range } of items) letters[text.lastIndexOf('-', (range?.[0] ?? 0) - 1)] = ' ';
  const bare = letters.join('');
  const lines = bare.split('\n');
  return lines.every((line) => line.trim() === '' || line.startsWith('  ')) ? lines.map((line) => line.slice(2)).join('\n') : bare;
}

function groupsOf(node: unknown): unknown[] {
  if (isSeq(node)) return node.items.flatMap(groupsOf);
  return isMap(node) ? [node.toJSON(), ...node.items.flatMap(({ value }) => groupsOf(value))] : [];
}
