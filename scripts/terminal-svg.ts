/** What a terminal shows, as a picture: text with the colours that the program itself gave it (kleur's escape sequences). */

const CELL = { width: 8.4, height: 19 };
const MARGIN = 16;
const BAR = 34;
/** Background, text, and the colours that the reports use, each with at least 4.5:1 on the background. */
const PAPER = '#14181f';
const INK = '#e7eaf0';
const COLORS: Record<string, string> = {
  31: '#ff8a80',
  32: '#7fd6a0',
  33: '#f0c060',
  34: '#8ab4ff',
  35: '#d7a6ff',
  36: '#7fd3e0',
  90: '#9aa4b2',
};

interface Piece {
  text: string;
  style: string;
}

/** Spaces that follow on one another would count as one. */
const escape = (text: string) => text.replaceAll('  ', ' \u00a0').replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** One line, cut where the colour changes. */
function pieces(line: string): Piece[] {
  const found: Piece[] = [];
  let codes: string[] = [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequences are what is read
  for (const [, code, text] of line.matchAll(/(?:\u001b\[(\d+)m)?([^\u001b]*)/g)) {
    if (code === '0') codes = [];
    else if (code === '39') codes = codes.filter((one) => !COLORS[one]);
    else if (code === '22') codes = codes.filter((one) => one !== '1' && one !== '2');
    else if (code) codes.push(code);
    if (text) found.push({ text, style: styleOf(codes) });
  }
  return found;
}

function styleOf(codes: readonly string[]): string {
  const color = codes.map((code) => COLORS[code]).findLast(Boolean);
  return [
    color ? ` fill="${color}"` : '',
    codes.includes('1') ? ' font-weight="700"' : '',
    codes.includes('2') ? ' fill="#a7b0be"' : '',
  ].join('');
}

/** As a terminal breaks a line that is too long: anywhere. */
function folded(line: readonly Piece[], columns: number): Piece[][] {
  const lines: Piece[][] = [[]];
  let column = 0;
  for (const { text, style } of line) {
    let rest = [...text];
    while (rest.length > 0) {
      if (column === columns) {
        lines.push([]);
        column = 0;
      }
      const part = rest.slice(0, columns - column);
      rest = rest.slice(part.length);
      column += part.length;
      lines.at(-1)?.push({ text: part.join(''), style });
    }
  }
  return lines;
}

/** `title` stands in the window's bar, `words` say to those who cannot see it what the picture shows. */
export function terminalSvg(screen: string, columns: number, title: string, words: string): string {
  const lines = screen
    .trimEnd()
    .split('\n')
    .map(pieces)
    .flatMap((line) => folded(line, columns));
  const widths = lines.map((line) => line.reduce((sum, { text }) => sum + [...text].length, 0));
  const width = Math.ceil(Math.max(...widths) * CELL.width + 2 * MARGIN);
  const height = BAR + lines.length * CELL.height + MARGIN;
  const rows = lines.map((line, row) => {
    const y = BAR + (row + 0.8) * CELL.height;
    let column = 0;
    return line
      .map(({ text, style }) => {
        const lead = text.length - text.trimStart().length;
        const shown = text.trim();
        const x = MARGIN + (column + lead) * CELL.width;
        column += [...text].length;
        // The length is given, so that a font of another width does not break the columns.
        return shown === ''
          ? ''
          : `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" textLength="${([...shown].length * CELL.width).toFixed(1)}"${style}>${escape(shown)}</text>\n`;
      })
      .join('');
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escape(words)}">
<title>${escape(words)}</title>
<rect width="${width}" height="${height}" rx="8" fill="${PAPER}"/>
${['#ff8a80', '#f0c060', '#7fd6a0'].map((color, index) => `<circle cx="${MARGIN + 6 + 20 * index}" cy="17" r="6" fill="${color}"/>`).join('')}
<text x="${width / 2}" y="22" text-anchor="middle" font-family="system-ui, sans-serif" font-size="13" fill="#a7b0be">${escape(title)}</text>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="${INK}">
${rows.join('')}</g>
</svg>
`;
}
