/** The scan: its pages, what it keeps of them, what it looks into, its groups, and what becomes of it where the cluster refuses. */
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse as parseYaml } from 'yaml';
import { parse } from '../src/cli.ts';
import type { Kubectl } from '../src/cluster/port.ts';
import { Evidence } from '../src/evidence/evidence.ts';
import { subjectsOf } from '../src/evidence/subject.ts';
import { troubleOf } from '../src/evidence/trouble.ts';
import type { Pod, Workload } from '../src/kube/shapes.ts';
import type { Finding, Report } from '../src/report.ts';
import { Folds } from '../src/scan/folds.ts';
import { grouped } from '../src/scan/groups.ts';
import { isJobOver } from '../src/scan/over.ts';
import { Patience } from '../src/scan/patient.ts';
import { readPage, tokenOf } from '../src/scan/read-page.ts';
import { sightOf } from '../src/scan/suspect.ts';
import { broken, expired, type FakeCluster, fakeCluster, forbidden, portOf, type Response, type Size, throttled } from './fake-cluster.ts';
import { fakeWorld } from './fake-world.ts';
import { madePod } from './made-pods.ts';
import { container, finding, pod as podReport } from './samples/report.ts';
import { within } from './within.ts';

const only = (name: string, run: () => Promise<void>, seconds = 30) => test(name, within(seconds, run));
const NOW = Date.parse('2026-11-22T06:00:00Z');

/** `kubectl crashloop ARGV` in a cluster of this size; `fault` may answer in its stead. */
async function scanned(size: Size, argv: readonly string[], fault: FakeCluster['fault'] = () => undefined) {
  const cluster = fakeCluster(size);
  cluster.fault = fault;
  const lines: string[] = [];
  const world = fakeWorld(portOf(cluster), { now: () => cluster.now, progress: (line) => lines.push(line) });
  const ran = await world.type(...argv);
  const report = () => JSON.parse(ran.out) as Report;
  return { ...ran, report, lines, asked: cluster.asked, cluster, world };
}

const causeOf = (report: Report, pod: string) =>
  report.pods.find(({ name }) => name.startsWith(pod))?.containers.flatMap(({ findings }) => findings.map(({ cause }) => cause));
const pagesOf = (asked: readonly string[]) => asked.filter((url) => url.includes('fieldSelector=status.phase'));

// ---- a page ----

const page = (items: readonly string[], metadata = '{"resourceVersion":"1","continue":"from-500"}') =>
  `{"kind":"PodList","apiVersion":"v1","metadata":${metadata},"items":[${items.join(',')}]}\n`;
const made = [madePod(0, 'load-000', false, NOW), madePod(1, 'load-000', true, NOW), madePod(60, 'load-001', false, NOW)];

test('a page: those whose text holds a sign of trouble are parsed, the others counted', () => {
  const read = readPage(page(made));
  assert.is(read?.count, 3);
  assert.equal(
    read?.pods.map(({ metadata }) => metadata.name),
    [JSON.parse(made[1] as string).metadata.name],
  );
  assert.equal([...(read?.namespaces ?? [])], ['load-000', 'load-001']);
  assert.equal([...(read?.controllers ?? [])], ['load-000/ReplicaSet/svc-0', 'load-001/ReplicaSet/svc-1']);
  assert.is(read?.next, 'from-500');
  assert.is(read?.broken, 0);
});

test('a page that is not written as an API server writes it is read as well', () => {
  const lists: Record<string, string> = {
    'indented, as kubectl -o json writes': JSON.stringify(JSON.parse(page(made)), null, 4),
    'its fields in another order': JSON.stringify({
      items: made.map((text) => JSON.parse(text)),
      metadata: { continue: 'from-500' },
      kind: 'PodList',
      apiVersion: 'v1',
    }),
    'its pods with a kind of their own': page(made.map((text) => text.replace('{', '{"apiVersion":"v1","kind":"Pod",'))),
    'behind a greeting': `welcome to prod\n${page(made)}`,
  };
  for (const [how, text] of Object.entries(lists)) {
    const read = readPage(text);
    assert.is(read?.count, 3, how);
    assert.ok(
      read?.pods.some(({ metadata }) => metadata.name === JSON.parse(made[1] as string).metadata.name),
      how,
    );
    assert.is(read?.next, 'from-500', how);
  }
});

test('an empty page, a last page', () => {
  assert.equal(readPage(page([], '{"resourceVersion":"1"}')), {
    count: 0,
    pods: [],
    namespaces: new Set(),
    controllers: new Set(),
    next: undefined,
    broken: 0,
  });
  assert.is(readPage('{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"1"},"items":null}')?.count, 0);
  assert.is(readPage(page(made, '{"continue":""}'))?.next, undefined);
});

test('what is no list of pods is none', () => {
  for (const text of [
    '',
    '<html>',
    '{"kind":"Status","message":"no"}',
    '{"kind":"ServiceList","items":[]}',
    page(made).slice(0, -200),
    '{"kind":"PodList","items":"none"}',
  ]) {
    assert.is(readPage(text), undefined, text.slice(0, 40));
  }
});

test('an item that is no whole pod is counted, and the others are read', () => {
  const read = readPage(page([...made, '{"metadata":{"name":"half","namespace":"load-001"},"status":{"phase":"Pending"}}']));
  assert.is(read?.count, 4);
  assert.is(read?.broken, 1);
  assert.is(read?.pods.length, 1);
});

test('text inside of a pod cannot pass for the end of one', () => {
  const hostile = JSON.parse(made[0] as string) as Pod;
  hostile.metadata.annotations = { note: '},{"metadata":{"name":"ghost","namespace":"load-000"},"spec":{},"status":{}}]}' };
  const read = readPage(page([JSON.stringify(hostile), made[1] as string]));
  assert.is(read?.count, 2);
  assert.is(read?.pods.length, 1);
});

test('escape sequences in a pod that is kept are cleaned', () => {
  const hostile = JSON.parse(made[1] as string) as Pod;
  hostile.metadata.annotations = { note: '\u001b]0;owned\u0007' };
  assert.equal(readPage(page([JSON.stringify(hostile)]))?.pods[0]?.metadata.annotations, { note: '' });
});

test('the token is known before the page is read', () => {
  assert.is(tokenOf(page(made)), 'from-500');
  assert.is(tokenOf(page(made, '{"resourceVersion":"1"}')), undefined);
  assert.is(tokenOf('{"kind":"Status"}'), undefined);
});

const CASES = readdirSync(new URL('cases/', import.meta.url));

only('no pod in trouble is passed over, whatever its trouble: every recorded pod', async () => {
  const cluster = fakeCluster({ cases: CASES });
  const text = [...((await cluster.answer('/api/v1/pods?limit=5000')).body as Iterable<string>)].join('');
  const all = (JSON.parse(text) as { items: Pod[] }).items;
  const kept = new Set(readPage(text)?.pods.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`));
  assert.ok(all.length > 200, `${all.length} pods`);
  assert.ok(kept.size < all.length);
  for (const pod of all) {
    const evidence = new Evidence(NOW);
    const isTroubled = subjectsOf(pod, evidence).some((subject) => troubleOf(subject, evidence));
    assert.ok(!isTroubled || kept.has(`${pod.metadata.namespace}/${pod.metadata.name}`), `${pod.metadata.namespace}/${pod.metadata.name}`);
  }
});

// ---- one pod ----

const ago = (seconds: number) => new Date(NOW - seconds * 1000).toISOString();
const pending = (seconds: number, reason?: string, more: Partial<Pod['status']> = {}): Pod => ({
  metadata: { name: 'web-0', namespace: 'shop', creationTimestamp: ago(seconds) },
  spec: { containers: [{ name: 'app' }] },
  status: {
    phase: 'Pending',
    ...(reason ? { containerStatuses: [{ name: 'app', ready: false, restartCount: 0, state: { waiting: { reason } } }] } : {}),
    ...more,
  },
});

test('a pod that has just been made is starting; after half a minute it is in trouble', () => {
  assert.is(sightOf(pending(5), NOW).is, 'starting');
  assert.is(sightOf(pending(5, 'ContainerCreating'), NOW).is, 'starting');
  assert.is(sightOf(pending(45, 'ContainerCreating'), NOW).is, 'in-trouble');
});

test('a pod that cannot start is in trouble from the first second', () => {
  assert.is(sightOf(pending(2, 'ErrImagePull'), NOW).is, 'in-trouble');
  assert.is(
    sightOf(pending(2, undefined, { conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable' }] }), NOW).is,
    'in-trouble',
  );
});

test('a pod that is being deleted is left alone', () => {
  const pod = JSON.parse(made[1] as string) as Pod;
  assert.is(sightOf(pod, NOW).is, 'in-trouble');
  pod.metadata.deletionTimestamp = ago(1);
  assert.is(sightOf(pod, NOW).is, 'leaving');
});

const foldOf = (pod: Pod) => {
  const sight = sightOf(pod, NOW);
  return sight.is === 'in-trouble' ? sight.suspect.fold : sight.is;
};

test('replicas in the same trouble are alike; another end, another template, another namespace are not', () => {
  const [one, two] = [1, 2].map((index) => JSON.parse(madePod(index, 'load-000', true, NOW)) as Pod) as [Pod, Pod];
  assert.is(foldOf(one), foldOf(two));
  const ended = structuredClone(two);
  (ended.status.containerStatuses?.[0]?.lastState?.terminated as { exitCode: number }).exitCode = 1;
  assert.is.not(foldOf(one), foldOf(ended));
  const revised = structuredClone(two);
  revised.metadata.labels = { ...revised.metadata.labels, 'pod-template-hash': '5d4f' };
  assert.is.not(foldOf(one), foldOf(revised));
  assert.is.not(foldOf(one), foldOf(JSON.parse(madePod(1, 'load-001', true, NOW)) as Pod));
});

test('the runs of a CronJob are alike', () => {
  const run = (name: string): Pod => ({
    metadata: {
      name: `${name}-x7k2p`,
      namespace: 'shop',
      creationTimestamp: ago(900),
      ownerReferences: [{ kind: 'Job', name, controller: true }],
    },
    spec: { containers: [{ name: 'app' }], restartPolicy: 'Never' },
    status: { phase: 'Failed', containerStatuses: [{ name: 'app', state: { terminated: { exitCode: 3, finishedAt: ago(800) } } }] },
  });
  assert.is(foldOf(run('nightly-29384220')), foldOf(run('nightly-29384221')));
  assert.is.not(foldOf(run('nightly-29384220')), foldOf(run('weekly-29384221')));
});

// ---- what is kept ----

test('of all but the worst only the short report is kept, and none of the worst is missed', () => {
  const folds = new Folds(3);
  const report = { namespace: 'shop', name: 'x' } as Report['pods'][number];
  const add = (fold: string, severity: number, at: number) =>
    folds.add({ fold, severity, at }, { metadata: { name: `${fold}-${at}` }, spec: { containers: [] }, status: {} }, report);
  for (const [index, name] of ['a', 'b', 'c', 'd', 'e'].entries()) add(name, 1, index + 1);
  folds.trim();
  assert.equal(
    folds.ranked().map(({ key, pod }) => [key, pod?.metadata.name]),
    [
      ['e', 'e-5'],
      ['d', 'd-4'],
      ['c', 'c-3'],
      ['b', undefined],
      ['a', undefined],
    ],
  );
  // Two more of the least bad make it the worst: its pod is known again.
  add('a', 1, 2);
  add('f', 0, 1);
  folds.trim();
  assert.equal(
    folds.ranked().map(({ key, pod }) => [key, pod?.metadata.name]),
    [
      ['f', 'f-1'],
      ['a', 'a-2'],
      ['e', 'e-5'],
      ['d', undefined],
      ['c', undefined],
      ['b', undefined],
    ],
  );
  assert.is(folds.size, 7);
});

// ---- what is over ----

const job = (name: string, made: number, done: 'Complete' | 'Failed', cron?: string): Workload => ({
  metadata: {
    name,
    namespace: 'shop',
    creationTimestamp: ago(made),
    ...(cron ? { ownerReferences: [{ kind: 'CronJob', name: cron, uid: cron, controller: true }] } : {}),
  },
  spec: {},
  status: { conditions: [{ type: done, status: 'True' }] },
});

test('a failed try of a Job is over once the Job has completed, or a later one of its CronJob', () => {
  const jobs = [
    job('load', 900, 'Complete'),
    job('sync', 900, 'Failed'),
    job('nightly-1', 7200, 'Failed', 'nightly'),
    job('nightly-2', 3600, 'Complete', 'nightly'),
    job('nightly-3', 60, 'Failed', 'nightly'),
  ];
  assert.ok(isJobOver('load', jobs));
  assert.not(isJobOver('sync', jobs));
  assert.ok(isJobOver('nightly-1', jobs));
  assert.not(isJobOver('nightly-3', jobs));
  assert.not(isJobOver('unknown', jobs));
});

// ---- groups ----

test('a culprit and its victims are one group also where the finding names no object, and another namespace has a pod of its name', () => {
  const fold = (namespace: string, name: string, findings: Finding[]) => {
    const report = podReport({ namespace, name, owner: 'StatefulSet/x', containers: [container({ name: 'app', findings })] });
    const key = `${namespace}/${name.replace(/-\d$/, '')}`;
    return { fold: { key, severity: 0, at: 1, pod: undefined, members: [{ report, at: 1 }], endedOf: undefined }, report };
  };
  const own = finding({ cause: 'program-error', summary: 'it gave up', proof: [{ step: 'logs', quote: 'no' }] });
  const its = { ...own, summary: 'pod cache-0: it gave up', explains: 'web-0/app', pod: 'auth/cache-0' };
  const { groups, pods } = grouped(
    [fold('shop', 'web-0', [its, own]), fold('auth', 'cache-1', [own]), fold('shop', 'cache-0', [own])],
    ['--context=prod'],
    undefined,
  );
  // cache-1 stands for the fold that cache-0 is not known to be in: the victim has a group of its own.
  assert.equal(
    groups.map((group) => group.pods),
    [['shop/web-0'], ['auth/cache-1'], ['shop/cache-0']],
  );
  const known = grouped(
    [fold('shop', 'web-0', [its, own]), fold('auth', 'cache-0', [own]), fold('shop', 'cache-0', [own])],
    ['--context=prod'],
    undefined,
  );
  assert.equal(
    known.groups.map((group) => group.pods),
    [['auth/cache-0', 'shop/web-0'], ['shop/cache-0']],
  );
  assert.equal(known.groups[0], {
    cause: 'program-error',
    summary: 'it gave up',
    confidence: 'certain',
    object: null,
    pods: ['auth/cache-0', 'shop/web-0'],
    command: 'kubectl crashloop cache-0 -n auth --context=prod',
  });
  assert.is(pods.length, 3);
});

// ---- the whole ----

only(
  'each pod gets in a scan what it gets when it is named',
  async () => {
    const cases = [
      'dep-chain',
      'file-redis-conf-behind',
      'job-bad-row',
      'mem-limit',
      'env-rollout',
      'image-pull',
      'init-waits',
      'evicted-volume',
      'calm-old-restarts',
      'near-exit0-sigterm',
    ].filter((name) => CASES.includes(name));
    assert.ok(cases.length > 7);
    const { report, cluster, world } = await scanned({ cases }, ['-A', '-o', 'json']);
    const whole = report();
    const pods = whole.pods.filter(({ diagnosedAs }) => diagnosedAs === undefined);
    assert.ok(pods.length >= 10, `${pods.length}`);
    for (const pod of pods) {
      const alone = JSON.parse((await world.type(pod.name, '-n', pod.namespace, '-o', 'json')).out) as Report;
      const found = ({ containers }: Report['pods'][number]) =>
        containers.map(({ name, findings }) => [name, findings.map(({ cause, summary }) => [cause, summary])]);
      assert.equal(found(pod), found(alone.pods[0] as Report['pods'][number]), pod.name);
    }
    assert.is(
      whole.pods.filter(({ namespace }) => namespace === cluster.namespaceOf('calm-old-restarts')).length,
      0,
      'old restarts are left out',
    );
  },
  60,
);

only('the culprit stands above its victims, in one group with them', async () => {
  const { report, code } = await scanned({ cases: ['dep-chain', 'mem-limit'] }, ['-A', '-o', 'json']);
  const { groups, pods, verdict } = report();
  assert.is(code, 1);
  assert.is(groups[0]?.pods.length, 3);
  assert.match(groups[0]?.pods[0] ?? '', /\/sessions-/);
  assert.not.match(groups[0]?.summary ?? '', /^pod /);
  assert.is(groups[0]?.command, `kubectl crashloop ${groups[0]?.pods[0]?.split('/')[1]} -n ${groups[0]?.pods[0]?.split('/')[0]}`);
  assert.is(verdict?.cause, groups[0]?.cause);
  assert.equal(
    pods.map(({ namespace, name }) => `${namespace}/${name}`),
    groups.flatMap((group) => group.pods),
  );
});

only('replicas are folded: one is looked into, the others have its findings and say so', async () => {
  const { report, asked } = await scanned({ pods: 200, namespaces: 1, crashingEach: 10 }, ['-n', 'load-000', '-o', 'json']);
  const { pods, groups, scan } = report();
  assert.is(pods.length, 20);
  assert.is(groups.length, 4, 'four ReplicaSets');
  assert.is(pods.filter(({ diagnosedAs }) => diagnosedAs === undefined).length, 4);
  const [first, second] = pods as [Report['pods'][number], Report['pods'][number]];
  assert.is(second.diagnosedAs, `${first.namespace}/${first.name}`);
  assert.is(second.containers[0]?.findings[0]?.cause, 'oom-killed');
  assert.is(second.owner, first.owner);
  assert.is(asked.filter((url) => url.includes('/log?')).length, 4);
  assert.is(asked.filter((url) => url.includes('/events?')).length, 1, 'one list of events for all');
  assert.is(asked.filter((url) => /\/pods\/[^/?]+$/.test(url)).length, 0, 'no pod is read again');
  assert.equal(scan, { pods: 200, namespaces: 1, starting: 0, over: 0, complete: true });
});

only('the text has a line for those that are alike, and the command that opens the report', async () => {
  const { out } = await scanned({ pods: 200, namespaces: 1, crashingEach: 10 }, ['-n', 'load-000']);
  assert.match(out, /^20 unhealthy pods of 200, 4 causes\n/);
  assert.match(out, /cause {3}20 pods: container app ran out of memory/);
  assert.match(out, / 5 to 35 restarts, last exit 137\s+\(SIGKILL\); and 4 more of ReplicaSet\/svc-0-7c9f8dbbbb\n/);
  assert.match(out, /next {4}kubectl crashloop svc-\S+ -n load-000\n/);
  assert.match(out, /\n180 more pods are well\n/);
});

only('only so many are looked into; of the others it is said that they are not', async () => {
  const { report } = await scanned({ pods: 5000, crashingEach: 100 }, ['-A', '-o', 'json']);
  const { pods, groups } = report();
  assert.is(pods.length, 50);
  assert.is(pods.filter(({ diagnosedAs }) => diagnosedAs === undefined).length, 20);
  const rest = groups.find(({ summary }) => summary.startsWith('not looked into'));
  assert.is(rest?.cause, null);
  assert.is(rest?.pods.length, pods.filter(({ diagnosedAs }) => diagnosedAs === null).length);
  assert.equal(groups.flatMap((group) => group.pods).length, 50);
});

only('every form prints it', async () => {
  const size = { cases: ['dep-chain', 'mem-limit'], pods: 100, namespaces: 2, crashingEach: 20 };
  const text = async (form: string) => (await scanned(size, ['-A', '-o', form])).out;
  assert.match(await text('wide'), /cause {4,}.*\n[\s\S]*timeline/);
  assert.match(await text('yaml'), /^groups:\n/m);
  assert.match(await text('markdown'), /^### 9 unhealthy pods of 104 in 4 namespaces/);
  assert.match(await text('html'), /<h1>9 unhealthy pods of 104/);
  assert.is((await text('name')).trim().split('\n').length, 9);
  const junit = await text('junit');
  assert.match(junit, /<testsuites name="kubectl crashloop" tests="10" failures="9" errors="0">/);
  assert.match(junit, /<testcase name="all pods could be read" classname="scan">/);
  assert.match(junit, /last exit 137 \(SIGKILL\)\nas load-000\/svc-/);
});

only('all is well: exit code 0, and how far it has looked', async () => {
  const { out, code } = await scanned({ pods: 700, namespaces: 7 }, ['-A']);
  assert.is(code, 0);
  assert.is(out, 'no pod was found that crashes, cannot start, or stays unready\n\n700 pods are well\n');
});

only('an empty namespace is told from one that does not exist', async () => {
  const empty = await scanned({ cases: ['admit-account'] }, ['-n', 's-temgtx'], (url) =>
    url === '/api/v1/namespaces/s-temgtx' ? { status: 200, body: '{"kind":"Namespace","metadata":{"name":"s-temgtx"}}' } : undefined,
  );
  assert.is(empty.code, 0);
  assert.match(empty.out, /there are no pods here/);
  const missing = await scanned({ pods: 10 }, ['-n', 'shpo']);
  assert.is(missing.code, 2);
  assert.is(missing.error, 'error: there is no namespace shpo\n');
});

only('labels narrow a scan down', async () => {
  const { report, asked } = await scanned({ cases: ['dep-chain'], pods: 100 }, ['-A', '-l', 'app=stock', '-o', 'json']);
  assert.equal(
    report().pods.map(({ name }) => name.split('-')[0]),
    ['stock'],
  );
  assert.match(asked[0] ?? '', /labelSelector=app%3Dstock/);
});

only('--since tells what has recovered, without calling it trouble', async () => {
  const { report, code } = await scanned({ cases: ['calm-old-restarts'] }, ['-A', '--since', '2h', '-o', 'json']);
  assert.is(code, 0);
  const [pod] = report().pods;
  assert.ok(pod?.healthy);
  assert.match(pod?.notes.join() ?? '', /restarted .* earlier/);
  assert.equal((await scanned({ cases: ['calm-old-restarts'] }, ['-A', '--since', '1s', '-o', 'json'])).report().pods, []);
});

only('-l alone: the worst pod with these labels, in full', async () => {
  const cluster = fakeCluster({ cases: ['dep-chain', 'admit-quota'] });
  const world = fakeWorld(portOf(cluster), { now: () => cluster.now });
  const space = cluster.namespaceOf('dep-chain');
  const { out, code } = await world.type('-n', space, '-l', 'app=gateway');
  assert.is(code, 1);
  assert.match(out, new RegExp(`^${space}/gateway-\\S+  gateway`));
  assert.match(out, /\nproof /);
  const none = await world.type('-n', space, '-l', 'app=nobody');
  assert.is(none.code, 2);
  assert.is(none.error, `error: no pod and no workload in namespace ${space} has the labels app=nobody\n`);
});

only('several targets: one that is not there is a gap, the others are told', async () => {
  const cluster = fakeCluster({ cases: ['dep-chain', 'calm-old-restarts'] });
  const world = fakeWorld(portOf(cluster), { now: () => cluster.now });
  const space = cluster.namespaceOf('dep-chain');
  const both = await world.type('deploy/stock', 'nobody', '-n', space);
  assert.is(both.code, 1);
  assert.match(both.out, /\nnot seen {2}get pod nobody: not found\n/);
  const calm = await world.type('deploy/web', 'deploy/nobody', '-n', cluster.namespaceOf('calm-old-restarts'));
  assert.is(calm.code, 2);
  assert.match(calm.out, /not seen {2}get deploy nobody: not found\n/);
  const none = await world.type('nobody', 'deploy/nobody', '-n', space);
  assert.is(none.code, 2);
  assert.match(none.error, /^error: .*nobody/);
});

only('-l alone, and none is in trouble', async () => {
  const cluster = fakeCluster({ cases: ['calm-old-restarts'] });
  const world = fakeWorld(portOf(cluster), { now: () => cluster.now });
  const { out, code } = await world.type('-n', cluster.namespaceOf('calm-old-restarts'), '-l', 'app=web');
  assert.is(code, 0);
  assert.match(out, /^no pod was found that crashes.*\n\n1 pod is well\n/);
});

only('a workload among more pods than a list holds', async () => {
  const deployment = {
    kind: 'Deployment',
    metadata: { name: 'svc-13', namespace: 'load-000', uid: 'd13' },
    spec: { replicas: 50, selector: { matchLabels: { app: 'svc-13' } } },
  };
  const url = '/apis/apps/v1/namespaces/load-000/deployments/svc-13';
  const { out, code, asked } = await scanned(
    { pods: 800, namespaces: 1, crashingEach: 200 },
    ['deploy/svc-13', '-n', 'load-000', '-o', 'json'],
    (one) => (one === url ? { status: 200, body: JSON.stringify(deployment) } : undefined),
  );
  assert.is(code, 0);
  assert.match((JSON.parse(out) as Report).pods[0]?.name ?? '', /^svc-13-/);
  assert.ok(asked.some((one) => one.includes('labelSelector=app%3Dsvc-13')));
});

// ---- pages, and what may go wrong with them ----

only('pages are read one after another, each asked for once', async () => {
  const { asked } = await scanned({ pods: 4200 }, ['-A']);
  assert.equal(
    pagesOf(asked).map((url) => new URL(url, 'http://x').searchParams.get('continue')),
    [null, 'from-1000', 'from-2000', 'from-3000', 'from-4000'],
  );
  assert.ok(
    pagesOf(asked).every(
      (url) =>
        url.startsWith('/api/v1/pods?limit=1000&fieldSelector=status.phase!%3DSucceeded') ||
        url.startsWith('/api/v1/pods?limit=1000&fieldSelector=status.phase%21%3DSucceeded'),
    ),
    asked[0],
  );
});

/** Answers once, at the first address that fits. */
function once(pattern: RegExp, response: () => Response): FakeCluster['fault'] {
  let left = 1;
  return (url) => (pattern.test(url) && left-- > 0 ? response() : undefined);
}

only('an expired list begins anew, once, and nothing is counted twice', async () => {
  const { report, error, asked } = await scanned(
    { pods: 2000, crashingEach: 100 },
    ['-A', '-o', 'json'],
    once(/continue=from-1000/, expired),
  );
  assert.is(report().scan?.pods, 2000);
  assert.is(report().pods.length, 20);
  assert.ok(report().scan?.complete);
  assert.match(error, /^warning: the list of pods was out of date/);
  assert.is(pagesOf(asked).filter((url) => !url.includes('continue=')).length, 2);
});

only('a list that expires again and again is a gap, with what was read', async () => {
  const { report, code, asked } = await scanned({ pods: 2000, crashingEach: 100 }, ['-A', '-o', 'json'], (url) =>
    url.includes('continue=from-1000') ? expired() : undefined,
  );
  assert.is(code, 1);
  assert.is(report().scan?.pods, 1000);
  assert.not(report().scan?.complete);
  assert.is(report().gaps?.[0]?.step, 'get pods');
  assert.is(pagesOf(asked).length, 4);
});

only('a page that fails leaves a gap; without trouble in the rest nobody can say that all is well', async () => {
  const fault: FakeCluster['fault'] = (url) => (url.includes('continue=from-1000') ? broken() : undefined);
  const troubled = await scanned({ pods: 2000, crashingEach: 100 }, ['-A'], fault);
  assert.is(troubled.code, 1);
  assert.match(troubled.out, /\nnot seen {2}get pods: the server failed/);
  assert.match(troubled.out, /\nnot all pods could be read\n/);
  const calm = await scanned({ pods: 2000 }, ['-A'], fault);
  assert.is(calm.code, 2);
  assert.not.match(calm.out, /no pod was found/);
  assert.match((await scanned({ pods: 2000 }, ['-A', '-o', 'junit'], fault)).out, /errors="1">[\s\S]*<error type="incomplete"/);
});

only('where not all namespaces may be listed, it says what is missing, and to name one', async () => {
  const { code, error, out } = await scanned({ pods: 10 }, ['-A'], (url) =>
    url.startsWith('/api/v1/pods') ? forbidden('list', 'pods') : undefined,
  );
  assert.is(code, 2);
  assert.is(out, '');
  assert.match(
    error,
    /^error: not allowed to list pods in all namespaces; that needs a ClusterRole with the verb list on pods\. Look into one namespace: 'kubectl crashloop -n default'\n$/,
  );
});

only('where a namespace may not be listed, it says so, and to name a pod', async () => {
  const { code, error } = await scanned({ pods: 10 }, ['-n', 'shop'], (url) =>
    url.includes('/pods') ? forbidden('list', 'pods', 'in the namespace "shop"') : undefined,
  );
  assert.is(code, 2);
  assert.match(error, /^error: not allowed to list pods in namespace shop; .*'kubectl crashloop POD -n shop'\n$/);
});

const EVENTS_OF_ALL = /^\/api\/v1\/events\?limit=3000&/;

only('the events of many namespaces are one list; where it is not to be had, each pod is asked for', async () => {
  const cases = ['probe-port', 'hook-poststart', 'image-pull', 'ref-configmap-absent', 'mem-limit'];
  const found = async (fault?: (url: string) => ReturnType<typeof forbidden> | undefined) => {
    const { report, asked } = await scanned({ cases }, ['-A', '-o', 'json'], fault);
    const findings = report().pods.map(({ containers, gaps }) => ({ containers, gaps }));
    return {
      findings,
      lists: asked.filter((url) => EVENTS_OF_ALL.test(url)).length,
      own: asked.filter((url) => url.includes('events?fieldSelector=involvedObject.name')),
    };
  };
  const whole = await found();
  assert.is(whole.lists, 1);
  assert.equal(whole.own, []);
  const refused = await found((url) => (EVENTS_OF_ALL.test(url) ? forbidden('list', 'events') : undefined));
  const cut = await found((url) =>
    EVENTS_OF_ALL.test(url)
      ? { status: 200, body: '{"kind":"EventList","apiVersion":"v1","metadata":{"continue":"more"},"items":[]}' }
      : undefined,
  );
  for (const { findings, own } of [refused, cut]) {
    assert.is(own.length, cases.length);
    assert.equal(findings, whole.findings);
  }
});

only('what may not be read of one namespace is a gap of its pods alone', async () => {
  const cases = ['dep-chain', 'mem-limit'];
  const space = fakeCluster({ cases }).namespaceOf('dep-chain');
  const { report, code } = await scanned({ cases }, ['-A', '-o', 'json'], (url) =>
    url.startsWith(`/api/v1/namespaces/${space}/`)
      ? forbidden(url.includes('/log?') ? 'get' : 'list', url.includes('/log?') ? 'pods/log' : 'events', `in the namespace "${space}"`)
      : undefined,
  );
  assert.is(code, 1);
  for (const pod of report().pods) {
    assert.is(pod.gaps.length > 0, pod.namespace === space, pod.name);
    assert.is(pod.gaps.filter(({ step }) => step === 'events').length, pod.namespace === space ? 1 : 0, pod.name);
  }
  assert.ok(causeOf(report(), 'worker')?.includes('oom-killed'));
});

only('a server that asks to slow down is asked again later, and it is said', async () => {
  const cluster = fakeCluster({ pods: 2000, crashingEach: 100 });
  cluster.fault = once(/continue=from-1000/, throttled);
  const began = Date.now();
  const lines: string[] = [];
  const world = fakeWorld(portOf(cluster), { now: () => cluster.now + Date.now() - began, progress: (line) => lines.push(line) });
  const { out, error, code } = await world.type('-A', '-o', 'json');
  assert.is(code, 1);
  assert.is((JSON.parse(out) as Report).scan?.pods, 2000);
  assert.ok(lines.includes('the API server asks to wait (429): 1 s …'));
  assert.is(error, 'warning: the API server asked to slow down (429 Too Many Requests); waited 1 s\n');
  assert.ok(Date.now() - began >= 1000);
});

// ---- patience ----

const answer = (failure?: 'throttled') => ({
  stdout: '{}',
  cut: false,
  exit: 0,
  ms: 1,
  bytes: 2,
  ...(failure ? { failure: { kind: failure, message: '' } } : {}),
});
const LIMITS = { timeout: 60_000, bytes: 1e6 };

only('never more than six at once, over all clusters together', async () => {
  let [open, most] = [0, 0];
  const slow: Kubectl = async () => {
    most = Math.max(most, ++open);
    await new Promise((resolve) => setTimeout(resolve, 2));
    open--;
    return answer();
  };
  const patience = new Patience({ deadline: Number.POSITIVE_INFINITY, clock: Date.now, wait: async () => {}, slowDown: () => {} });
  const clusters = [patience.of(slow, []), patience.of(slow, [])];
  await Promise.all(Array.from({ length: 40 }, (_, index) => clusters[index % 2]?.(['get'], LIMITS)));
  assert.is(most, 6);
});

only('everybody waits when the server asks one to, and the wait grows', async () => {
  let now = 0;
  const waits: number[] = [];
  const patience = new Patience({
    deadline: 100_000,
    clock: () => now,
    wait: async (ms) => {
      waits.push(ms);
      now += ms;
    },
    slowDown: () => {},
  });
  let refusals = 2;
  const times: number[] = [];
  const kubectl = patience.of(async () => {
    times.push(now);
    return answer(refusals-- > 0 ? 'throttled' : undefined);
  }, []);
  assert.is((await kubectl(['get'], LIMITS)).failure, undefined);
  assert.equal(waits, [1000, 2000]);
  assert.equal(times, [0, 1000, 3000]);
});

only('nobody waits past the end of the run', async () => {
  let now = 0;
  const patience = new Patience({
    deadline: 1500,
    clock: () => now,
    wait: async (ms) => {
      now += ms;
    },
    slowDown: () => {},
  });
  const kubectl = patience.of(async (_, { timeout }) => {
    assert.ok(timeout <= 1500 - now);
    return answer('throttled');
  }, []);
  assert.is((await kubectl(['get'], LIMITS)).failure?.kind, 'throttled');
  now = 2000;
  assert.is((await kubectl(['get'], LIMITS)).failure?.kind, 'stopped');
});

only('the list leaves time to look into what it shows', async () => {
  let now = NOW;
  const cluster = fakeCluster({ pods: 10_000, crashingEach: 100 });
  const port = portOf(cluster);
  const world = fakeWorld(
    async (args, limits) => {
      now += pagesOf([args[2] ?? '']).length > 0 ? 3000 : 10;
      return port(args, limits);
    },
    { now: () => now },
  );
  const { out, code } = await world.type('-A', '-o', 'json', '--timeout', '20s');
  const report = JSON.parse(out) as Report;
  assert.is(code, 1);
  assert.is(report.gaps?.[0]?.gap, 'timeout');
  assert.is(report.scan?.pods, 5000);
  assert.is(report.pods.filter(({ diagnosedAs }) => diagnosedAs === undefined).length, 20);
});

// ---- several clusters ----

only('several clusters: each pod says whose it is, each command reaches its cluster, one that fails is a gap', async () => {
  const clusters: Record<string, FakeCluster> = {
    east: fakeCluster({ cases: ['mem-limit'] }),
    west: fakeCluster({ cases: ['dep-chain'] }),
  };
  const world = fakeWorld(undefined, {
    now: () => NOW,
    async openKubectl({ connection }) {
      const name = connection.find((token) => token.startsWith('--context='))?.slice('--context='.length) ?? '';
      const cluster = clusters[name];
      return cluster
        ? portOf(cluster)
        : async () => ({ ...answer(), exit: 1, failure: { kind: 'configuration', message: `error: context "${name}" does not exist` } });
    },
  });
  const { out, code } = await world.type('-A', '--contexts', 'east,west,north', '-o', 'json');
  const { pods, groups, scan, gaps } = JSON.parse(out) as Report;
  assert.is(code, 1);
  assert.equal([...new Set(pods.map(({ context }) => context))], ['east', 'west']);
  assert.match(groups[0]?.command ?? '', /^kubectl crashloop worker-\S+ -n \S+ --context=east$/);
  assert.match(groups[1]?.pods[0] ?? '', /^west\/s-[^/]+\/sessions-/);
  assert.is(scan?.complete, false);
  assert.equal(
    gaps?.map(({ step, gap }) => [step, gap]),
    [['north: get pods', 'configuration']],
  );
  const none = await world.type('-A', '--contexts', 'north,south');
  assert.is(none.code, 2);
  assert.match(none.error, /could not list the pods in all namespaces of north: .*does not exist/);
});

// ---- while it runs ----

only('the worst so far stands in the progress before the last page is read', async () => {
  const { lines } = await scanned({ pods: 2000, crashingEach: 100 }, ['-A']);
  assert.match(lines[0] ?? '', /^1,000 pods read, 10 in trouble, worst: load-\d+\/svc-\S+ CrashLoopBackOff …$/);
  assert.ok(lines.some((line) => /2,000 pods read, 20 in trouble, looked into 3 of \d+, worst: /.test(line)));
  assert.is(lines.at(-1), '');
});

only('a scan is saved, and answered again from the file', async () => {
  const { world, out } = await scanned({ cases: ['dep-chain'] }, ['-A', '--save', 'evidence.json']);
  assert.is((await world.type('--from', 'evidence.json')).out, out);
});

// ---- docs/ci.md ----

test('the examples for CI are commands that it understands, and YAML', () => {
  const text = readFileSync(new URL('../docs/ci.md', import.meta.url), 'utf8');
  const commands = [...text.matchAll(/kubectl crashloop ([^`\n]*)/g)].map(([, line = '']) => line.split(/ (?:\|\||>)/)[0]?.trim() ?? '');
  assert.ok(commands.length >= 10, `${commands.length} commands`);
  for (const command of commands.filter((one) => /^-|^\S+\//.test(one))) {
    const { kind } = parse(command.split(' '), {}, 'kubectl-crashloop');
    assert.is(kind, /deploy\/|-l /.test(command) ? 'diagnose' : 'scan', command);
  }
  const examples = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = '']) => parseYaml(yaml));
  assert.is(examples[0].jobs.deploy.steps.length, 4);
  assert.is(examples[1].deploy.script.length, 2);
});

test.run();
