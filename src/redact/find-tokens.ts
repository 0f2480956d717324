/** Tokens that are known by their form. */
import type { Span } from './span.ts';
import { TOKEN_FORMATS, TOKEN_PATTERNS, type TokenFormat } from './token-formats.ts';

/** Nothing longer is one token: a bound for hostile text. */
const LONGEST = 4096;

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** The whole token; or what is left of one that was cut off, as the mark behind it shows. */
function patternOf({ starts, body, least }: TokenFormat): RegExp {
  return new RegExp(`(?<![A-Za-z0-9])(?:${starts.map(escaped).join('|')})(?:[${body}]{${least},${LONGEST}}|[${body}]{1,${least}}(?=…|\\.\\.\\.))`, 'g');
}

const BY_START = TOKEN_FORMATS.map((format) => ({ what: format.what, hints: format.starts, pattern: undefined as RegExp | undefined, format }));

export function findTokens(text: string): Span[] {
  const spans: Span[] = [];
  const collect = (pattern: RegExp, what: string) => {
    for (const match of text.matchAll(pattern)) spans.push({ start: match.index, end: match.index + match[0].length, what });
  };
  for (const one of BY_START) {
    if (!one.hints.some((hint) => text.includes(hint))) continue;
    one.pattern ??= patternOf(one.format);
    collect(one.pattern, one.what);
  }
  for (const { hint, pattern, what } of TOKEN_PATTERNS) if (text.includes(hint)) collect(pattern, what);
  return spans;
}
