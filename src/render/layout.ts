/** Lines on a screen: labels in a hanging column, prose wrapped, quotes cut in their middle, commands left whole. */
import stringWidth from 'string-width';
import type { Paint, Tone } from './paint.ts';

export interface Row {
  /** Stands in the hanging column. */
  label?: string;
  /** Stands before the text, in a column that the rows of a block share. */
  lead?: string;
  text: string;
  /**
   * head: lead and text from the first column on. prose: wrapped. items: wrapped between items, which stand two spaces apart. quote:
   * wrapped, and cut where it is long. whole: never broken, so that it can be copied.
   */
  how: 'head' | 'prose' | 'items' | 'quote' | 'whole';
  tone?: Tone;
}

/** Rows that belong together; a blank line stands between two blocks. */
export type Block = Row[];

export interface Look {
  width: number;
  unicode: boolean;
  paint: Paint;
}

const BETWEEN_WORDS = /(?<= )(?=[^ ])/;
const BETWEEN_ITEMS = /(?<= {2})(?=[^ ])/;

const NARROWEST = 40;
const WIDEST = 120;
/** Of a line, what leads may take. */
const LEAD_SHARE = 0.45;
/** Lines of a quote that are shown. */
const QUOTE_LINES = 3;

export function lay(blocks: readonly Block[], { width, unicode, paint }: Look): string {
  const columns = Math.min(WIDEST, Math.max(NARROWEST, width));
  const hang = Math.max(6, ...blocks.flat().map(({ label = '' }) => stringWidth(label))) + 2;
  const lines = blocks
    .filter((block) => block.length > 0)
    .flatMap((block, index) => [...(index > 0 ? [''] : []), ...layBlock(block, { columns, hang, unicode, paint })]);
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

interface Sheet {
  columns: number;
  hang: number;
  unicode: boolean;
  paint: Paint;
}

function layBlock(block: Block, sheet: Sheet): string[] {
  const room = sheet.columns - sheet.hang;
  const leads = block
    .filter(({ how }) => how !== 'head')
    .map(({ lead = '' }) => stringWidth(lead))
    .filter((one) => one <= room * LEAD_SHARE);
  const leadWidth = Math.max(0, ...leads);
  return block.flatMap((row) => (row.how === 'head' ? layHead(row, sheet) : layRow(row, leadWidth, sheet)));
}

function layHead({ lead = '', text, tone }: Row, { columns, hang, paint }: Sheet): string[] {
  const tint = tone ? paint[tone] : (line: string) => line;
  if (stringWidth(lead) + 3 + stringWidth(text) <= columns) return [`${paint.bold(lead)}   ${tint(text)}`];
  const below = wrap(text, columns - hang).map((line) => `${' '.repeat(hang)}${tint(line)}`);
  return [...wrap(lead, columns).map(paint.bold), ...below];
}

function layRow(row: Row, leadWidth: number, { columns, hang, unicode, paint }: Sheet): string[] {
  const { label = '', lead = '', text, how, tone } = row;
  const room = columns - hang;
  const column = lead === '' ? 0 : leadWidth + 2;
  const tint = tone ? paint[tone] : (line: string) => line;
  const margin = (index: number) => (index === 0 ? pad(label, hang, paint.bold) : ' '.repeat(hang));

  // A lead that is too long for its column has a line of its own.
  const isLong = stringWidth(lead) > leadWidth;
  const indent = isLong ? 2 : column;
  const body = fold(text, how, room - indent, unicode);
  const above = isLong ? wrap(lead, room).map(paint.dim) : [];
  const below = body.map((line, index) => `${!isLong && index === 0 ? pad(lead, column, paint.dim) : ' '.repeat(indent)}${tint(line)}`);
  return [...above, ...below].map((line, index) => margin(index) + line);
}

function fold(text: string, how: Row['how'], width: number, unicode: boolean): string[] {
  if (how === 'whole') return [text];
  return how === 'quote' ? fit(text, width, unicode) : wrap(text, width, how === 'items' ? BETWEEN_ITEMS : BETWEEN_WORDS);
}

function pad(text: string, width: number, tint: (text: string) => string): string {
  return (text === '' ? '' : tint(text)) + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

/** Breaks at spaces, and within a word only where it is wider than a line. */
export function wrap(text: string, width: number, between = BETWEEN_WORDS): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(between)) {
    const bare = word.trimEnd();
    const needs = stringWidth(bare);
    if (used > 0 && used + needs > width) {
      if (line.trim() !== '') lines.push(line.trimEnd());
      line = '';
      used = 0;
    }
    const pieces = needs <= width ? [bare] : between === BETWEEN_WORDS ? split(bare, width) : wrap(bare, width);
    lines.push(...pieces.slice(0, -1));
    line += (pieces.at(-1) ?? '') + word.slice(bare.length);
    used += (pieces.length > 1 ? stringWidth(pieces.at(-1) ?? '') : needs) + word.length - bare.length;
  }
  return [...lines, line.trimEnd()];
}

function split(word: string, width: number): string[] {
  const pieces = [''];
  let used = 0;
  for (const character of word) {
    const needs = stringWidth(character);
    if (used + needs > width && used > 0) {
      pieces.push('');
      used = 0;
    }
    pieces[pieces.length - 1] += character;
    used += needs;
  }
  return pieces;
}

/**
 * Cut to a few lines. The middle goes: a runtime's message says what it was doing first and what failed last
 * ("failed to create containerd task: … exec: "serve": executable file not found in $PATH").
 */
export function fit(text: string, width: number, unicode: boolean): string[] {
  const room = width * QUOTE_LINES;
  const lines = text.length <= room ? wrap(text, width) : [];
  if (lines.length > 0 && lines.length <= QUOTE_LINES) return lines;
  const mark = unicode ? '…' : '...';
  // What the breaks between lines take can't be told beforehand.
  for (let columns = room - 3; columns > 0; columns -= Math.ceil(width / 10)) {
    const head = upTo(columns * 0.4, [...text.slice(0, room)]).join('');
    const tail = upTo(columns * 0.6, [...text.slice(-room)].reverse())
      .reverse()
      .join('');
    // Cut between words, where a word's end is near.
    const shorter = wrap(`${head.replace(/ [^ ]{0,20}$/, '')} ${mark} ${tail.replace(/^[^ ]{0,20} /, '')}`, width);
    if (shorter.length <= QUOTE_LINES) return shorter;
  }
  return [mark];
}

/** The first characters that fit so many columns. */
function upTo(columns: number, characters: readonly string[]): string[] {
  let used = 0;
  const end = characters.findIndex((character) => {
    used += stringWidth(character);
    return used > columns;
  });
  return end === -1 ? [...characters] : characters.slice(0, end);
}
