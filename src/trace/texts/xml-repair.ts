/** XML whose tags do not fit each other, repaired where it is plain what was meant: an end tag without its slash, misspelt, or left out. */
import { nearest } from '../../nearest.ts';

export interface RepairedXml {
  text: string;
  /** What the first repair changes. */
  what: string;
}

interface Tag {
  name: string;
  start: number;
  end: number;
  kind: 'start' | 'end' | 'empty';
  isBare: boolean;
}

const TAG =
  /<!--[\s\S]{0,20000}?-->|<!\[CDATA\[[\s\S]{0,20000}?\]\]>|<[?!][^<>]{0,2000}>|<(\/?)([A-Za-z_][\w.:-]{0,100})([^<>]{0,2000}?)(\/?)>/g;
/** More faults than this are no slip. */
const MOST = 4;

export function repairedXml(text: string): RepairedXml | undefined {
  let [now, what]: [string, string | undefined] = [text, undefined];
  for (let round = 0; round <= MOST; round++) {
    const next = repairedOnce(now);
    if (next === 'well-formed') return what === undefined ? undefined : { text: now, what };
    if (next === undefined) return undefined;
    what ??= next.what;
    now = next.text;
  }
  return undefined;
}

function tagsOf(text: string): Tag[] {
  return [...text.matchAll(TAG)].flatMap(({ 0: whole, 1: slash, 2: name, 3: rest = '', 4: empty, index }): Tag[] =>
    name === undefined
      ? []
      : [{ name, start: index, end: index + whole.length, kind: slash ? 'end' : empty ? 'empty' : 'start', isBare: rest.trim() === '' }],
  );
}

function repairedOnce(text: string): RepairedXml | 'well-formed' | undefined {
  const open: Tag[] = [];
  const lineOf = (at: number) => text.slice(0, at).split('\n').length;
  for (const tag of tagsOf(text)) {
    const top = open.at(-1);
    if (tag.kind === 'empty') continue;
    // <rate>20<rate>: within an element of its name, behind a text.
    if (tag.kind === 'start' && tag.isBare && top?.name === tag.name && /^\s*[^\s<]/.test(text.slice(top.end, tag.start)))
      return {
        text: `${text.slice(0, tag.start)}</${tag.name}>${text.slice(tag.end)}`,
        what: `end ${tag.name} in line ${lineOf(tag.start)} with </${tag.name}>`,
      };
    if (tag.kind === 'start') {
      open.push(tag);
      continue;
    }
    if (top?.name === tag.name) {
      open.pop();
      continue;
    }
    if (!top) return undefined;
    if (open.some(({ name }) => name === tag.name)) return closed(text, top, lineOf(top.start));
    if (nearest(tag.name, [top.name]) === undefined) return undefined;
    return {
      text: `${text.slice(0, tag.start)}</${top.name}>${text.slice(tag.end)}`,
      what: `write </${top.name}> for </${tag.name}> in line ${lineOf(tag.start)}`,
    };
  }
  const [last] = open.slice(-1);
  return last ? closed(text, last, lineOf(last.start)) : 'well-formed';
}

/** Behind its text, which ends with its line; one that holds other elements ends nobody knows where. */
function closed(text: string, { name, end }: Tag, line: number): RepairedXml | undefined {
  const content = /^[^<\n]*/.exec(text.slice(end))?.[0] ?? '';
  if (content.trim() === '') return undefined;
  const at = end + content.trimEnd().length;
  return { text: `${text.slice(0, at)}</${name}>${text.slice(at)}`, what: `end ${name} in line ${line} with </${name}>` };
}
