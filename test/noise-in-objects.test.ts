/** What stands in the objects beside the fault and is not it: other addresses, empty variables, empty folders. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
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

test('an empty folder that is there for something else is not put in the place of the one that is missing', async () => {
  const withVolume = (name: string, mountPath: string) => (cluster: Edited) => {
    const { spec } = cluster.pod('web');
    spec.volumes = [...(spec.volumes ?? []), { name, emptyDir: {} }];
    for (const container of spec.containers) container.volumeMounts = [...(container.volumeMounts ?? []), { name, mountPath }];
  };
  const scratch = await findingOn('file-gunicorn-log-folder', withVolume('tmp', '/tmp'));
  assert.match(scratch.summary, /\/var\/log\/web, which is not there.*nor a volume brings it/);
  const logs = await findingOn('file-gunicorn-log-folder', withVolume('log', '/logs'));
  assert.match(logs.summary, 'volume log is mounted at /logs');
});

test.run();
