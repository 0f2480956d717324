/** Lines of a log that is read again and again: what is new in it, and what two readings of one run give together. Pure. */
import { KUBELET_TIME } from '../logs/times.ts';

export interface LogLine {
  /** The kubelet's time. */
  stamp: string;
  text: string;
}

/** What carries no stamp goes on from the line before it. */
export function linesOf(log: string): LogLine[] {
  const lines: LogLine[] = [];
  for (const line of log.split('\n')) {
    const [before = '', stamp] = KUBELET_TIME.exec(line) ?? [];
    if (stamp !== undefined) lines.push({ stamp, text: line.slice(before.length) });
    else if (line !== '' && lines.length > 0) lines.push({ stamp: (lines.at(-1) as LogLine).stamp, text: line });
  }
  return lines;
}

export function lastLineOf(log: string | undefined): string | undefined {
  return log === undefined
    ? undefined
    : linesOf(log)
        .findLast(({ text }) => text.trim() !== '')
        ?.text.trim();
}

/** One run's log, read in pieces that overlap: each line once, in order. Keeps the last `most` lines for later. */
export class LogTail {
  #last: string | undefined;
  /** How many lines with the last stamp have been given. */
  #atLast = 0;
  readonly #kept: LogLine[] = [];
  /** Lines came too fast between two readings. */
  hasHole = false;

  constructor(readonly most = 1000) {}

  /** Milliseconds from which on to read again. */
  get since(): number | undefined {
    return this.#last === undefined ? undefined : Date.parse(this.#last);
  }

  /** The lines that are new. `isWhole`: the reading was not cut at its beginning. */
  add(log: string, isWhole = true): LogLine[] {
    const lines = linesOf(log);
    const last = this.#last;
    let fresh = lines;
    if (last !== undefined) {
      const [first] = lines;
      if (first && first.stamp > last && !isWhole) this.hasHole = true;
      const same = lines.filter(({ stamp }) => stamp === last);
      fresh = [...same.slice(this.#atLast), ...lines.filter(({ stamp }) => stamp > last)];
    }
    const end = fresh.at(-1);
    if (end) {
      this.#atLast = (end.stamp === last ? this.#atLast : 0) + fresh.filter(({ stamp }) => stamp === end.stamp).length;
      this.#last = end.stamp;
    }
    this.#kept.push(...fresh);
    if (this.#kept.length > this.most) this.#kept.splice(0, this.#kept.length - this.most);
    return fresh;
  }

  lines(): string[] {
    return this.#kept.map(({ text }) => text);
  }

  /** What is kept, as the kubelet writes it. */
  text(): string {
    return this.#kept.map(({ stamp, text }) => `${stamp} ${text}\n`).join('');
  }
}
