/** Tables as text, a row a line, with a separator between the columns (RFC 4180). */

export interface UnevenRow {
  /** From 1. */
  line: number;
  quote: string;
  has: number;
  wants: number;
}

/** So much of a text is looked at, in characters. */
const LONGEST = 200_000;

/** The first row with fewer columns than the first line has, or with more. */
export function unevenRow(text: string, is: 'fewer' | 'more', blanks: 'skipped' | 'read'): UnevenRow | undefined {
  const rows = text.slice(0, LONGEST).split(/\r?\n/);
  const at = rows.findIndex((row) => row.trim() !== '');
  const head = rows[at] ?? '';
  const separator = [',', ';', '\t', '|'].find((one) => columns(head, one) > 1);
  if (separator === undefined) return undefined;
  const wants = columns(head, separator);
  // What stands behind the last line end is no row.
  const last = rows.at(-1) === '' ? rows.length - 1 : rows.length;
  for (let row = at + 1; row < last; row++) {
    const quote = rows[row] as string;
    if (quote.trim() === '' && blanks === 'skipped') continue;
    // A quotation mark that is not closed goes on in the next line.
    if ((quote.split('"').length - 1) % 2 === 1) return undefined;
    const has = columns(quote, separator);
    if (is === 'fewer' ? has < wants : has > wants) return { line: row + 1, quote, has, wants };
  }
  return undefined;
}

const columns = (row: string, separator: string): number => row.replace(/"[^"]*"/g, '').split(separator).length;
