/** What a connected server refuses: near misses, each a recorded case with one thing changed. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, findingOn } from './edited-case.ts';

const noCommand = ({ fixes }: { fixes: readonly { command?: string }[] }) => assert.is(fixes[0]?.command, undefined);

test('a replica whose primary is not told is named, and nothing is pointed elsewhere', async () => {
  const found = await findingOn('request-redis-replica', (cluster) => {
    cluster.container('cache-copy').command = ['redis-server', '--protected-mode', 'no'];
  });
  assert.is(found.cause, 'request-refused');
  assert.is(found.confidence, 'likely');
  noCommand(found);
});

test('a program that has the host only as a default in its text is told by its variable', async () => {
  const { fixes } = await findingOn('request-redis-replica');
  assert.match(fixes[0]?.command ?? '', 'REDIS_HOST=cache-0');
  assert.not.match(fixes[0]?.command ?? '', 'configmap');
});

test('a cluster of several is not taken apart', async () => {
  const found = await findingOn('request-redis-slots', (cluster) => {
    const [owner] = cluster.pod('cache').metadata.ownerReferences ?? [];
    if (owner) Object.assign(owner, { kind: 'StatefulSet', name: 'cache' });
  });
  assert.match(found.summary, 'cluster mode');
  noCommand(found);
});

test('maxmemory is raised only as far as the memory limit of its container goes', async () => {
  const full = (limit: string) =>
    findingOn('request-redis-slots', (cluster) => {
      cluster.say(
        'cart',
        'cart',
        'redis.exceptions.ResponseError: CLUSTERDOWN Hash slot not served',
        "redis.exceptions.OutOfMemoryError: command not allowed when used memory > 'maxmemory'.",
      );
      cluster.one('configmaps', 'cache-config').data = { 'redis.conf': 'maxmemory 96mb\nmaxmemory-policy noeviction\n' };
      cluster.container('cache').resources = { limits: { memory: limit } };
    });
  const roomy = await full('256Mi');
  assert.match(roomy.fixes[0]?.command ?? '', 'maxmemory 192mb\\nmaxmemory-policy noeviction');
  noCommand(await full('200Mi'));
});

test('a right on a table is named, and not given by guess; a file that may not be opened is no such right', async () => {
  const table = await findingOn('request-pg-schema', (cluster) =>
    cluster.say('orders', 'migrate', 'for schema public', 'for table orders'),
  );
  assert.is(table.cause, 'request-refused');
  assert.not.match(table.fixes[0]?.text ?? '', '"orders"');
  const file = await findingOn('request-pg-schema', (cluster) =>
    cluster.say('orders', 'migrate', 'permission denied for schema public', 'permission denied: /var/lib/orders'),
  );
  assert.is.not(file.cause, 'request-refused');
});

test("a rule of Redis's file gives the user what it lacks; one that gives all is no reason, and no password of it is told", async () => {
  const rights = (rule: string, said = "run the 'ping' command") =>
    findingOn('auth-redis-rights', (cluster) => {
      cluster.one('configmaps', 'cache').data = { 'redis.conf': `save ""\n${rule}\n` };
      cluster.say('web', 'web', "run the 'ping' command", said);
    });
  const lacks = await rights('user default on >tulip ~* +get');
  assert.match(lacks.fixes[0]?.command ?? '', "sed 's/^ *user default .*/& +ping/'");
  assert.not.match(JSON.stringify(lacks), 'tulip');
  const all = await rights('user default on >tulip ~* +@all');
  assert.is(all.confidence, 'likely');
  noCommand(all);
  noCommand(await rights('user shop on >tulip ~* +get'));
  noCommand(await rights('user default on >tulip ~visits* +@all', 'access one of the keys used as arguments'));
});

test('a group is made where no password is asked for', async () => {
  const found = await findingOn('request-redis-group');
  assert.match(found.fixes[0]?.command ?? '', 'XGROUP CREATE orders invoices');
  const guarded = await findingOn('request-redis-group', (cluster) => {
    cluster.container('queue').command = ['redis-server', '--requirepass', 'x'];
  });
  assert.is(guarded.cause, 'request-refused');
  noCommand(guarded);
});

test('a lock is nothing to grant, and who holds it is to be seen', async () => {
  const { fixes } = await findingOn('request-pg-lock');
  noCommand({ fixes });
  assert.is(fixes[1]?.changes, false);
  assert.match(fixes[1]?.command ?? '', 'pg_stat_activity');
});

test("the client's own limit for a statement is milliseconds where it names no unit", async () => {
  const options = (value: string) => (cluster: Edited) =>
    void Object.assign(cluster.one('configmaps', 'summary-db').data ?? {}, { PGOPTIONS: value });
  const found = await findingOn('dep-statement-limit');
  assert.match(found.summary, 'ConfigMap summary-db key PGOPTIONS has statement_timeout=30, which PostgreSQL takes for milliseconds');
  assert.is(found.confidence, 'certain');
  assert.match(found.fixes[0]?.command ?? '', '-c statement_timeout=30s');
  const longer = await findingOn('dep-statement-limit', options('-c statement_timeout=2s -c search_path=shop'));
  assert.match(longer.fixes[0]?.command ?? '', '-c statement_timeout=20s -c search_path=shop');
  const half = await findingOn('dep-statement-limit', options('-c statement_timeout=500'));
  assert.match(half.fixes[0]?.command ?? '', '-c statement_timeout=5000"');
  for (const other of ['-c statement_timeout=0', '-c lock_timeout=30']) noCommand(await findingOn('dep-statement-limit', options(other)));
});

test('a server that cannot save is given room where its own volume is full', async () => {
  const found = await findingOn('disk-redis-behind');
  assert.match(found.summary, 'volume data at /data, an emptyDir in memory with sizeLimit 4Mi, is full');
  assert.match(found.fixes[0]?.command ?? '', '"sizeLimit":"64Mi"');
  assert.match(found.fixes[0]?.command ?? '', /patch deploy\/cache .*rollout restart deploy\/pages/s);
  const onDisk = await findingOn('disk-redis-behind', (cluster) => {
    for (const volume of cluster.pod('cache').spec.volumes ?? []) if (volume.emptyDir) volume.emptyDir = {};
  });
  assert.not.match(onDisk.summary, 'is full');
  noCommand(onDisk);
});

test.run();
