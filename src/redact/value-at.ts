/** Where a value that begins here ends: at the quote that closes it, or where no bare value goes on. */

export const QUOTES = new Set(['"', "'", '`']);
/** Characters of a value, at most. */
const LONGEST_VALUE = 4096;

/** How an Authorization header begins (IANA's registry of schemes, and those of GitHub, Okta and AWS). */
const SCHEME = /^(?:bearer|basic|digest|token|negotiate|apikey|api-key|ssws|hoba|scram-sha-\d+|aws4-hmac-sha256) {1,3}(?=\S)/i;

export function valueAt(text: string, from: number): { start: number; end: number; isQuoted: boolean } | undefined {
  const at = from + (SCHEME.exec(text.slice(from, from + 24))?.[0].length ?? 0);
  const escapes = text[at] === '\\' && QUOTES.has(text[at + 1] ?? '') ? 1 : 0;
  const quote = text[at + escapes] ?? '';
  if (QUOTES.has(quote)) {
    const start = at + escapes + 1;
    const end = closing(text, start, text.slice(at, start));
    return end === undefined ? undefined : { start, end, isQuoted: true };
  }
  let end = bareEnd(text, at);
  while (end > at && /[,.:]/.test(text[end - 1] as string)) end--;
  return end > at ? { start: at, end, isQuoted: false } : undefined;
}

/** Up to where no bare value goes on: a blank, a quote, a bracket, & ; | < > or a written \n. */
const BARE = /[^\s&;"'`<>|)\]},\\]{0,1024}/y;
/** The last one looked at: of `cookie=cookie=cookie=…` each would go to the same end. */
const last = { text: '', start: 0, end: 0 };

function bareEnd(text: string, start: number): number {
  if (text === last.text && start >= last.start && start < last.end) return last.end;
  let at = start;
  while (at - start < LONGEST_VALUE) {
    BARE.lastIndex = at;
    BARE.test(text);
    at = BARE.lastIndex;
    const goesOn = (text[at] === ',' && !isComma(text, at)) || (text[at] === '\\' && !/[nrt"']/.test(text[at + 1] ?? ''));
    if (!goesOn) break;
    at++;
  }
  Object.assign(last, { text, start, end: at });
  return at;
}

/** A comma ends a value where another name, a quote or nothing follows. */
const isComma = (text: string, at: number) => text[at] === ',' && /^,(?:$|\s|["']|[\w.-]{1,40}[=:])/.test(text.slice(at, at + 44));

/** The quote that ends it, past those that are escaped; on the same line. */
function closing(text: string, start: number, opener: string): number | undefined {
  const isEscaped = opener.length === 2;
  for (let at = start; at < text.length && at - start < LONGEST_VALUE; at++) {
    if (text[at] === '\n') return undefined;
    if (text.startsWith(opener, at) && (isEscaped || text[at] === opener)) return at;
    if (text[at] === '\\') at++;
  }
  return undefined;
}
