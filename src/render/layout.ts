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
   * head: lead and text from the first column on. prose: wrapped. quote: wrapped, and cut where it is long. line: cut to one line.
   * whole: never broken, so that it can be copied.
   */
  how: 'head' | 'prose' | 'quote' | 'line' | 'whole';
  tone?: Tone;
}

/** Rows that belong together; a blank line stands between two blocks. */
export type Block = Row[];

export interface Look { width: number; unicode: boolean; paint: Paint }

const NARROWEST = 40;
const WIDEST = 120;
/** Lines of a quote that are shown. */
const QUOTE_LINES = 3;
/** Characters of a text that are looked at at all. */
const LONGEST = 4000;

export function lay(blocks: readonly Block[], { width, unicode, paint }: Look): string {
  const columns = Math.min(WIDEST, Math.max(NARROWEST, width));
  const hang = Math.max(6, ...blocks.flat().map(({ label = '' }) => stringWidth(label))) + 2;
  const lines = blocks.filter((block) => block.length > 0).flatMap((block, index) => [...(index > 0 ? [''] : []), ...layBlock(block, { columns, hang, unicode, paint })]);
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

interface Sheet { columns: number; hang: number; unicode: boolean; paint: Paint }

function layBlock(block: Block, sheet: Sheet): string[] {
  const room = sheet.columns - sheet.hang;
  const leads = block.filter(({ how }) => how !== 'head').map(({ lead = '' }) => stringWidth(lead)).filter((one) => one <= room / 2);
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
  const column = leadWidth === 0 ? 0 : leadWidth + 2;
  const tint = tone ? paint[tone] : (line: string) => line;
  const margin = (index: number) => (index === 0 ? paint.bold(pad(label, hang)) : ' '.repeat(hang));

  // A lead that is too long for its column has a line of its own.
  const isLong = stringWidth(lead) > leadWidth;
  const indent = isLong ? Math.min(column, 2) : column;
  const body = fold(text, how, room - indent, unicode).map((line) => ({ line, indent }));
  const above = isLong ? wrap(lead, room).map((line) => `${paint.dim(line)}`) : [];
  const below = body.map(({ line }, index) => `${!isLong && index === 0 ? paint.dim(pad(lead, column)) : ' '.repeat(indent)}${tint(line)}`);
  return [...above, ...below].map((line, index) => margin(index) + line);
}

function fold(text: string, how: Row['how'], width: number, unicode: boolean): string[] {
  if (how === 'whole') return [text];
  if (how === 'line') return [fit(text, width, 1, unicode)[0] ?? ''];
  return how === 'quote' ? fit(text, width, QUOTE_LINES, unicode) : wrap(text, width);
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

/** Breaks at spaces, and within a word only where it is wider than a line. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.slice(0, LONGEST).split(/(?<= )(?=[^ ])/)) {
    const bare = word.trimEnd();
    const needs = stringWidth(bare);
    if (used > 0 && used + needs > width) {
      lines.push(line.trimEnd());
      line = '';
      used = 0;
    }
    const pieces = needs > width ? split(word, width) : [word];
    lines.push(...pieces.slice(0, -1));
    line += pieces.at(-1) ?? '';
    used = stringWidth(line);
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
 * Cut to so many lines. The middle goes: a runtime's message says what it was doing first and what failed last
 * ("failed to create containerd task: … exec: "serve": executable file not found in $PATH").
 */
export function fit(text: string, width: number, most: number, unicode: boolean): string[] {
  const lines = wrap(text, width);
  if (lines.length <= most && text.length <= LONGEST) return lines;
  const characters = [...text.slice(0, LONGEST)];
  const mark = unicode ? '…' : '...';
  for (let keep = Math.min(characters.length - 1, width * most); keep > 0; keep -= 2) {
    const head = characters.slice(0, Math.ceil(keep * 0.4)).join('').trimEnd();
    const tail = characters.slice(characters.length - Math.floor(keep * 0.6)).join('').trimStart();
    const shorter = wrap(`${head} ${mark} ${tail}`, width);
    if (shorter.length <= most) return shorter;
  }
  return [mark];
}
