/** Tokens that are known by their form. */
import type { Span } from './span.ts';
import { TOKEN_FORMATS, TOKEN_PATTERNS, type TokenFormat } from './token-formats.ts';

/** Nothing longer is one token: a bound for hostile text. */
const LONGEST = 4096;

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

const ALL = TOKEN_FORMATS.flatMap(({ starts }) => starts).sort((a, b) => b.length - a.length);
/** One pass for all of them; looking for each by itself takes ten times as long. */
const ANY = ALL.map(escaped).join('|');
const START = new RegExp(`(?:\\b|(?<=_))(?:${ANY})`, 'g');
/** Right behind another one. */
const NEXT = new RegExp(ANY, 'y');
const candidates = new Map<string, { start: string; format: TokenFormat }[]>();

/** The formats that begin so, or with less of it: sk-ant- is sk- too. */
function candidatesOf(start: string): { start: string; format: TokenFormat }[] {
  const known = candidates.get(start);
  if (known) return known;
  const all = TOKEN_FORMATS.flatMap((format) =>
    format.starts.filter((one) => start.startsWith(one)).map((one) => ({ start: one, format })),
  );
  all.sort((a, b) => b.start.length - a.start.length);
  candidates.set(start, all);
  return all;
}

const bodies = new Map<TokenFormat, RegExp>();

/** The rest of the token; or what is left of one that was cut off, as the mark behind it shows. */
function bodyOf(format: TokenFormat): RegExp {
  const { body, least } = format;
  const pattern = bodies.get(format) ?? new RegExp(`[${body}]{${least},${LONGEST}}|[${body}]{1,${least}}(?=…|\\.\\.\\.)`, 'y');
  bodies.set(format, pattern);
  return pattern;
}

export function findTokens(text: string): Span[] {
  const spans: Span[] = [];
  let done = 0;
  for (const { 0: start, index } of text.matchAll(START)) {
    if (index < done || /[A-Za-z\d]/.test(text[index - 1] ?? '')) continue;
    for (let token = tokenAt(text, index, start); token; ) {
      spans.push(token);
      done = token.end;
      NEXT.lastIndex = done;
      const next = NEXT.exec(text)?.[0];
      token = next === undefined ? undefined : tokenAt(text, done, next);
    }
  }
  for (const { hint, pattern, what } of TOKEN_PATTERNS) {
    if (!text.includes(hint)) continue;
    for (const match of text.matchAll(pattern)) spans.push({ start: match.index, end: match.index + match[0].length, what });
  }
  return spans;
}

function tokenAt(text: string, at: number, start: string): Span | undefined {
  for (const { start: beginning, format } of candidatesOf(start)) {
    const pattern = bodyOf(format);
    pattern.lastIndex = at + beginning.length;
    if (pattern.test(text)) return { start: at, end: pattern.lastIndex, what: format.what };
  }
  return undefined;
}
