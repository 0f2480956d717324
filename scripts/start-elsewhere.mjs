/**
 * Starts an executable that is for another system, under qemu-user or Wine, where that is installed: is it the program, and does it print
 * nothing else? Debian: qemu-user-static libc6-arm64-cross libstdc++6-arm64-cross; wine64
 * (or wine). A Mac cannot be had this way.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { targetName } from './targets.mjs';

/** Debian keeps Wine off PATH. */
const [WINE, WINE_SERVER] = existsSync('/usr/lib/wine/wine64')
  ? ['/usr/lib/wine/wine64', '/usr/lib/wine/wineserver64']
  : ['wine64', 'wineserver'];

const RUNNERS = {
  'linux-arm64': { command: ['qemu-aarch64-static', '-L', '/usr/aarch64-linux-gnu'] },
  // Wine 8 says that it is a Windows older than Node wants. Its server outlives the program.
  'windows-amd64': { command: [WINE], env: { NODE_SKIP_PLATFORM_CHECK: '1', WINEDEBUG: '-all' }, end: [WINE_SERVER, '-k', '-w'] },
};

/** A line to print; throws where it started and was not what it should be. */
export function startElsewhere(executable, target, version) {
  const runner = RUNNERS[targetName(target)];
  if (!runner) return 'not started: that takes its own system';
  const [tool] = runner.command;
  if (spawnSync(tool, ['--version']).error) return `not started: no ${tool} here`;
  const home = mkdtempSync(join(tmpdir(), 'crashloop-start-'));
  const env = { ...process.env, ...runner.env, HOME: home };
  const run = (...args) => output([...runner.command, executable, ...args], env, join(home, 'out'));
  try {
    const said = run('--version');
    if (said.trim() !== version) throw new Error(`${executable} --version under ${tool} says ${JSON.stringify(said)}`);
    const demo = run('demo', 'oom-killed');
    if (!/^cause +/m.test(demo)) throw new Error(`${executable} demo under ${tool} says ${JSON.stringify(demo)}`);
    return `started with ${tool}`;
  } finally {
    const [command, ...args] = runner.end ?? [];
    if (command) spawnSync(command, args, { env, timeout: 60_000 });
    rmSync(home, { recursive: true, force: true });
  }
}

/** Into a file: Wine has no pipe that Node can write to. */
function output([command, ...args], env, path) {
  const file = openSync(path, 'w');
  const { status, error } = spawnSync(command, args, { env, stdio: ['ignore', file, 'ignore'], timeout: 600_000 });
  closeSync(file);
  const said = readFileSync(path, 'utf8');
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${error?.message ?? said}`);
  return said;
}
