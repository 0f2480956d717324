/**
 * npm run bench:classes [-- --runs 5]
 *
 * What a report costs for each class of crash, over its recording: calls of kubectl, and the milliseconds by the clock from the command to
 * the report (the median), beside one `kubectl get pod` in the same turns. Run npm run build first.
 */
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { CLASSES } from '../test/crash-classes.ts';
import { truthOf } from '../test/judge.ts';
import { ROOT } from './bundle.mjs';
import { executableName, nativeTarget } from './targets.mjs';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' } } });
const ours = join(ROOT, 'dist', executableName(nativeTarget()));

console.log(`${'class'.padEnd(62)} calls      ms   get pod`);
for (const [title, [name]] of Object.entries(CLASSES)) {
  const folder = join(ROOT, 'test/cases', name);
  const server = spawn(process.execPath, [join(ROOT, 'scripts/replay.mjs'), folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const env = { ...process.env, KUBECONFIG: await kubeconfigOf(server.stdout) };
    const run = (...[command, ...args]: string[]) => {
      const start = performance.now();
      const { stdout, status, stderr } = spawnSync(command as string, args, { env, encoding: 'utf8', maxBuffer: 1e8 });
      if (status === null || status > 1) throw new Error(`${command} ${args.join(' ')} does not work on ${name}: ${stderr}`);
      return { stdout, ms: performance.now() - start };
    };
    const target = truthOf(folder).target;
    const { calls } = JSON.parse(run(ours, target, '-o', 'json').stdout) as { calls: unknown[] };
    const turns = Array.from({ length: Number(values.runs) }, () => [run(ours, target).ms, run('kubectl', 'get', 'pods').ms] as const);
    const [us, one] = [0, 1].map((at) => turns.map((turn) => turn[at] as number).toSorted((a, b) => a - b)[Math.floor(turns.length / 2)]);
    console.log(`${title.padEnd(62)} ${String(calls.length).padStart(5)} ${us?.toFixed(0).padStart(7)} ${one?.toFixed(0).padStart(9)}`);
  } finally {
    server.kill();
  }
}

/** What the server prints as KUBECONFIG=. */
async function kubeconfigOf(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) if (line.startsWith('KUBECONFIG=')) return line.slice('KUBECONFIG='.length);
  throw new Error('the server ended before it said where it is');
}
