/** A CSV text whose columns are told apart by another sign than the comma, which its reader expects (RFC 4180). */

const NAMES: Readonly<Record<string, string>> = { ';': 'semicolons', '\t': 'tabs', '|': 'bars' };

/** The sign beside which the first line has this very column; `better` has commas, where none stands in a value. */
export function otherSeparator(text: string, column: string): { by: string; header: string; better: string | undefined } | undefined {
  const header = text.slice(0, text.search(/\r?\n|$/));
  if (header.includes(',')) return undefined;
  const sign = Object.keys(NAMES).find((one) => header.includes(one) && header.split(one).some((name) => name.trim() === column));
  if (sign === undefined) return undefined;
  return { by: NAMES[sign] as string, header, better: /[,"]/.test(text) ? undefined : text.replaceAll(sign, ',') };
}
