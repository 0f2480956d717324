/**
 * The port's real form: one child for each call. It never rejects, and no child outlives us: each leads a process group
 * (a session) of its own, and the whole group is killed, credential plugins and all. So Ctrl-C at the terminal reaches
 * only us, and main has to abort `signal` on SIGINT, SIGTERM and SIGHUP. A plugin that wants to ask at the terminal finds
 * none and fails, where it would wait unseen.
 */
import { setMaxListeners } from 'node:events';
import { accessSync, constants, statSync } from 'node:fs';
import type { Failure } from '../errors.ts';
import { type Kill, type Running, stopped, watchChild } from './child.ts';
import { kubectlArgs } from './kubectl-args.ts';
import { withLogEnd } from './log-end.ts';
import { type Kubectl, type Limits, unanswered } from './port.ts';
import { Slots } from './slots.ts';

/** Side by side; measured: on two cores more than 4 to 8 gain nothing. */
const CHILDREN = 6;

export interface KubectlOptions {
  /** Absolute; from find-kubectl.ts. */
  program: string;
  /** kubectl's connection flags, one token each: `--context=prod`. */
  connection: readonly string[];
  /** Ends the whole run; with a TimeoutError as reason where its time is up. */
  signal: AbortSignal;
  env: Record<string, string | undefined>;
  process: Pick<NodeJS.Process, 'kill' | 'platform' | 'on' | 'off'>;
}

export interface OpenKubectl extends Kubectl {
  /** Kills what still runs, at once; done by itself when the process exits. */
  closeAll: () => void;
}

export function openKubectl(options: KubectlOptions): OpenKubectl {
  const { program, signal } = options;
  const slots = new Slots(CHILDREN);
  const live = new Live(options.process);
  // One for each child, of several clusters perhaps: no leak.
  setMaxListeners(0, signal);
  signal.addEventListener('abort', () => slots.open(), { once: true });
  const call: Kubectl = async (args, limits) => {
    const giveBack = await slots.take();
    try {
      const { answer, ended } = await start(args, limits, options, live);
      ended.then(giveBack);
      return await answer;
    } catch (error) {
      giveBack();
      return unanswered(notRun(program, undefined, error instanceof Error ? error.message : String(error)));
    }
  };
  return Object.assign(withLogEnd(call), { closeAll: live.closeAll });
}

async function start(
  args: readonly string[],
  limits: Limits,
  { program, connection, signal, env, process }: KubectlOptions,
  live: Live,
): Promise<Running> {
  // Loaded only where a cluster is asked: it takes a tenth of a second.
  const { execa } = await import('execa');
  if (signal.aborted) return notStarted({ ...stopped(signal), kind: 'stopped' });
  // On Windows there are none: there a grandchild ends by itself, and only its pipe is given up.
  const hasGroups = process.platform !== 'win32';
  const child = execa(program, kubectlArgs(args, connection, limits.timeout), {
    stdin: 'ignore',
    buffer: false,
    encoding: 'buffer',
    reject: false,
    env,
    extendEnv: false,
    detached: hasGroups,
    // Else NODE_DEBUG=execa prints the arguments, and a token may be among them.
    verbose: 'none',
  });
  const { pid } = child;
  if (pid === undefined) {
    const { code, originalMessage } = await child;
    return notStarted(notRun(program, code, originalMessage));
  }
  const kill: Kill = (name) => {
    try {
      if (hasGroups) process.kill(-pid, name);
      else child.kill(name);
    } catch {
      // Nobody is left.
    }
  };
  live.add(kill);
  const running = watchChild(child, limits, signal, kill);
  running.ended.then(() => live.delete(kill));
  return running;
}

const notStarted = (failure: Failure): Running => ({ answer: Promise.resolve(unanswered(failure)), ended: Promise.resolve() });

/** The children that still run; with the process they end too. */
class Live {
  readonly #kills = new Set<Kill>();
  readonly #process: KubectlOptions['process'];

  constructor(process: KubectlOptions['process']) {
    this.#process = process;
  }

  add(kill: Kill): void {
    if (this.#kills.size === 0) this.#process.on('exit', this.closeAll);
    this.#kills.add(kill);
  }

  delete(kill: Kill): void {
    this.#kills.delete(kill);
    if (this.#kills.size === 0) this.#process.off('exit', this.closeAll);
  }

  readonly closeAll = (): void => {
    for (const kill of this.#kills) kill('SIGKILL');
  };
}

/** Whether it is a file that may be run; for find-kubectl.ts. */
export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** errno(3), and what Windows and macOS say about a program for another machine. */
function notRun(program: string, code: string | undefined, message: string | undefined): Failure {
  if (code === 'ENOENT') return { kind: 'no-kubectl', message: `could not run ${program}: no such program, or its interpreter is missing` };
  if (code === 'EACCES' || code === 'EPERM')
    return {
      kind: 'no-kubectl',
      message: `could not run ${program}: permission denied; make it executable, or name another with --kubectl`,
    };
  if (code === 'ENOEXEC' || code === 'UNKNOWN' || /system error -86\b/.test(message ?? '')) {
    return {
      kind: 'no-kubectl',
      message: `could not run ${program}: it is no program for this machine; install the kubectl for its architecture`,
    };
  }
  return { kind: 'other', message: `could not run ${program}: ${message ?? code ?? 'unknown error'}` };
}
