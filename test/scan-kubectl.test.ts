/** The scan through a real kubectl, over HTTP: its pages, how many run at once, and kubectl's own words where the server refuses. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openKubectl } from '../src/cluster/kubectl.ts';
import type { Report } from '../src/report.ts';
import {
  broken,
  expired,
  type FakeCluster,
  fakeCluster,
  forbidden,
  kubeconfigOf,
  type Response,
  type Size,
  serve,
  throttled,
} from './fake-cluster.ts';
import { fakeWorld } from './fake-world.ts';
import { kubectlFolder } from './kubectl-binary.ts';
import { within } from './within.ts';

const found = await kubectlFolder('1.34');
const program = 'folder' in found ? join(found.folder, 'kubectl') : undefined;
if ('reason' in found) console.log(`skipped: ${found.reason}`);
const folder = mkdtempSync(join(tmpdir(), 'crashloop-scan-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));

const only = (name: string, run: () => Promise<void>, seconds = 60) => (program ? test : test.skip)(name, within(seconds, run));

async function scanned(size: Size, argv: readonly string[], fault: FakeCluster['fault'] = () => undefined) {
  const cluster = fakeCluster(size);
  cluster.fault = fault;
  const served = await serve(cluster);
  const kubeconfig = join(folder, `config-${served.address.split(':').at(-1)}`);
  writeFileSync(kubeconfig, kubeconfigOf(served));
  const env = { ...process.env, KUBECONFIG: kubeconfig, KUBECACHEDIR: join(folder, 'cache'), LANG: 'C.UTF-8', TZ: 'UTC' };
  const began = Date.now();
  const world = fakeWorld(undefined, {
    now: () => cluster.now + Date.now() - began,
    env,
    readText: (path) => readFileSync(path, 'utf8'),
    openKubectl: async ({ connection }) =>
      openKubectl({ program: program as string, connection, signal: new AbortController().signal, env, process }),
  });
  try {
    return { ...(await world.type(...argv)), asked: cluster.asked, most: served.most(), ms: Date.now() - began };
  } finally {
    await served.close();
  }
}

function times(left: number, pattern: RegExp, response: () => Response): FakeCluster['fault'] {
  let more = left;
  return (url) => (pattern.test(url) && more-- > 0 ? response() : undefined);
}

only('pages, groups, and never more than six at once', async () => {
  const { out, code, asked, most } = await scanned({ cases: ['dep-chain', 'mem-limit'], pods: 2500, crashingEach: 250 }, [
    '-A',
    '-o',
    'json',
    '--timeout',
    '50s',
  ]);
  const report = JSON.parse(out) as Report;
  assert.is(code, 1);
  assert.is(report.scan?.pods, 2504);
  assert.is(report.pods.length, 14);
  assert.match(report.groups.find(({ pods }) => pods.some((pod) => pod.includes('/stock-')))?.pods[0] ?? '', /\/sessions-/);
  assert.is(asked.filter((url) => url.includes('continue=')).length, 2);
  assert.ok(most <= 6, `${most} at once`);
});

only('forbidden, in the words of RBAC', async () => {
  const { error, code } = await scanned({ pods: 10 }, ['-A'], (url) =>
    url.startsWith('/api/v1/pods') ? forbidden('list', 'pods') : undefined,
  );
  assert.is(code, 2);
  assert.match(error, /^error: not allowed to list pods in all namespaces; .*Look into one namespace: 'kubectl crashloop -n default'\n$/);
});

only('an expired token begins the list anew', async () => {
  const { out, error } = await scanned({ pods: 1500 }, ['-A', '-o', 'json', '--timeout', '50s'], times(1, /continue=from-1000/, expired));
  const { scan } = JSON.parse(out) as Report;
  assert.equal([scan?.pods, scan?.complete], [1500, true]);
  assert.match(error, /410 Expired/);
});

only('kubectl itself waits where the server says how long; we do where it has given up', async () => {
  const one = await scanned({ pods: 1500 }, ['-A', '-o', 'json', '--timeout', '50s'], times(1, /continue=from-1000/, throttled));
  assert.is((JSON.parse(one.out) as Report).scan?.pods, 1500);
  assert.ok(one.ms >= 1000);
  const unsaid = (): Response => ({ status: 429, body: throttled().body });
  const two = await scanned({ pods: 1500 }, ['-A', '-o', 'json', '--timeout', '50s'], times(1, /continue=from-1000/, unsaid));
  assert.is((JSON.parse(two.out) as Report).scan?.pods, 1500);
  assert.match(two.error, /^warning: the API server asked to slow down/);
});

only('a page that fails, and one that ends in its middle, leave what was read before', async () => {
  const half = (): Response => ({
    status: 200,
    body: '{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"1","continue":"from-2000"},"items":[{"metadata":{"name":"x"',
  });
  for (const [response, gap] of [
    [broken, 'server'],
    [half, 'bad-answer'],
  ] as const) {
    const { out, code } = await scanned({ pods: 3000, crashingEach: 1000 }, ['-A', '-o', 'json', '--timeout', '50s'], (url) =>
      url.includes('continue=from-1000') ? response() : undefined,
    );
    const report = JSON.parse(out) as Report;
    assert.is(code, 1);
    assert.equal([report.scan?.pods, report.scan?.complete, report.gaps?.map((one) => one.gap)], [1000, false, [gap]]);
  }
});

test.run();
