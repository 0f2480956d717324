/**
 * npm run bench:scan [-- --pods 1000,10000,50000 --runs 3 --crashing-each 100 --beside 'some-tool scan']
 *
 * A scan of all namespaces beside what else reads all pods, in turns so that all see the same machine: its list alone (nothing crashes),
 * and with the worst looked into. Over made-up clusters, whose server costs next to nothing: real ones take longer to answer all of these.
 * Over a real one: CRASHLOOP_BENCH_KUBECONFIG. What is named with --beside (as often as wanted; words without spaces, no shell) is measured
 * as well. Those that take long are measured once, in the first turn. Run npm run build first; CRASHLOOP_BENCH_PROGRAM is measured instead of what that built.
 *
 * Columns: seconds by the clock, of the processor (user and system, the server's not), and the largest memory of one process in MB.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { ROOT } from './bundle.mjs';
import { executableName, nativeTarget } from './targets.mjs';

const { values } = parseArgs({
  options: {
    pods: { type: 'string', default: '1000,10000,50000' },
    runs: { type: 'string', default: '3' },
    'crashing-each': { type: 'string', default: '100' },
    timeout: { type: 'string', default: '120s' },
    beside: { type: 'string', multiple: true, default: [] },
  },
});
const ours = process.env.CRASHLOOP_BENCH_PROGRAM ?? join(ROOT, 'dist', executableName(nativeTarget()));
if (!existsSync(ours)) throw new Error(`${ours} is not there: npm run build`);
const program = ours.endsWith('js') ? [process.execPath, ours] : [ours];
const folder = mkdtempSync(join(tmpdir(), 'crashloop-bench-'));
/** kubectl needs 200 kB of memory a pod to print them as JSON. */
const MOST_AS_JSON = 10_000;
const RAW = 'kubectl get --raw /api/v1/pods';
const commands = {
  [RAW]: ['kubectl', 'get', '--raw', '/api/v1/pods'],
  'kubectl get pods -A': ['kubectl', 'get', 'pods', '-A'],
  'kubectl get pods -A -o json': ['kubectl', 'get', 'pods', '-A', '-o', 'json'],
  'kubectl crashloop -A': [...program, '-A', `--timeout=${values.timeout}`],
  ...Object.fromEntries(values.beside.map((line) => [line.replace(/^\S*\//, ''), line.split(' ')])),
};
/** Minutes each, some of them. */
const isLong = (name) => name.endsWith('json') || values.beside.some((line) => line.endsWith(name));

try {
  console.log(`${values.runs} runs each, in turns, the median; ${cpus().length} × ${cpus()[0].model}, load ${loadavg()[0].toFixed(1)}.\n`);
  if (process.env.CRASHLOOP_BENCH_KUBECONFIG) report('the cluster', measure({ all: process.env.CRASHLOOP_BENCH_KUBECONFIG }));
  else for (const pods of values.pods.split(',')) await madeUp(pods);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function madeUp(pods) {
  const servers = await Promise.all(['0', values['crashing-each']].map((each) => served(pods, each)));
  try {
    const [well, ill] = servers.map(({ kubeconfig }) => kubeconfig);
    report(`${pods} pods`, measure({ 'all well': well, [`one in ${values['crashing-each']} crashes`]: ill }, Number(pods)));
  } finally {
    for (const { child } of servers) child.kill();
  }
}

async function served(pods, each) {
  const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'test/serve-cluster.ts'), pods, each], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(child.stdout))
    if (line.startsWith('KUBECONFIG=')) return { child, kubeconfig: line.slice('KUBECONFIG='.length) };
  throw new Error('the server ended before it said where it is');
}

/** Rows of what was measured; everything but the scan only on the first cluster, as the others read the same. */
function measure(clusters, pods = 0) {
  const rows = Object.entries(clusters).flatMap(([state, kubeconfig], index) =>
    Object.entries(commands)
      .filter(([name]) => index === 0 || name === 'kubectl crashloop -A')
      .filter(([name]) => pods <= MOST_AS_JSON || !isLong(name))
      .map(([name, command]) => ({ name: name === 'kubectl crashloop -A' ? `${name}, ${state}` : name, command, kubeconfig, runs: [] })),
  );
  for (let round = 0; round < Number(values.runs); round++)
    for (const row of rows) if (round === 0 || !isLong(row.name)) row.runs.push(timed(row));
  return rows;
}

function timed({ name, command, kubeconfig }) {
  const times = join(folder, 'times');
  // kubectl crashloop ends with 1 where something crashes; GNU time says so, in a line of its own, before its figures.
  const { status, stderr, error } = spawnSync('/usr/bin/time', ['-o', times, '-f', '%e %U %S %M', ...command], {
    env: { ...process.env, KUBECONFIG: kubeconfig, KUBECACHEDIR: join(folder, 'cache') },
    stdio: ['ignore', openSync('/dev/null', 'w'), 'pipe'],
    encoding: 'utf8',
  });
  // Other programs end as they like where something crashes.
  if (error || status === null || (status > 1 && !isLong(name))) throw new Error(`${name} does not work: ${error?.message ?? stderr}`);
  const [seconds, user, system, kilobytes] = readFileSync(times, 'utf8').trim().split('\n').at(-1).split(' ').map(Number);
  return { seconds, cpu: user + system, memory: kilobytes / 1000 };
}

function report(title, rows) {
  const median = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];
  const of = ({ runs }, what) => median(runs.map((run) => run[what]));
  const raw = of(rows[0], 'seconds');
  console.log(`${title.padEnd(44)} seconds     cpu      MB   times ${RAW}`);
  for (const row of rows) {
    const seconds = of(row, 'seconds');
    const numbers = [seconds.toFixed(2), of(row, 'cpu').toFixed(2), of(row, 'memory').toFixed(0)]
      .map((value) => value.padStart(8))
      .join('');
    console.log(`  ${row.name.padEnd(42)}${numbers}   ${(seconds / raw).toFixed(2)}`);
  }
  console.log('');
}
