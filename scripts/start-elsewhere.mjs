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

const RUNNERS = {
  'linux-arm64': { command: ['qemu-aarch64-static', '-L', '/usr/aarch64-linux-gnu'] },
  // Debian keeps it off PATH. Wine 8 says that it is a Windows older than Node wants.
  'windows-amd64': {
    command: [existsSync('/usr/lib/wine/wine64') ? '/usr/lib/wine/wine64' : 'wine64'],
    env: { NODE_SKIP_PLATFORM_CHECK: '1', WINEDEBUG: '-all' },
  },
};

/** A line to print; throws where it started and was not what it should be. */
export function startElsewhere(executable, target, version) {
  const runner = RUNNERS[targetName(target)];
  if (!runner) return 'not started: that takes its own system';
  const [tool, ...args] = runner.command;
  if (spawnSync(tool, ['--version']).error) return `not started: no ${tool} here`;
  const demo = run([tool, ...args, executable, 'demo', 'oom-killed'], runner.env);
  const said = run([tool, ...args, executable, '--version'], runner.env);
  if (said.trim() !== `${version}`) throw new Error(`${executable} --version under ${tool} says ${JSON.stringify(said)}`);
  if (!/^cause +/m.test(demo)) throw new Error(`${executable} demo under ${tool} says ${JSON.stringify(demo)}`);
  return `started with ${tool}`;
}

/** Into a file: Wine has no pipe that Node can write to. */
function run([command, ...args], env) {
  const folder = mkdtempSync(join(tmpdir(), 'crashloop-start-'));
  try {
    const file = openSync(join(folder, 'out'), 'w');
    const { status, error } = spawnSync(command, args, {
      env: { ...process.env, HOME: folder, ...env },
      stdio: ['ignore', file, 'inherit'],
      timeout: 600_000,
    });
    closeSync(file);
    const said = readFileSync(join(folder, 'out'), 'utf8');
    if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${error?.message ?? said}`);
    return said;
  } finally {
    // Wine lets go of its files a little later.
    rmSync(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 200 });
  }
}
