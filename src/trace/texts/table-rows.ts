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

/** The first row with fewer columns than the first line has, with more, or with another number. */
export function unevenRow(text: string, is: 'fewer' | 'more' | 'other', blanks: 'skipped' | 'read'): UnevenRow | undefined {
  const rows = text.slice(0, LONGEST).split(/\r?\n/);
  const at = rows.findIndex((row) => row.trim() !== '');
  const head = rows[at] ?? '';
  const separator = separatorOf(head);
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
    if (has !== wants && (is === 'other' || (is === 'fewer') === has < wants)) return { line: row + 1, quote, has, wants };
  }
  return undefined;
}

/** Beside the comma. */
const OTHERS: Readonly<Record<string, string>> = { ';': 'semicolons', '\t': 'tabs', '|': 'bars' };

const separatorOf = (head: string) => [',', ...Object.keys(OTHERS)].find((one) => columns(head, one) > 1);

const columns = (row: string, separator: string): number => row.replace(/"[^"]*"/g, '').split(separator).length;

export interface HeadFault {
  /** Behind "it has no amount". */
  words: string;
  what: string;
  /** The text with the first line put right. */
  text: string;
}

/**
 * A column that stands in the first line, and yet is not found by its name. `code`: lines of the program, which may name other columns,
 * in letters as it wants them.
 */
export function headFault(name: string, text: string, code: readonly string[]): HeadFault | undefined {
  const lines = text.slice(0, LONGEST).split('\n');
  const at = lines.findIndex((row) => row.trim() !== '');
  const head = (lines[at] ?? '').replace(/\r$/, '');
  const separator = separatorOf(head);
  if (separator === undefined || text.length > LONGEST) return undefined;
  const own = head.split(separator).map((one) => one.replace(/^"(.*)"$/, '$1'));
  const withHead = (columns: readonly string[]) =>
    lines
      .with(
        at,
        (lines[at] as string).replace(head, () => columns.join(separator)),
      )
      .join('\n');
  if (own.includes(name)) return undefined;
  if (own.some((one) => one.trim().replace(/^"(.*)"$/, '$1') === name))
    return {
      words: ', but one with a blank beside its name',
      what: 'take the blanks away',
      text: withHead(head.split(separator).map((one) => one.trim())),
    };
  if (own.filter((one) => isAlike(one, name)).length !== 1) return undefined;
  const wanted = [
    name,
    ...code.flatMap((line) => [...line.slice(0, 400).matchAll(/\[["']([\w.-]{1,60})["']\]/g)].map(([, one]) => one as string)),
  ];
  const renamed = own.flatMap((from) => {
    const to = wanted.find((one) => isAlike(from, one));
    return to === undefined || to === from ? [] : [{ from, to }];
  });
  const toOf = (one: string) => renamed.find(({ from }) => from === one)?.to ?? one;
  return {
    words: `, but ${renamed.find(({ to }) => to === name)?.from}`,
    what: `write ${renamed.map(({ from, to }) => `${to} for ${from}`).join(', ')}`,
    text: withHead(head.split(separator).map(toOf)),
  };
}

/** The same but for the size of letters. */
const isAlike = (one: string, other: string) => one.trim().toLowerCase() === other.toLowerCase();

/**
 * Columns are told apart by another sign than the comma, which their reader expects: beside it the first line has this very column.
 * `better` has commas, where none stands in a value.
 */
export function otherSeparator(text: string, column: string): { by: string; header: string; better: string | undefined } | undefined {
  const header = text.slice(0, text.search(/\r?\n|$/));
  if (header.includes(',')) return undefined;
  const sign = Object.keys(OTHERS).find((one) => header.includes(one) && header.split(one).some((name) => name.trim() === column));
  if (sign === undefined) return undefined;
  return { by: OTHERS[sign] as string, header, better: /[,"]/.test(text) ? undefined : text.replaceAll(sign, ',') };
}
