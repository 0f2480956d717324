/**
 * Staying, on a real cluster: a container that lives two seconds is caught, a fix is watched until it holds, and until a second fault
 * shows, and the runs of a leak are recorded and told as one. Only on the cluster of CRASHLOOP_TEST_KUBECONFIG; all of it happens side
 * by side.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { stringify } from 'yaml';
import type { Report } from '../../src/report.ts';
import { KUBECONFIG, live, newNamespace, ok, PATH, reportOn, why } from '../live-cluster.ts';
import { launch, type Outcome } from '../program.ts';

/** Milliseconds that any of them may take: the back-off grows to 80 s. */
const LIMIT = 400_000;
/** Runs of the leak that are recorded; no trend is told of fewer. */
const RUNS = Number(process.env['CRASHLOOP_TEST_RUNS'] ?? 3);

/** Starts that --catch may wait for until it has asked the inside. */
const STARTS = 3;

interface Staged {
  namespace: string;
  name: string;
}

async function deploy(name: string, container: object): Promise<Staged> {
  const namespace = await newNamespace();
  const labels = { app: name };
  await ok(
    ['apply', '-n', namespace, '-f', '-'],
    stringify({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name },
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: { terminationGracePeriodSeconds: 1, containers: [{ name, imagePullPolicy: 'IfNotPresent', ...container }] },
        },
      },
    }),
  );
  return { namespace, name };
}

const shell = (script: string) => ({ image: 'busybox:1.35', command: ['sh', '-c', script] });

/** `heard`: told of all that stderr has said so far, whenever it says more; `interrupt` is Ctrl-C. */
function stay(
  { namespace, name }: Staged,
  args: readonly string[],
  heard: (stderr: string, interrupt: () => void) => void = () => {},
): Promise<Outcome> {
  return launch('kubectl', ['crashloop', `deploy/${name}`, '-n', namespace, ...args], {
    env: { PATH, KUBECONFIG },
    limit: LIMIT,
    started: (child) => {
      let stderr = '';
      child.stderr?.on('data', (piece) => {
        stderr += piece;
        heard(stderr, () => process.kill(-(child.pid as number), 'SIGINT'));
      });
    },
  });
}

async function until(staged: Staged, cause: string): Promise<void> {
  for (let tries = 0; tries < 60; tries++, await sleep(1000))
    if ((await reportOn(`deploy/${staged.name}`, staged.namespace)).verdict?.cause === cause) return;
  assert.unreachable(`${cause} is not what is said of ${staged.name}`);
}

/** The watch is told the moment when it has said what is wrong at the start. */
async function watchWhile(staged: Staged, fix: () => Promise<unknown>, ...args: string[]): Promise<Outcome> {
  let fixed: Promise<unknown> | undefined;
  const outcome = await stay(staged, ['--watch', ...args], (stderr) => {
    if (stderr.includes('at the start')) fixed ??= fix();
  });
  await fixed;
  return outcome;
}

const fromConfigMap = (key: string) => ({ env: [{ name: 'GREETING', valueFrom: { configMapKeyRef: { name: 'settings', key } } }] });
const createSettings = ({ namespace }: Staged) => ok(['create', 'configmap', 'settings', '--from-literal=greeting=hello', '-n', namespace]);

/** A machine that does much else may be late for one start: then the next. */
async function caught(): Promise<Outcome> {
  const staged = await deploy('short', shell('echo start of the run; sleep 2; cat /data/conf.yaml; exit 3'));
  for (let tries = 1; ; tries++) {
    const outcome = await stay(staged, ['--catch', '-o', 'json']);
    if (tries === STARTS || isAnswered(outcome)) return outcome;
  }
}

const isAnswered = ({ stdout }: Outcome) => (JSON.parse(stdout) as Report).caught?.inside.some(({ answer }) => /uid=0/.test(answer));

async function watchedWell(): Promise<Outcome> {
  const staged = await deploy('web', { ...shell('echo "$GREETING"; exec sleep 3600'), ...fromConfigMap('greeting') });
  await until(staged, 'missing-config-object');
  return watchWhile(staged, () => createSettings(staged), '--healthy-for=10s');
}

async function watchedAgain(): Promise<Outcome> {
  const script = 'echo "$GREETING"; : "${API_TOKEN:?is not set}"; exec sleep 3600';
  const staged = await deploy('api', { ...shell(script), ...fromConfigMap('greeting') });
  await until(staged, 'missing-config-object');
  return watchWhile(staged, () => createSettings(staged), '-o', 'json');
}

async function recorded(): Promise<Outcome> {
  const leak =
    'import time\nkept = []\nfor n in range(1000):\n  kept.append(bytearray(2 << 20)); print("batch", n, flush=True); time.sleep(0.4)';
  const staged = await deploy('leak', {
    image: 'python:3.11-slim',
    command: ['python3', '-c', leak],
    resources: { limits: { memory: '64Mi' } },
  });
  return stay(staged, ['--record', '-o', 'json', `--save=/tmp/${staged.namespace}.json.gz`], (stderr, interrupt) => {
    if ((stderr.match(/ {2}recorded /g) ?? []).length >= RUNS) interrupt();
  });
}

const going: Record<string, Promise<Outcome>> = {};
test.before(() => {
  if (why) return;
  Object.assign(going, { caught: caught(), watchedWell: watchedWell(), watchedAgain: watchedAgain(), recorded: recorded() });
  // Each is awaited, and its failure told, in its own test.
  for (const one of Object.values(going)) one.catch(() => {});
});
const outcomeOf = async (name: string) => {
  const outcome = await (going[name] as Promise<Outcome>);
  assert.equal(outcome.orphans, [], name);
  return outcome;
};

live('--catch meets a container that lives two seconds, and asks its inside', async () => {
  const { stdout, stderr } = await outcomeOf('caught');
  const { caught, verdict } = JSON.parse(stdout) as Report;
  assert.ok(caught, stderr);
  assert.is(verdict?.cause, 'missing-file');
  // The API tells its start in whole seconds, cut off.
  assert.ok((caught?.after ?? 9) <= 3, `met ${caught?.after} s after its start`);
  assert.ok(
    caught?.inside.some(({ answer }) => /uid=0/.test(answer)),
    JSON.stringify(caught?.inside),
  );
  assert.ok(caught?.log.includes('start of the run'), JSON.stringify(caught?.log));
});

live('--watch through a fix ends with fixed', async () => {
  const { code, stdout, stderr } = await outcomeOf('watchedWell');
  assert.is(code, 0, stdout + stderr);
  assert.match(stdout, /^fixed: it has been healthy for/m);
});

live('--watch of a fix that shows a second fault says so', async () => {
  const { code, stdout, stderr } = await outcomeOf('watchedAgain');
  assert.is(code, 1, stdout + stderr);
  const { change, verdict } = JSON.parse(stdout) as Report;
  assert.is(verdict?.cause, 'missing-variable');
  assert.match(JSON.stringify(change), /another reason/);
});

live('--record of a leak says that it is one', async () => {
  const { stdout, stderr } = await outcomeOf('recorded');
  const { attempts } = JSON.parse(stdout) as Report;
  assert.ok((attempts?.seen.length ?? 0) >= RUNS, stderr);
  assert.match(attempts?.conclusions.join('\n') ?? '', /leak/);
});

test.run();
