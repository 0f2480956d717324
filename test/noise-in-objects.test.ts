/** What stands in the objects beside the fault and is not it: other addresses, empty variables, empty folders. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { PodSpec } from '../src/kube/shapes.ts';
import { type Edited, findingOn } from './edited-case.ts';

/** One more variable of the container, in the pod itself. */
const withVariable = (prefix: string, name: string, value: string) => (cluster: Edited) => {
  const { containers } = cluster.pod(prefix).spec;
  for (const container of containers) container.env = [...(container.env ?? []), { name, value }];
};

test('an address at which that cannot have happened does not hide the one at which it has', async () => {
  const absent = 'http://legacy-import:8080';
  // It timed out, was answered, was refused: there is no Service legacy-import.
  for (const [name, prefix, cause] of [
    ['dep-fetch-hidden', 'basket', 'service-port'],
    ['dep-http-path', 'feed', 'dependency-http-error'],
  ] as const) {
    const plain = await findingOn(name);
    const found = await findingOn(name, withVariable(prefix, 'LEGACY_URL', absent));
    assert.is(found.cause, cause, name);
    assert.is(found.summary, plain.summary, name);
  }
  // The frames are those of a client of PostgreSQL.
  assert.is((await findingOn('dep-asyncpg', withVariable('rates', 'LEGACY_URL', absent))).cause, 'service-missing');
});

test('near misses: of two addresses at which it may have happened none is chosen', async () => {
  const other = await findingOn('dep-fetch-hidden', withVariable('basket', 'STOCK_URL', 'http://api.example.com:8080'));
  assert.is(other.cause, 'dependency-unreachable');
  const two = await findingOn('dep-asyncpg', withVariable('rates', 'ARCHIVE_URL', 'postgresql://rates@archive:5432/rates'));
  assert.is.not(two.cause, 'service-missing');
});

test('what stands before the port in a URL is no user', async () => {
  const found = await findingOn('auth-redis-rights', withVariable('web', 'LEGACY_URL', 'http://legacy-import:8080'));
  assert.not.match(found.summary, 'user legacy-import');
  assert.match((await findingOn('auth-redis-rights', withVariable('web', 'CACHE_USER', 'web'))).summary, 'user web');
});

test('an empty variable is not the address that a URL lacks', async () => {
  const found = await findingOn('env-url-no-scheme', withVariable('ledger', 'EXTRA_FLAGS', ''));
  assert.match(found.summary, 'DATABASE_URL');
  assert.match((await findingOn('env-url-no-scheme', withVariable('ledger', 'DB_ADDR', ''))).summary, 'DB_ADDR');
});

/** One more empty folder of the container, in the pod itself. */
const withVolume = (prefix: string, name: string, mountPath: string) => (cluster: Edited) => {
  const { spec } = cluster.pod(prefix);
  spec.volumes = [...(spec.volumes ?? []), { name, emptyDir: {} }];
  for (const container of spec.containers) container.volumeMounts = [...(container.volumeMounts ?? []), { name, mountPath }];
};

test('an empty folder that is there for something else is not put in the place of the one that is missing', async () => {
  const scratch = await findingOn('file-gunicorn-log-folder', withVolume('web', 'tmp', '/tmp'));
  assert.match(scratch.summary, /\/var\/log\/web, which is not there.*nor a volume brings it/);
  const logs = await findingOn('file-gunicorn-log-folder', withVolume('web', 'log', '/logs'));
  assert.match(logs.summary, 'volume log is mounted at /logs');
});

test('nor does it hide the volume that is meant', async () => {
  for (const [name, prefix] of [
    ['cmd-httpd-folder', 'pages'],
    ['file-redis-folder-near', 'cache'],
    ['file-sqlite-folder', 'status'],
    ['perm-sqlite-owner', 'catalog'],
    ['vol-corrupt-redis', 'cache'],
  ] as const) {
    const plain = await findingOn(name);
    assert.is((await findingOn(name, withVolume(prefix, 'scratch', '/scratch'))).summary, plain.summary, name);
  }
});

test('an empty variable is not the empty text of the file that it takes from its pod', async () => {
  const found = await findingOn('value-from-pod-file', withVariable('indexer', 'EXTRA_FLAGS', ''));
  assert.match(found.summary, 'it is the text of /etc/podinfo/shard');
});

test('the address of another program is not the port on which this one listens', async () => {
  const [fix] = (await findingOn('pod-port-twice', withVariable('api', 'A_URL', 'http://legacy-import:8080'))).fixes;
  assert.match(fix?.command ?? '', 'PORT=8081');
});

test('a debugger is not moved to a port of the program', async () => {
  const [fix] = (
    await findingOn('port-inspector', (cluster) => {
      for (const container of cluster.pod('api').spec.containers)
        container.ports = [...(container.ports ?? []), { containerPort: 8081, protocol: 'TCP' }];
    })
  ).fixes;
  assert.match(fix?.command ?? '', '--inspect=0.0.0.0:8082');
});

/** The Deployment's template and that of the pod's own ReplicaSet, of which the revision before has nothing. */
const changed = (prefix: string, change: (spec: PodSpec) => void) => (cluster: Edited) => {
  const pod = cluster.pod(prefix);
  const own = cluster.list('replicasets').find(({ metadata }) => metadata.uid === pod.metadata.ownerReferences?.[0]?.uid);
  const by = cluster.list('deployments').find(({ metadata }) => metadata.uid === own?.metadata.ownerReferences?.[0]?.uid);
  for (const spec of [pod.spec, own?.spec.template?.spec, by?.spec.template?.spec]) if (spec) change(spec);
};

test('a revision that changed something else does not make the way back the first fix of a value', async () => {
  const plain = (await findingOn('rollout-innocent')).fixes[0]?.command;
  const first = async (change: (spec: PodSpec) => void) =>
    (await findingOn('rollout-innocent', changed('orders-67847c5c8d', change))).fixes[0]?.command;
  assert.is(await first((spec) => spec.containers.push({ name: 'log-shipper', image: 'fluent/fluent-bit:3.1' })), plain);
  assert.is(
    await first((spec) => {
      for (const container of spec.containers)
        container.envFrom = [...(container.envFrom ?? []), { configMapRef: { name: 'overrides', optional: true } }];
    }),
    plain,
  );
  // Near miss: another image may read it in another way.
  const image = await first((spec) => {
    for (const container of spec.containers) container.image = 'registry.example.com/shop/orders:9.9.9';
  });
  assert.match(image ?? '', 'rollout undo');
});

test('what only the scheduler and the kubelet read of a template is no reason for an error of the program', async () => {
  const first = async (change: (spec: PodSpec) => void) =>
    (await findingOn('env-edited-later', changed('stock-585d75cfb4', change))).fixes[0]?.command;
  assert.not.match(
    (await first((spec) => Object.assign(spec, { tolerations: [{ key: 'batch', operator: 'Exists' }] }))) ?? '',
    'rollout undo',
  );
  assert.match((await first((spec) => Object.assign(spec, { hostNetwork: true }))) ?? '', 'rollout undo');
});

test.run();
