/** plugin-missing: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';

test('of a list only the item goes', async () => {
  const found = await findingOn('arg-postgres-library', (cluster) => {
    cluster.container('db').args = ['postgres', '-c', 'shared_preload_libraries=auto_explain,pg_cron'];
  });
  assert.is(found.cause, 'plugin-missing');
  assert.match(found.fixes[0]?.command ?? '', /"op":"replace".*args\/2","value":"shared_preload_libraries=auto_explain"/);
});

test('in a file of a ConfigMap its line goes', async () => {
  const found = await findingOn('arg-redis-module', (cluster) => {
    const data = { 'redis.conf': 'port 6379\nloadmodule /usr/lib/redis/modules/rejson.so\nmaxmemory 64mb\n' };
    cluster.list('configmaps').push({ metadata: { name: 'cache', namespace: cluster.namespace }, data } as never);
    cluster.pod('cache').spec.volumes?.push({ name: 'conf', configMap: { name: 'cache' } });
    const redis = cluster.container('cache');
    redis.volumeMounts.push({ name: 'conf', mountPath: '/etc/redis' });
    redis.command = ['redis-server', '/etc/redis/redis.conf'];
  });
  assert.is(found.cause, 'plugin-missing');
  assert.match(found.fixes[0]?.command ?? '', 'port 6379\\nmaxmemory 64mb\\n');
});

test('a library that no setting names belongs to the image', async () => {
  const found = await findingOn('arg-redis-module', (cluster) => {
    cluster.container('cache').command = ['redis-server', '/etc/redis.conf'];
  });
  assert.is(found.cause, 'library-missing');
});

test('a file that Postgres names with its folder is no library', async () => {
  const found = await findingOn('arg-postgres-library', (cluster) => {
    cluster.container('db').args = ['postgres', '-c', 'hba_file=/etc/pg/hba.conf'];
    cluster.say('db', 'postgres', 'could not access file "pg_cron"', 'could not open configuration file "/etc/pg/hba.conf"');
  });
  assert.is.not(found.cause, 'plugin-missing');
});

test.run();
