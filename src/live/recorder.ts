/** `--record`: what is kept of each run while it goes on, and when it has ended. Bounded, however long it is watched. Pure. */

import { signalOf } from '../kube/signals.ts';
import { readLog } from '../logs/read-log.ts';
import type { AttemptReport, Attempts, Report } from '../report.ts';
import { rfc3339 } from '../rfc3339.ts';
import { compareAttempts } from './compare-attempts.ts';
import { LogTail } from './log-lines.ts';
import { type EndedRun, keyOfRun, type RunningContainer } from './runs.ts';

/** Attempts that are kept; of so many the last ones with their logs. */
const ATTEMPTS = 500;
const WITH_LOG = 50;
/** Lines of each log, and samples of memory in one run. */
const LINES = 200;
const SAMPLES = 120;

/** The cgroup tells what is; the metrics API an average that is up to half a minute old. They do not mix in one run. */
export type MemorySource = 'inside' | 'metrics';

interface Live {
  tail: LogTail;
  memory: AttemptReport['memory'];
  source: MemorySource | undefined;
}

export class Recorder {
  readonly #live = new Map<string, Live>();
  readonly #seen: AttemptReport[] = [];
  #dropped = 0;
  readonly #from: string;

  /** Milliseconds since 1970. */
  constructor(from: number) {
    this.#from = rfc3339(from);
  }

  get count(): number {
    return this.#seen.length + this.#dropped;
  }

  /** Was the last run, or one before it, killed for want of memory? Then memory is worth measuring. */
  get asksForMemory(): boolean {
    return this.#seen.some(({ reason }) => reason === 'OOMKilled');
  }

  tailOf(run: { uid: string; container: string; number: number }): LogTail {
    return this.#liveOf(run).tail;
  }

  sample(run: RunningContainer, at: number, { bytes, source }: { bytes: number; source: MemorySource }): void {
    const live = this.#liveOf(run);
    const { memory } = live;
    if (live.source === 'inside' && source === 'metrics') return;
    if (live.source !== source) memory.length = 0;
    live.source = source;
    const seconds = run.since === undefined ? 0 : Math.max(0, Math.round((at - run.since) / 100) / 10);
    memory.push({ seconds, bytes });
    // Twice as far apart, so that the whole run stays in view.
    if (memory.length > SAMPLES) memory.splice(0, memory.length, ...memory.filter((_, index) => index % 2 === 0));
  }

  /** `log`: as the kubelet gave it after the end, if it did; `report`: what was found then. */
  end(run: EndedRun, log: string | undefined, report: Report | undefined): AttemptReport {
    const { tail, memory } = this.#liveOf(run);
    tail.add(log ?? '');
    this.#live.delete(keyOfRun(run));
    const reading = readLog(tail.text());
    const container = report?.pods.find(({ name }) => name === run.pod)?.containers.find(({ name }) => name === run.container);
    const finding = container?.exitCode === run.exitCode ? container.findings.at(-1) : undefined;
    const attempt: AttemptReport = {
      pod: run.pod,
      container: run.container,
      number: run.number,
      startedAt: run.startedAt ?? null,
      finishedAt: run.finishedAt ?? null,
      seconds: run.seconds ?? null,
      exitCode: run.exitCode,
      signal: signalOf(run.exitCode) ?? null,
      reason: run.reason ?? null,
      cause: finding?.cause ?? null,
      summary: finding?.summary ?? null,
      decisive: reading.decisive?.quote ?? null,
      memory,
      log: tail.lines(),
    };
    this.#seen.push(attempt);
    if (this.#seen.length > ATTEMPTS) this.#dropped += this.#seen.splice(0, 1).length;
    const old = this.#seen[this.#seen.length - 1 - WITH_LOG];
    if (old) this.#seen[this.#seen.length - 1 - WITH_LOG] = { ...old, log: [], memory: [] };
    return attempt;
  }

  /** Forgets what belongs to pods that are gone. */
  keepOnly(uids: ReadonlySet<string>): void {
    for (const key of this.#live.keys()) if (!uids.has(key.slice(0, key.indexOf('/')))) this.#live.delete(key);
  }

  attempts(until: number, missed: number): Attempts {
    const seen = [...this.#seen].sort((a, b) => (a.finishedAt ?? '').localeCompare(b.finishedAt ?? ''));
    return { from: this.#from, until: rfc3339(until), seen, missed: missed + this.#dropped, ...compareAttempts(seen) };
  }

  #liveOf(run: { uid: string; container: string; number: number }): Live {
    const key = keyOfRun(run);
    const live = this.#live.get(key) ?? { tail: new LogTail(LINES), memory: [], source: undefined };
    this.#live.set(key, live);
    return live;
  }
}
