/** Attempts side by side: do they end alike, at the same line, after the same time, with memory that grows? Pure. */
import { measured } from '../kube/quantity.ts';
import { span } from '../render/duration.ts';
import type { AttemptReport, Attempts } from '../report.ts';

/** Fewer say nothing of a trend. */
const FEWEST = 3;
/** Lifetimes within so many seconds, or this share of their median, are the same: the kubelet counts in whole seconds and syncs once in one. */
const SAME_SECONDS = 2;
const SAME_SHARE = 0.15;
/** Lifetimes under so many seconds are those of a program that fails while it starts. */
const AT_ONCE = 3;
/** Samples of memory in one run that tell how it grows. */
const SAMPLES = 4;
/** Of the whole growth, what one step may be at most where it grows step by step. */
const STEP_SHARE = 0.6;
/** What a run grows by at least, of its last sample. */
const GROWTH = 0.25;

export function compareAttempts(seen: readonly AttemptReport[]): Pick<Attempts, 'conclusions' | 'trend'> {
  const trend = trendOf(seen);
  const sentences = seen.length < 2 ? [] : [endWords(seen), lineWords(seen), trend && trendWords(trend, seen), memoryWords(seen, trend)];
  return { trend, conclusions: sentences.filter((one) => one !== undefined && one !== null) };
}

const endOf = ({ exitCode, reason, signal }: AttemptReport) =>
  reason === 'OOMKilled' ? `OOMKilled (exit code ${exitCode})` : `exit code ${exitCode}${signal ? ` (${signal})` : ''}`;

function counted(values: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

function endWords(seen: readonly AttemptReport[]): string {
  const ends = counted(seen.map(endOf));
  const [[only = ''] = []] = ends;
  return ends.length === 1
    ? `all ${seen.length} runs ended with ${only}`
    : `they ended in ${ends.length} ways: ${ends.map(([end, count]) => `${end} (${count} of ${seen.length})`).join(', ')}`;
}

/** Numbers, addresses and ids differ from run to run. */
const plain = (line: string) =>
  line
    .replace(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '*')
    .replace(/0x[0-9a-f]+/gi, '*')
    .replace(/\d+/g, '*');

function lineWords(seen: readonly AttemptReport[]): string | undefined {
  const decided = seen.flatMap(({ decisive }) => decisive ?? []);
  // The kernel ends a program in the middle of a line.
  const isKilled = seen.every(({ reason }) => reason === 'OOMKilled');
  if (decided.length === 0) return !isKilled && seen.some(({ log }) => log.length > 0) ? 'no line of their logs says why' : undefined;
  const lines = counted(decided.map(plain));
  if (lines.length > 1) return `${lines.length} different lines decided: not one fault, or one that shows in several places`;
  return `the same line decided ${decided.length === seen.length ? 'each time' : `in ${decided.length} of ${seen.length}`}: ${decided.at(-1)}`;
}

const lifetimes = (seen: readonly AttemptReport[]) => seen.flatMap(({ seconds }) => seconds ?? []);

export function trendOf(seen: readonly AttemptReport[]): Attempts['trend'] {
  const lived = lifetimes(seen);
  if (lived.length < FEWEST) return null;
  const sorted = [...lived].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const spread = (sorted.at(-1) ?? 0) - (sorted[0] ?? 0);
  if (spread <= Math.max(SAME_SECONDS, median * SAME_SHARE)) return 'constant';
  const steps = lived.slice(1).map((seconds, at) => Math.sign(seconds - (lived[at] ?? 0)));
  const isAll = (sign: number) => steps.every((step) => step === sign || step === 0);
  return isAll(1) ? 'longer' : isAll(-1) ? 'shorter' : 'irregular';
}

function trendWords(trend: NonNullable<Attempts['trend']>, seen: readonly AttemptReport[]): string {
  const lived = lifetimes(seen);
  const [least, most] = [Math.min(...lived), Math.max(...lived)];
  const range = span(least) === span(most) ? span(most) : `${span(least)} to ${span(most)}`;
  if (trend === 'longer')
    return `each lived longer than the one before (${lived.map(span).join(', ')}): what it does gets farther each time`;
  if (trend === 'shorter')
    return `each lived shorter than the one before (${lived.map(span).join(', ')}): something fills up that outlives the container`;
  if (trend === 'irregular')
    return `they lived ${range}, without an order: what ends it comes from outside, such as load or another program`;
  if (most <= AT_ONCE) return `each lived ${range}: it fails while it starts`;
  const isOom = seen.every(({ reason }) => reason === 'OOMKilled');
  const isKilled = seen.every(({ exitCode }) => exitCode === 137 || exitCode === 143);
  const why = isOom
    ? ''
    : isKilled
      ? ': so a probe, or a time limit, ends it'
      : ': so a timeout, or a step at a fixed time, ends it, and not load';
  return `each lived ${range}${why}`;
}

export interface Growth {
  from: number;
  to: number;
  /** Bytes in a second. */
  rate: number;
  isSteady: boolean;
}

/** How memory grew in one run; undefined: too few samples. */
export function growthOf({ memory }: Pick<AttemptReport, 'memory'>): Growth | undefined {
  const [first, last] = [memory[0], memory.at(-1)];
  if (memory.length < SAMPLES || !first || !last || last.seconds <= first.seconds) return undefined;
  const steps = memory.slice(1).map(({ bytes }, at) => bytes - (memory[at]?.bytes ?? 0));
  const grown = last.bytes - first.bytes;
  const isSteady =
    grown >= GROWTH * last.bytes &&
    Math.max(...steps) <= STEP_SHARE * grown &&
    steps.filter((step) => step >= 0).length >= 0.8 * steps.length;
  return { from: first.bytes, to: last.bytes, rate: grown / (last.seconds - first.seconds), isSteady };
}

function memoryWords(seen: readonly AttemptReport[], trend: Attempts['trend']): string | undefined {
  const grown = seen.flatMap((attempt) => growthOf(attempt) ?? []);
  const killed = seen.filter(({ reason }) => reason === 'OOMKilled').length;
  const steady = grown.filter(({ isSteady }) => isSteady);
  const example = steady.at(-1);
  if (example && steady.length >= 2 && steady.length >= 0.6 * grown.length) {
    const growth = `memory grew steadily in ${steady.length} of the ${grown.length} runs that were measured (the last from ${measured(example.from)} to ${measured(example.to)}, ${measured(example.rate)} a second)`;
    return killed === seen.length
      ? `${growth}, until the kernel killed it: a leak, or a cache without a bound; a higher limit only puts it off`
      : `${growth}; it was ${killed === 0 ? 'not' : `${killed} times`} killed for want of memory`;
  }
  if (killed < seen.length || killed === 0) return undefined;
  if (grown.length >= 2) return 'memory did not grow steadily before it was killed: what it loads at once does not fit its limit';
  const [least = 0] = lifetimes(seen).sort((a, b) => a - b);
  return trend === 'constant' && least > 10
    ? `its memory was not measured; that each run fills it within ${span(least)} speaks for a leak more than for a limit below what it needs to start`
    : undefined;
}
