/**
 * npm run bench [-- --runs 15 --case test/cases/mem-limit --each-way 25 --credentials 300]
 *
 * How long one pod's diagnosis takes beside what else an engineer could type, measured in turns so that all see the same machine: over a
 * recording, near, far away (milliseconds each way), and with a credential plugin (milliseconds a call). Run npm run build first.
 *
 * Columns: milliseconds by the clock, and of the processor (user and system, kubectl's too): where others work on the machine, trust the
 * second. MB: the largest memory of one process (GNU time; without it neither is measured).
 *
 * Over a real cluster: CRASHLOOP_BENCH_KUBECONFIG, and CRASHLOOP_BENCH_POD in its namespace (CRASHLOOP_BENCH_CONTAINER if it has several).
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { addressOf, namespaceOf, secured, slowly, through } from './bench-kubeconfig.mjs';
import { ROOT } from './bundle.mjs';
import { makeExecutable } from './executable.mjs';
import { executableName, nativeTarget } from './targets.mjs';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '15' },
    case: { type: 'string', default: 'test/cases/mem-limit' },
    'each-way': { type: 'string', default: '25' },
    credentials: { type: 'string', default: '300' },
  },
});
const runs = Number(values.runs);
const target = nativeTarget();
const ours = join(ROOT, 'dist', executableName(target));
if (!existsSync(ours)) throw new Error(`${ours} is not there: npm run build`);

const TIME = '/usr/bin/time';
const hasTime = existsSync(TIME);
const EMPTY = 'an empty executable';
const children = [];
const folder = mkdtempSync(join(tmpdir(), 'crashloop-bench-'));
try {
  await main();
} finally {
  for (const child of children) child.kill();
  rmSync(folder, { recursive: true, force: true });
}

async function main() {
  const [empty, oneCall] = await yardsticks();
  console.log(
    `${runs} runs each, in turns; milliseconds. ${cpus().length} × ${cpus()[0].model}, load ${loadavg()[0].toFixed(1)}: on a busy machine trust the least.\n`,
  );
  report('start', measure({ [EMPTY]: [[empty]], '--version': [[ours, '--version']], '--help': [[ours, '--help']] }, process.env));

  const near = process.env.CRASHLOOP_BENCH_KUBECONFIG ?? (await replayed());
  const namespace = namespaceOf(near);
  const { pod, container } = subject(near, namespace);
  const at = ['-n', namespace];
  const commands = {
    'kubectl crashloop POD': [[ours, pod, ...at]],
    'get pod -o json, from an executable': [[oneCall, pod, ...at]],
    'kubectl logs --previous': [['kubectl', 'logs', pod, '-c', container, '--previous', ...at]],
    'the six commands, one after another': six(pod, container, at),
  };
  const far = through(near, await started('PORT', 'delay.mjs', addressOf(near), '--each-way', values['each-way']), folder);
  const slow = slowly(near, Number(values.credentials), folder);
  const situations = {
    near,
    [`far: ${2 * values['each-way']} ms there and back`]: far,
    [`credentials take ${values.credentials} ms`]: slow,
  };
  for (const [name, kubeconfig] of Object.entries(situations)) {
    if (kubeconfig) report(name, measure(commands, { ...process.env, KUBECONFIG: kubeconfig, KUBECACHEDIR: join(folder, 'cache') }));
    else console.log(`${name}: not measured, the credentials come from a plugin already\n`);
  }
}

/** A kubeconfig of the recording's cluster, over TLS. */
async function replayed() {
  const plain = await started('KUBECONFIG', 'replay.mjs', values.case);
  const [certificate, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
  const subject = ['-subj', '/CN=replay', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '1'];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const { status, stderr, error } = run(
    ['openssl', 'req', '-x509', ...curve, ...subject, '-out', certificate, '-keyout', key],
    process.env,
  );
  if (status !== 0) throw new Error(`openssl, which makes the replayed cluster's certificate, failed: ${error?.message ?? stderr}`);
  return secured(plain, await started('PORT', 'bench-tls.mjs', addressOf(plain).split(':')[1], certificate, key), certificate, folder);
}

/** Executables of the same kind as ours that do nothing, and one thing. */
async function yardsticks() {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, 'scripts/bench-one-call.mjs')],
    ...{ bundle: true, write: false, platform: 'node', format: 'cjs', target: 'node20.19', minify: true, logLevel: 'error' },
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': 'importMetaUrl' },
    banner: { js: 'const importMetaUrl=require("node:url").pathToFileURL(__filename).href;' },
  });
  // kubectl fails at once: nobody listens there.
  const call = { script: outputFiles[0].text, warmUp: [['none', '--server=http://127.0.0.1:9']] };
  const yardsticks = { empty: { script: '' }, 'one-call': call };
  return Promise.all(
    Object.entries(yardsticks).map(async ([name, parts]) => {
      const output = join(folder, name);
      await makeExecutable({ ...parts, target, output });
      return output;
    }),
  );
}

/** Starts a server of ours, and waits for what it prints as `name=`. */
async function started(name, script, ...args) {
  const child = spawn(process.execPath, [join(ROOT, 'scripts', script), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  for await (const line of createInterface(child.stdout)) if (line.startsWith(`${name}=`)) return line.slice(name.length + 1);
  throw new Error(`${script} ended before it said ${name}`);
}

/** The pod to ask about, and its container that crashes: the one given, or the first of the recording with a run that ended. */
function subject(kubeconfig, namespace) {
  const { stdout, stderr } = run(['kubectl', 'get', 'pods', '-n', namespace, '-o', 'json'], { ...process.env, KUBECONFIG: kubeconfig });
  if (!stdout) throw new Error(`no pods to ask about: ${stderr}`);
  const statuses = JSON.parse(stdout).items.flatMap(({ metadata, status }) =>
    [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])].map((each) => ({ ...each, pod: metadata.name })),
  );
  const { CRASHLOOP_BENCH_POD: pod, CRASHLOOP_BENCH_CONTAINER: container } = process.env;
  const found = statuses.find((each) => each.lastState.terminated && (!pod || each.pod === pod) && (!container || each.name === container));
  if (!found) throw new Error(`no pod in namespace ${namespace} has crashed`);
  return { pod: found.pod, container: found.name };
}

/** What is typed by hand: get, describe, logs, exit code, events, exec. */
function six(pod, container, at) {
  const exitCode = `jsonpath={.status.containerStatuses[?(@.name=="${container}")].lastState.terminated.exitCode}`;
  return [
    ['get', 'pod', pod],
    ['describe', 'pod', pod],
    ['logs', pod, '-c', container, '--previous'],
    ['get', 'pod', pod, '-o', exitCode],
    ['get', 'events', '--sort-by=.metadata.creationTimestamp'],
    ['exec', pod, '-c', container, '--', 'true'],
  ].map(([verb, ...args]) => ['kubectl', verb, ...at, ...args]);
}

function run([command, ...args], env) {
  return spawnSync(command, args, { encoding: 'utf8', env, maxBuffer: 1e9, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** The same, with what it took. */
function timed(command, env) {
  const file = join(folder, 'times');
  const start = performance.now();
  const answer = run(hasTime ? [TIME, '-o', file, '-f', '%U %S %M', ...command] : command, env);
  const elapsed = performance.now() - start;
  // Of a command that fails, GNU time says so in a line of its own, before its figures.
  const [user, system, kilobytes] = hasTime ? readFileSync(file, 'utf8').trim().split('\n').at(-1).split(' ').map(Number) : [0, 0, 0];
  return { answer, elapsed, cpu: 1000 * (user + system), memory: kilobytes / 1000 };
}

/** name → what each run took. The first round only warms up, and shows that the commands do what they should. */
function measure(commands, env) {
  const taken = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
  for (let round = 0; round <= runs; round++) {
    for (const [name, sequence] of Object.entries(commands)) {
      const parts = sequence.map((command) => timed(command, env));
      const sum = (of) => parts.reduce((total, part) => total + part[of], 0);
      if (round === 0)
        works(
          name,
          parts.map(({ answer }) => answer),
        );
      else taken[name].push({ elapsed: sum('elapsed'), cpu: sum('cpu'), memory: Math.max(...parts.map(({ memory }) => memory)) });
    }
  }
  return taken;
}

/** exec cannot enter a container that is not running, and a crash that was explained is exit code 1. */
function works(name, answers) {
  const bad = answers.find(({ status, error }) => error || status === null || status > 1);
  if (bad || (answers.length === 1 && answers[0].stdout === '' && name !== EMPTY)) {
    throw new Error(`${name} does not work: ${(bad ?? answers[0]).error?.message ?? (bad ?? answers[0]).stderr}`);
  }
}

function report(title, taken) {
  const rows = Object.entries(taken).map(([name, all]) => {
    const sorted = (of) => all.map((one) => one[of]).toSorted((a, b) => a - b);
    const middle = (of) => sorted(of)[Math.floor(all.length / 2)];
    return { name, least: sorted('elapsed')[0], median: middle('elapsed'), cpu: middle('cpu'), memory: middle('memory') };
  });
  const [first] = rows;
  const head = title === 'start' ? 'more than the first: least / median / cpu' : 'the first is … times this: least / median / cpu';
  console.log(`${title.padEnd(40)}   least   median      cpu       MB   ${head}`);
  for (const row of rows) {
    const numbers = [row.least, row.median, row.cpu, row.memory].map((value) => value.toFixed(1).padStart(8));
    console.log(`  ${row.name.padEnd(36)}${numbers.join(' ')}   ${row === first ? '' : compared(title, first, row)}`);
  }
  console.log('');
}

function compared(title, first, row) {
  const each = ['least', 'median', 'cpu'];
  if (title === 'start') return `${each.map((of) => `+${(row[of] - first[of]).toFixed(1)}`).join(' / ')} ms`;
  return each.map((of) => (first[of] / row[of]).toFixed(2)).join(' / ');
}
