/** One running kubectl: read up to its limits, then ended, and all that it started with it. */
import type { ChildProcess } from 'node:child_process';
import { clean } from '../clean.ts';
import type { Failure } from '../errors.ts';
import { BoundedBytes, LastBytes } from './bounded-bytes.ts';
import { failureOf } from './failure.ts';
import type { Answer, Limits } from './port.ts';

/** Milliseconds from SIGTERM to SIGKILL; kubectl itself ends within 5. */
const GRACE = 1000;
/** After kubectl's end, while a grandchild holds its pipe open: milliseconds of silence, and in all, until it is given up. */
const QUIET = 250;
const LINGER = 1000;
/** Bytes of stderr that are kept: its end, which says why. */
const STDERR = 64 * 1024;
/** Of a timer: the largest that setTimeout takes. */
const LONGEST = 2 ** 31 - 1;

/** Sends a signal to the child and to all in its process group; to none is no error. */
export type Kill = (signal: NodeJS.Signals) => void;

export interface Running {
  /** As soon as it is known; the child may still be dying. */
  answer: Promise<Answer>;
  /** When nothing of it is left. */
  ended: Promise<void>;
}

export function watchChild(child: ChildProcess, limits: Limits, signal: AbortSignal, kill: Kill): Running {
  const watch = new Watch(child, limits, signal, kill);
  return { answer: watch.answer, ended: watch.ended };
}

class Watch {
  readonly answer: Promise<Answer>;
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;
  readonly #limits: Limits;
  readonly #signal: AbortSignal;
  readonly #kill: Kill;
  // Not `performance`, for which Node loads a module that nothing else here needs.
  readonly #startedAt = process.hrtime.bigint();
  readonly #stdout: BoundedBytes;
  readonly #stderr = new LastBytes(STDERR);
  readonly #timers = new Set<NodeJS.Timeout>();
  #quiet: NodeJS.Timeout | undefined;
  #exit: { code: number | null; signal: NodeJS.Signals | null } | undefined;
  #isAnswered = false;
  #isOver = false;
  #answer!: (value: Answer) => void;
  #ended!: () => void;

  constructor(child: ChildProcess, limits: Limits, signal: AbortSignal, kill: Kill) {
    this.#child = child;
    this.#limits = limits;
    this.#signal = signal;
    this.#kill = kill;
    this.#stdout = new BoundedBytes(limits.bytes);
    this.answer = new Promise((resolve) => {
      this.#answer = resolve;
    });
    this.ended = new Promise((resolve) => {
      this.#ended = resolve;
    });
    signal.addEventListener('abort', this.#stop, { once: true });
    this.#after(limits.timeout, () => this.#timeUp());
    child.stdout?.on('data', (piece: Uint8Array) => this.#read(piece));
    child.stderr?.on('data', (piece: Uint8Array) => this.#stderr.add(piece));
    child.on('exit', (code, by) => this.#exited(code, by));
    child.on('close', () => this.#settle());
  }

  readonly #stop = () => this.#settle(stopped(this.#signal));

  #timeUp(): void {
    this.#settle(this.#exit ? undefined : tooSlow(this.#limits, this.#stderr.text()));
  }

  #read(piece: Uint8Array): void {
    if (this.#isAnswered) return;
    this.#stdout.add(piece);
    if (this.#stdout.isCut) this.#settle();
    else if (this.#exit) this.#waitForQuiet();
  }

  /** What it started may still hold its pipe open, and write. */
  #exited(code: number | null, signal: NodeJS.Signals | null): void {
    this.#exit = { code, signal };
    if (this.#isAnswered) {
      this.#end();
      return;
    }
    this.#waitForQuiet();
    this.#after(LINGER, () => this.#settle());
  }

  #waitForQuiet(): void {
    if (this.#quiet) this.#quiet.refresh();
    else this.#quiet = this.#after(QUIET, () => this.#settle());
  }

  #settle(failure?: Failure): void {
    if (this.#isAnswered) return;
    this.#isAnswered = true;
    this.#clearTimers();
    this.#signal.removeEventListener('abort', this.#stop);
    this.#answer(this.#answerWith(failure));
    // Nobody reads any more: whoever still writes gets SIGPIPE.
    this.#child.stdout?.destroy();
    this.#child.stderr?.destroy();
    if (this.#exit) this.#end();
    else {
      this.#kill('SIGTERM');
      this.#after(GRACE, () => this.#isOver || this.#kill('SIGKILL'));
    }
  }

  #answerWith(failure: Failure | undefined): Answer {
    const { isCut, length } = this.#stdout;
    const stdout = clean(this.#stdout.text());
    const { code = null, signal } = this.#exit ?? {};
    const why = failure ?? (isCut || code === 0 ? undefined : failureOf(this.#stderr.text(), code, signal, stdout));
    const ms = Number(process.hrtime.bigint() - this.#startedAt) / 1e6;
    return { stdout, ...(why ? { failure: why } : {}), cut: isCut, exit: code, ms, bytes: length };
  }

  #end(): void {
    this.#isOver = true;
    this.#clearTimers();
    this.#kill('SIGKILL');
    this.#ended();
  }

  /** After a long computation of ours, timers come before what has been waiting in the pipes; setImmediate comes after it. */
  #after(ms: number, act: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => setImmediate(act), Math.min(ms, LONGEST));
    this.#timers.add(timer);
    return timer;
  }

  #clearTimers(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }
}

/** Why nothing is asked any more; `reason` is a TimeoutError where the run's time is up. */
export function stopped({ reason }: AbortSignal): Failure {
  if (reason?.name === 'TimeoutError') return { kind: 'timeout', message: 'no answer before the time was up' };
  return { kind: 'stopped', message: 'interrupted before kubectl answered' };
}

function tooSlow({ timeout }: Limits, stderr: string): Failure {
  const said = stderr.trim() ? ` (kubectl said: ${failureOf(stderr, null).message})` : '';
  return { kind: 'timeout', message: `no answer within ${Number((timeout / 1000).toFixed(1))} s${said}` };
}
