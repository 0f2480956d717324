/** The built program, as a user runs it: started, timed, and looked after so that nothing of it stays behind. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report } from '../src/report.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** The folder in which kubectl is to find us. CRASHLOOP_DIST: another build than this checkout's. */
export const DIST = process.env['CRASHLOOP_DIST'] ?? join(ROOT, 'dist');
export const PROGRAM = join(DIST, 'kubectl-crashloop');

const newest = (folder: string) =>
  Math.max(...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => statSync(join(folder, file)).mtimeMs));

/** Builds it where there is none, or an older one than the sources. */
export function buildOnce(): void {
  if (process.env['CRASHLOOP_DIST']) return;
  if (existsSync(PROGRAM) && statSync(PROGRAM).mtimeMs > newest(join(ROOT, 'src'))) return;
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts/build.mjs')], { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the build failed: ${stdout}${stderr}`);
}

export interface Outcome {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  ms: number;
  /** Processes with our mark in their environment that were still there half a second after the end. */
  orphans: string[];
}

export interface Launch {
  env?: Record<string, string | undefined>;
  /** Milliseconds after which it counts as hanging, and is killed. */
  limit?: number;
  /** Told of the child as soon as it runs. */
  started?: (child: ChildProcess) => void;
}

const folder = mkdtempSync(join(tmpdir(), 'crashloop-program-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
let launches = 0;

/** A home of its own: no kubeconfig, no cache, no kuberc but the test's. */
export const HOME = folder;

/** Milliseconds that our mere start takes now: a machine that does much else is no hang of ours. */
let startUp = 300;
let measured = 0;

async function measure(): Promise<void> {
  const from = performance.now();
  const child = spawn(PROGRAM, ['--version'], { stdio: 'ignore' });
  await new Promise((resolve) => child.on('close', resolve));
  startUp = performance.now() - from;
}

export async function launch(
  command: string,
  args: readonly string[],
  { env = {}, limit = 60_000, started }: Launch = {},
): Promise<Outcome> {
  const mark = `${process.pid}-${launches++}`;
  if (launches - measured > 12) {
    measured = launches;
    await measure();
  }
  const from = performance.now();
  const child = spawn(command, args, {
    env: { PATH: process.env['PATH'], HOME, LANG: 'C.UTF-8', TZ: 'UTC', ...env, CRASHLOOP_MARK: mark },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const text = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.setEncoding('utf8').on('data', (piece) => {
      text[name] += piece;
    });
  started?.(child);
  const timer = setTimeout(() => kill(child, 'SIGKILL'), limit);
  const end = await new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
  clearTimeout(timer);
  const ms = performance.now() - from;
  return { ...end, ...text, ms, orphans: await orphansOf(mark) };
}

function kill(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    process.kill(-(child.pid as number), signal);
  } catch {
    // It has ended.
  }
}

const marked = (mark: string): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((id) => {
      try {
        if (!readFileSync(`/proc/${id}/environ`, 'utf8').includes(`CRASHLOOP_MARK=${mark}\0`)) return [];
        const isZombie = /^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${id}/stat`, 'utf8'));
        return isZombie ? [] : [`${id} ${readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ')}`];
      } catch {
        return [];
      }
    });

/** The dying get three seconds, as long as the port waits until it kills. */
async function orphansOf(mark: string): Promise<string[]> {
  if (!existsSync('/proc/self/environ')) return [];
  for (let tries = 0; tries < 30 && marked(mark).length > 0; tries++) await new Promise((resolve) => setTimeout(resolve, 100));
  return marked(mark);
}

/** What is wrong with any end at all, whatever was to be found. */
export function wrongEnd({ code, signal, stdout, stderr, ms, orphans }: Outcome, timeout: number): string | undefined {
  // kubectl starts us, we start kubectl: a few times the start, beyond what it takes where nothing else runs.
  const busy = Math.max(0, startUp - 300) * 5;
  if (ms > timeout + 2000 + busy)
    return `hang: ${Math.round(ms)} ms with --timeout ${timeout} ms${busy ? `, our start takes ${Math.round(startUp)} ms` : ''}`;
  if (signal) return `died of ${signal}`;
  if (code !== 0 && code !== 1 && code !== 2) return `exit code ${code}`;
  if (/this is a bug of ours|\n {4}at /.test(stderr)) return `uncaught: ${stderr.slice(0, 600)}`;
  if (orphans.length) return `orphans: ${orphans.join('; ')}`;
  if (code === 2 && !/^error: \S/.test(stderr)) return `exit code 2 without a word: ${stderr.slice(0, 200)}`;
  if (code === 2 && stdout !== '') return 'exit code 2 and a report';
  if (code !== 2 && stderr !== '') return `a report, and on stderr: ${stderr.slice(0, 200)}`;
  return undefined;
}

/** What two runs of the same must agree in: all but calls, and times of our own. */
export function comparable(report: Report): Omit<Report, 'calls'> {
  const { calls, ...rest } = report;
  return rest;
}

/** A kubeconfig for a server, written into a file. */
export function kubeconfig(server: string, namespace: string, user: object = {}, cluster: object = {}): string {
  const file = join(folder, `kubeconfig-${launches++}`);
  writeFileSync(
    file,
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'test',
      clusters: [{ name: 'test', cluster: { server, ...cluster } }],
      users: [{ name: 'test', user }],
      contexts: [{ name: 'test', context: { cluster: 'test', user: 'test', namespace } }],
    }),
    { mode: 0o600 },
  );
  return file;
}
