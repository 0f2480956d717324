/**
 * Values beside names that say what they are: password=…, "token": "…", --password …, API_KEY: …, password '…'. The names are looked
 * for by a word that each of them holds; from there the text is read to both sides, so that no pattern can backtrack.
 */
import { isPlain, looksRandom } from './plain-value.ts';
import { secrecyOf } from './secret-name.ts';
import type { Span } from './span.ts';
import { QUOTES, valueAt } from './value-at.ts';

const WORD =
  /pass|pwd|\bpw\b|secret|token|credential|creds|key|auth|jwt|cookie|session|salt|pepper|signature|\bsig\b|\bsid\b|\bpin\b|\botp\b|\bpat\b|\bsas\b|masterauth|bearer|rootpw|adminpw|license|mnemonic|seed/gi;
/** Characters of a name on either side of the word, at most. */
const LONGEST_NAME = 64;

const isNameCharacter = (character: string | undefined) => character !== undefined && /[\w.-]/.test(character);

export function findAssignments(text: string): Span[] {
  const spans: Span[] = [];
  let done = 0;
  for (const match of text.matchAll(WORD)) {
    if (match.index < done) continue;
    let start = match.index;
    let end = match.index + match[0].length;
    while (start > 0 && match.index - start < LONGEST_NAME && isNameCharacter(text[start - 1])) start--;
    while (end < text.length && end - match.index < LONGEST_NAME && isNameCharacter(text[end])) end++;
    done = end;
    const name = text.slice(start, end).replace(/^[.-]+|[.-]+$/g, '');
    const secrecy = secrecyOf(name);
    if (secrecy === 'none' || CHECKSUM_OF.test(text.slice(Math.max(0, start - 16), start))) continue;
    const value = valueAfter(text, start, end);
    if (!value) continue;
    const found = text.slice(value.start, value.end);
    // What only may be a secret is looked at closely, and nothing so long is one.
    if (secrecy === 'weak' && found.length > 512) continue;
    if (isPlain(found) || !isCredible(found, secrecy, value.how, name)) continue;
    spans.push({ start: value.start, end: value.end, what: name });
    done = Math.max(done, value.end);
  }
  return spans;
}

/** How the value is tied to its name, from the surest to the loosest. */
type Tie = 'quoted' | 'assigned' | 'line' | 'flag' | 'words';

interface Value {
  start: number;
  end: number;
  how: Tie;
}

/** `secret=shop/db`, `"secret": "db-credentials"`: the name of a Secret. */
const OBJECT_NAME = /^[A-Za-z\d]{1,20}(?:[./-][A-Za-z\d]{1,20}){1,12}$/;
/** Helm's annotation checksum/secret. */
const CHECKSUM_OF = /(?:checksum|hash|digest|sha\d{0,3})\/$/i;

function isCredible(value: string, secrecy: 'strong' | 'weak', how: Tie, name: string): boolean {
  if (/^secrets?$/i.test(name) && OBJECT_NAME.test(value)) return false;
  if (/^(?:token|pass)$/i.test(name) && /^[\d.,]+$/.test(value)) return false;
  if (secrecy === 'weak') return looksRandom(value) && value.length >= 12;
  if (how === 'flag' || how === 'words') return looksRandom(value) || (/\d/.test(value) && /[A-Za-z]/.test(value) && value.length >= 6);
  return true;
}

/** Rust's Debug and Swift print a value that may be absent so: `password: Some("…")`. */
const OPTION = /^(?:Some|Optional)\((?=\\?["'])/;

/** Before a token that a parser did not expect: `Unexpected token: }`. */
const PARSER = /(?:unexpected|unknown|illegal|bad|invalid|next|end|stray|extraneous|mismatched)\s$/i;

function valueAfter(text: string, start: number, end: number): Value | undefined {
  let at = end;
  const escapes = text.startsWith('\\"', at) ? 1 : 0;
  const closes = QUOTES.has(text[at + escapes] ?? '');
  if (closes) at += escapes + 1;
  const gap = spacesAt(text, at);
  const compares = /^[)\]}]{0,2} {0,4}[!=]==?/.exec(text.slice(at, at + 9))?.[0];
  if (compares !== undefined) return compared(text, at + compares.length);
  const sign = /^(?::=|=>|=|:(?!:))/.exec(text.slice(at + gap, at + gap + 2))?.[0];
  if (sign === undefined) return closes ? nextArgument(text, start, at) : looseValue(text, start, at, gap);
  if (!closes && PARSER.test(text.slice(Math.max(0, start - 16), start))) return undefined;
  const from = at + gap + sign.length;
  const space = spacesAt(text, from, 64);
  const wrap = OPTION.exec(text.slice(from + space, from + space + 12))?.[0].length ?? 0;
  const value = valueAt(text, from + space + wrap);
  if (!value) return undefined;
  if (value.isQuoted) return { ...value, how: 'quoted' };
  // The kubelet: failed for volume "token" : secret "…" not found.
  if (closes && sign === ':') return undefined;
  if (!/^[^{[(]*[A-Za-z\d]/.test(text.slice(value.start, value.end))) return undefined;
  const isTight = sign.startsWith('=') && gap === 0 && space === 0;
  const how = isTight || closes ? 'assigned' : isWholeLine(text, start, value.end) ? 'line' : 'words';
  return { ...value, how };
}

/** `password == "VALUE"`, `environ.get("API_TOKEN") != "VALUE"`, of a line of code. */
function compared(text: string, from: number): Value | undefined {
  const value = valueAt(text, from + spacesAt(text, from));
  return value?.isQuoted ? { ...value, how: 'words' } : undefined;
}

/** `--password VALUE`, `requirepass VALUE` on a line of its own, `password 'VALUE'`, `password is VALUE`. */
function looseValue(text: string, start: number, at: number, gap: number): Value | undefined {
  if (gap === 0) return undefined;
  const isFlag = text[start] === '-';
  const linking = /^(?:is|was|of|set to|to) /.exec(text.slice(at + gap, at + gap + 8))?.[0].length ?? 0;
  const value = valueAt(text, at + gap + linking);
  if (!value || text[value.start] === '-') return undefined;
  const name = text.slice(start, at);
  if (isFlag) return { ...value, how: value.isQuoted ? 'quoted' : 'flag' };
  if (/^(?:requirepass|masterauth)$/i.test(name) && isWholeLine(text, start, value.end)) return { ...value, how: 'line' };
  return /passw(?:or)?d$|passphrase$/i.test(name) ? { ...value, how: 'words' } : undefined;
}

/** A list of arguments: ["--token", "VALUE"], as JSON has it, or without commas, as Go prints it. */
function nextArgument(text: string, start: number, at: number): Value | undefined {
  const gap = /^,? {0,3}(?=["'])/.exec(text.slice(at, at + 5))?.[0].length;
  const value = gap === undefined || text[start] !== '-' ? undefined : valueAt(text, at + gap);
  return value && text[value.start] !== '-' ? { ...value, how: 'quoted' } : undefined;
}

/** `most`: kubectl describe puts its values in a column. */
function spacesAt(text: string, at: number, most = 4): number {
  let count = 0;
  while (count < most && (text[at + count] === ' ' || text[at + count] === '\t')) count++;
  return count;
}

/** Characters of a line before its name, at most. */
const LONGEST_BEFORE = 64;

/** `password: hunter` as in a YAML or properties file, perhaps with a time, "export" or a dash before it. */
function isWholeLine(text: string, start: number, end: number): boolean {
  const after = text[end];
  if (after !== undefined && after !== '\n' && after !== '\r') return false;
  const before = text.slice(Math.max(0, start - LONGEST_BEFORE - 1), start);
  const feed = before.lastIndexOf('\n');
  if (feed < 0 && start > LONGEST_BEFORE) return false;
  return /^(?:\d{4}-\d\d-\d\dT\S{8,30} )?[ \t]{0,40}(?:- |export |set |env )?["']?$/.test(before.slice(feed + 1));
}
