/** The real world: streams, clock, kubectl, signals. Everything else is told what it needs of them. */
import { existsSync, readFileSync, writeSync } from 'node:fs';
import { homedir } from 'node:os';
import { readBytes, writeFile } from './files.ts';
import { run } from './run.ts';
import { PROGRAM } from './version.ts';
import type { World } from './world.ts';

const interrupt = new AbortController();
let showsProgress = false;
let onInterrupt: (() => void) | undefined;

const world: World = {
  env: process.env,
  now: Date.now,
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
  progress(line) {
    if (!process.stderr.isTTY || (line === '' && !showsProgress)) return;
    showsProgress = line !== '';
    process.stderr.write(`\r\x1b[K${line.slice(0, (process.stderr.columns ?? 80) - 1)}`);
  },
  sleep: (ms) =>
    new Promise((resolve) => {
      const stop = () => clearTimeout(timer);
      const timer = setTimeout(() => {
        interrupt.signal.removeEventListener('abort', stop);
        resolve();
      }, ms);
      interrupt.signal.addEventListener('abort', stop, { once: true });
    }),
  onInterrupt(act) {
    onInterrupt = act;
  },
  isTerminal: Boolean(process.stdout.isTTY),
  columns: process.stdout.columns ?? (Number(process.env['COLUMNS']) || 100),
  platform: process.platform,
  readText(path) {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return undefined;
    }
  },
  readBytes,
  exists: existsSync,
  writeFile,
  home: homedir(),
  async openKubectl({ asked, connection }) {
    const [{ openKubectl, isExecutable }, { findKubectl }] = await Promise.all([
      import('./cluster/kubectl.ts'),
      import('./cluster/find-kubectl.ts'),
    ]);
    const program = findKubectl({ asked, env: process.env, platform: process.platform, cwd: process.cwd(), isExecutable });
    return openKubectl({ program, connection, signal: interrupt.signal, env: process.env, process });
  },
};

/** Where the streams may be of no use any more. */
function sayAtLast(text: string): void {
  try {
    writeSync(2, text);
  } catch {
    // Nobody hears.
  }
}

// A reader that goes away (`| head`) ends us quietly; a full disk does not.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') {
      process.exitCode = 2;
      if (stream === process.stdout) sayAtLast(`error: could not write the report: ${error.message}\n`);
    }
    process.exit();
  });
}

// The children lead groups of their own, so we have to end them. A second Ctrl-C finds us exiting, and changes nothing.
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  process.on(signal, () => {
    const act = signal === 'SIGINT' ? onInterrupt : undefined;
    onInterrupt = undefined;
    if (act) return act();
    interrupt.abort();
    process.exit(code);
  });
}

run(process.argv.slice(2), process.argv[1] ?? '', world).then(
  (code) => {
    process.exitCode = code;
    // What nobody waits for any more: a look that was under way at Ctrl-C.
    interrupt.abort();
  },
  (error: unknown) => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    sayAtLast(`${PROGRAM}: this is a bug of ours; please report it with the command that you ran\n${text}\n`);
    process.exitCode = 2;
  },
);
