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
  // Not `performance`, for which Node loads a module that nothing else here needs.
  const startedAt = process.hrtime.bigint();
  const stdout = new BoundedBytes(limits.bytes);
  const stderr = new LastBytes(STDERR);
  const timers = new Set<NodeJS.Timeout>();
  let exit: { code: number | null; signal: NodeJS.Signals | null } | undefined;
  let quiet: NodeJS.Timeout | undefined;
  let isAnswered = false;
  let isOver = false;
  let answer!: (value: Answer) => void;
  let ended!: () => void;
  const running: Running = {
    answer: new Promise((resolve) => {
      answer = resolve;
    }),
    ended: new Promise((resolve) => {
      ended = resolve;
    }),
  };

  // After a long computation of ours, timers come before what has been waiting in the pipes; setImmediate comes after it.
  const after = (ms: number, act: () => void): NodeJS.Timeout => {
    const timer = setTimeout(() => setImmediate(act), Math.min(ms, LONGEST));
    timers.add(timer);
    return timer;
  };

  function settle(failure?: Failure): void {
    if (isAnswered) return;
    isAnswered = true;
    for (const timer of timers) clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    const text = clean(stdout.text());
    const why =
      failure ?? (stdout.isCut || exit?.code === 0 ? undefined : failureOf(stderr.text(), exit?.code ?? null, exit?.signal, text));
    answer({
      stdout: text,
      ...(why ? { failure: why } : {}),
      cut: stdout.isCut,
      exit: exit?.code ?? null,
      ms: Number(process.hrtime.bigint() - startedAt) / 1e6,
      bytes: stdout.length,
    });
    // Nobody reads any more: whoever still writes gets SIGPIPE.
    child.stdout?.destroy();
    child.stderr?.destroy();
    if (exit) end();
    else {
      kill('SIGTERM');
      after(GRACE, () => isOver || kill('SIGKILL'));
    }
  }

  function end(): void {
    isOver = true;
    for (const timer of timers) clearTimeout(timer);
    kill('SIGKILL');
    ended();
  }

  const stop = () => settle(stopped(signal));
  const timeUp = () => settle(exit ? undefined : tooSlow(limits, stderr.text()));
  const waitForQuiet = () => {
    if (quiet) quiet.refresh();
    else quiet = after(QUIET, () => settle());
  };

  signal.addEventListener('abort', stop, { once: true });
  after(limits.timeout, timeUp);
  child.stdout?.on('data', (piece: Uint8Array) => {
    if (isAnswered) return;
    stdout.add(piece);
    if (stdout.isCut) settle();
    else if (exit) waitForQuiet();
  });
  child.stderr?.on('data', (piece: Uint8Array) => stderr.add(piece));
  child.on('exit', (code, by) => {
    exit = { code, signal: by };
    if (isAnswered) return end();
    waitForQuiet();
    after(LINGER, () => settle());
  });
  child.on('close', () => settle());
  return running;
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
