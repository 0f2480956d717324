/** Does a log show a program that is still getting ready? The last line that says so, and when it would have been done. */
import { timeOf } from '../kube/pod.ts';
import type { LogReading } from './reading.ts';

export interface Progress {
  quote: string;
  /** Index of that line in the log. */
  line: number;
  /** Seconds from the start until it reaches 100 %, at the pace that it shows; undefined where it shows none. */
  needs: number | undefined;
}

/** Words of programs that are still busy with themselves. */
const BUSY =
  /\b(?:start(?:ing|s)?(?: up)?|boot(?:ing|strap\w{0,5})?|initiali[sz]\w{1,6}|load(?:ing|ed)|warm(?:ing|up|-up)?|migrat(?:ing|ion|ions)|replay\w{0,5}|restor(?:e|ing)|recover(?:y|ing)|import(?:ing|ed)|index(?:ing|ed)|compil\w{1,5}|download\w{0,5}|fetching|prepar(?:e|ing)|build(?:ing)?|caching|pre-?comput\w{0,5}|sync(?:ing|hroni[sz]ing)?|hydrat\w{1,5}|seed(?:ing)?|scanning|connect(?:ing)|wait(?:ing)?|step \d{1,4})\b/i;
/** Words of programs that are done with it. */
const DONE = /\b(?:shut(?:ting)? ?down|stopp(?:ed|ing)|exit(?:ed|ing)|terminat\w{1,6}|SIGTERM|failed|error)\b/i;
const PERCENT = /\b(\d{1,3})(?:\.\d{1,3})? ?%/;
const PART = /\b(\d{1,9}) ?(?:\/|of) ?(\d{1,9})\b/;

/** `start`: milliseconds since 1970 at which the run began. */
export function progressIn({ lines, times }: LogReading, start: number | undefined): Progress | undefined {
  const at = lines.findLastIndex(
    (text) => text.length < 2000 && !DONE.test(text) && (PERCENT.test(text) || PART.test(text) || BUSY.test(text)),
  );
  const quote = lines[at];
  if (quote === undefined) return undefined;
  const shape = shapeOf(quote);
  const points = lines.flatMap((text, line) => {
    const [time, done] = [timeOf(times[line]), shareOf(text)];
    return shapeOf(text) === shape && time !== undefined && done !== undefined ? [{ time, done }] : [];
  });
  const needs = secondsFor(points, start);
  return needs === undefined && atWork(lines, at) ? undefined : { quote: quote.slice(0, 300), line: at, needs };
}

/** "worker 0.9.3 started, batches of 25", "API is ready."; a part of a start, or a server of which more follows, is none. */
const UP = /\b(?:started|is (?:up|ready|running)|up and running)(?=\s*(?:$|[.,;:!(]))/i;
const PART_OF_START =
  /\b(?:migrations?|imports?|load|warm-?up|index(?:er)?|sync|restore|replay|recovery|download|build|initiali[sz]ation|boot|start-?up|backup|scan|process(?:es)?|threads?|pool|connection)\b/i;
/** One who waits says the same again and again, be it a dot. */
const WAITS =
  /\b(?:wait|connect|retr[yi]|try|attempt|poll|pending|check|sleep|fail|error|cannot|unable|un(?:available|reachable)|refused|time[sd]? ?out|resolv|not (?:yet|ready|found|there|available|up)|no\b|none\b|down\b|lock|seal|held\b|busy|missing|absent|block)|can't|n't\b|^[^\p{L}]*$/iu;
const TIME = /\d{4}[-/]\d\d[-/]\d\d[T ]?|\d\d:\d\d:\d\d(?:[.,]\d+)?Z?/g;
const TIMES = 3;
/** What takes its time, and may only be slow. */
const IN_PART = [PERCENT, PART, BUSY, /\bstill\b/i];

/** Is it past its start by then: did it say so before, or say the very same again and again, as one who works in a round? The line that shows it. */
export function atWork(lines: readonly string[], before = lines.length - 1): string | undefined {
  const up = lines.slice(0, before + 1).find((text) => text.length < 2000 && UP.test(text) && !PART_OF_START.test(text));
  return up ?? roundOf(lines, before);
}

/** What it says again and again, word for word, while it neither waits nor fails. */
export function roundOf(lines: readonly string[], before = lines.length - 1): string | undefined {
  const last = lines[before];
  if (last === undefined || last.length > 2000) return undefined;
  const same = last.replace(TIME, '');
  if (WAITS.test(same) || IN_PART.some((form) => form.test(same))) return undefined;
  return lines.filter((text) => text.length < 2000 && text.replace(TIME, '') === same).length >= TIMES ? last : undefined;
}

/** The line without its numbers and times: those of one kind have the same. */
const shapeOf = (text: string) => text.slice(0, 300).replace(/[\d.:,TZ]+/g, '#');

function shareOf(text: string): number | undefined {
  const percent = PERCENT.exec(text)?.[1];
  if (percent !== undefined) return Number(percent) / 100;
  const [, part, whole] = PART.exec(text) ?? [];
  return part !== undefined && Number(whole) > 1 && Number(part) <= Number(whole) ? Number(part) / Number(whole) : undefined;
}

function secondsFor(points: readonly { time: number; done: number }[], start: number | undefined): number | undefined {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || start === undefined || last.done <= first.done || last.time <= first.time) return undefined;
  const pace = (last.done - first.done) / (last.time - first.time);
  return Math.round((last.time - start + (1 - last.done) / pace) / 1000);
}
