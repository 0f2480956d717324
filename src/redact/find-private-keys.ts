/**
 * Private keys in PEM (RFC 7468), also where a line of the log holds a time before each line of the key, where the line ends are
 * written as \n, and where the beginning or the end was cut off. Certificates and public keys are no secrets.
 */
import type { Span } from './span.ts';

interface Line {
  start: number;
  end: number;
}

const MARK = /-----(BEGIN|END) ([A-Z0-9 ]{0,60})-----/g;
/** Characters between the marks, at most: an RSA key of 16384 bits has 13,000, and a log adds a time to each line. */
const LONGEST = 32 * 1024;
const WHAT = 'PRIVATE_KEY';
/** The time that the kubelet puts before each line. */
const TIME = /^\d{4}-\d\d-\d\dT[\d:.]{8,20}(?:Z|[+-]\d\d:\d\d) /;
/** A line that is base64 and nothing else, as long as PEM (64) and MIME (76) lines are, or the short last one. */
const LINE = /^[ \t"'|>]{0,40}([A-Za-z0-9+/]{16,76}={0,2})(?:\\r)?(?:\\n)?["',]{0,3}\r?$/;
const FULL = 64;
/** So many full lines on end are a key though no mark is in sight. */
const HEADLESS = 3;

export function findPrivateKeys(text: string): Span[] {
  const isMarked = text.includes('-----');
  if (!isMarked && text.length < HEADLESS * FULL) return [];
  const marks = isMarked
    ? [...text.matchAll(MARK)].map((match) => ({
        at: match.index,
        end: match.index + match[0].length,
        begins: match[1] === 'BEGIN',
        isPrivate: match[2]?.includes('PRIVATE KEY') ?? false,
      }))
    : [];
  const spans: Span[] = [];
  /** Blocks that are public. */
  const open: Line[] = [];
  for (const [index, mark] of marks.entries()) {
    const before = marks[index - 1];
    const after = marks[index + 1];
    if (mark.begins) {
      const end = after && !after.begins && after.at - mark.end <= LONGEST ? after.at : undefined;
      if (!mark.isPrivate) open.push({ start: mark.at, end: end ?? mark.end });
      else if (end !== undefined) spans.push(...runs(text, mark.end, end));
      else spans.push(...linesAfter(text, mark.end));
    } else if (mark.isPrivate && !before?.begins) spans.push(...keyLines(text, linesBackFrom(text, mark.at)));
  }
  return [...spans, ...headless(text, open)];
}

/** Each line of the key by itself, so that the lines of a log stay lines. */
function runs(text: string, start: number, end: number): Span[] {
  const spans: Span[] = [];
  for (const line of linesIn(text, start, end)) {
    const time = TIME.exec(text.slice(line.start, Math.min(line.end, line.start + 40)))?.[0].length ?? 0;
    for (const match of text.slice(line.start + time, line.end).matchAll(/\\[rnt]|[A-Za-z0-9+/=]{4,}/g)) {
      if (match[0].startsWith('\\')) continue;
      const at = line.start + time + match.index;
      spans.push({ start: at, end: at + match[0].length, what: WHAT });
    }
  }
  return spans;
}

function linesAfter(text: string, start: number): Span[] {
  const end = Math.min(text.length, start + LONGEST);
  const rest = text.slice(start, end).match(/^(?:\\r)?\\n[A-Za-z0-9+/=\\]+/)?.[0];
  return rest ? runs(text, start, start + rest.length) : keyLines(text, linesIn(text, start, end));
}

/** As long as they are key; the first may be what is left of the mark's own line. */
function keyLines(text: string, lines: Iterable<Line>): Span[] {
  const spans: Span[] = [];
  let isFirst = true;
  for (const line of lines) {
    const span = spanOf(text, line);
    if (span) spans.push(span);
    else if (!isFirst) break;
    isFirst = false;
  }
  return spans;
}

function headless(text: string, open: readonly Line[]): Span[] {
  const spans: Span[] = [];
  let run: Span[] = [];
  let block = 0;
  const close = () => {
    if (run.length >= HEADLESS) spans.push(...run);
    run = [];
  };
  for (const line of linesIn(text, 0, text.length)) {
    const span = line.end - line.start >= FULL ? spanOf(text, line) : undefined;
    while ((open[block]?.end ?? Number.POSITIVE_INFINITY) <= line.start) block++;
    const isPublic = (open[block]?.start ?? Number.POSITIVE_INFINITY) <= line.start;
    if (span && !isPublic && span.end - span.start >= FULL && !isHex(text.slice(span.start, span.end))) run.push(span);
    else close();
  }
  close();
  return spans;
}

/** A list of checksums is no key. */
const isHex = (line: string) => /^[0-9a-f]+$/i.test(line);

function spanOf(text: string, { start, end }: Line): Span | undefined {
  if (end - start > 256) return undefined;
  const line = text.slice(start, end);
  const time = TIME.exec(line)?.[0].length ?? 0;
  const match = LINE.exec(line.slice(time));
  if (!match) return undefined;
  const at = start + time + match[0].indexOf(match[1] as string);
  return { start: at, end: at + (match[1] as string).length, what: WHAT };
}

function* linesIn(text: string, start: number, end: number): Generator<Line> {
  for (let at = start; at < end; ) {
    const feed = text.indexOf('\n', at);
    const stop = feed < 0 || feed > end ? end : feed;
    yield { start: at, end: stop };
    at = stop + 1;
  }
}

function* linesBackFrom(text: string, end: number): Generator<Line> {
  for (let at = end; at >= 0; ) {
    const feed = at === 0 ? -1 : text.lastIndexOf('\n', at - 1);
    yield { start: feed + 1, end: at };
    at = feed;
  }
}
