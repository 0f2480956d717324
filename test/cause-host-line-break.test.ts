/** host-line-break: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const ref = (name: string, key = 'host') => ({ name, valueFrom: { secretKeyRef: { name: 'hosts', key } } });
const SERVICE = { metadata: { name: 'cache', namespace: 'shop' }, spec: { ports: [{ port: 6379 }] } };

const found = (log: string, env: object[] = [ref('REDIS_HOST')], services = [SERVICE]) =>
  findingsIn({ status: ended(1), log, container: { env: env as never }, services, secrets: { hosts: ['host', 'url'] } })[0];

const REDIS = 'SystemError: Cannot connect to Redis at cache\n:6379: Error -2 connecting to cache\n:6379. Name or service not known.';

test("what should follow the name begins the next line: redis-py, libpq, Go, and Node.js's own copy of it", () => {
  for (const log of [
    REDIS,
    'psycopg2.OperationalError: could not translate host name "cache\n" to address: Name or service not known\n',
    '2026/01/01 10:00:00 dial tcp: lookup cache\n: no such host',
    "Error: getaddrinfo ENOTFOUND cache\n\n    at GetAddrInfoReqWrap.onlookup [as oncomplete] (node:dns:107:26) {\n  errno: -3008,\n  code: 'ENOTFOUND',\n  hostname: 'cache\\n'\n}",
  ]) {
    const finding = found(log);
    assert.is(`${finding?.cause} ${finding?.confidence}`, 'host-line-break certain', log);
    assert.match(finding?.fixes[0]?.command ?? '', "| base64 -d | tr -d '\\r\\n' | base64 |");
  }
});

test('where no Service has the name it is likely', () => {
  assert.is(`${found(REDIS, undefined, [])?.cause} ${found(REDIS, undefined, [])?.confidence}`, 'host-line-break likely');
});

test('of several Secrets the one for a host is meant; none of them, no word of it', () => {
  assert.match(found(REDIS, [ref('REDIS_HOST'), ref('DATABASE_URL', 'url')])?.summary ?? '', 'env REDIS_HOST');
  assert.is.not(found(REDIS, [ref('REDIS_HOST'), ref('MAIL_HOST', 'url')])?.cause, 'host-line-break');
  assert.is.not(found(REDIS, [{ name: 'REDIS_HOST', value: 'cache' }])?.cause, 'host-line-break');
});

test('a name that stands whole in its line', () => {
  assert.is.not(
    found('redis.exceptions.ConnectionError: Error -2 connecting to cache:6379. Name or service not known.')?.cause,
    'host-line-break',
  );
  assert.is.not(found('trying cache\nError: getaddrinfo ENOTFOUND cache\n:memory: is not used')?.cause, 'host-line-break');
});

test('a name that a setting shows is taken from there; a file of a Secret may hold it too', () => {
  assert.match(found(REDIS, [{ name: 'CACHE_HOST', value: 'cache\n' }, ref('MAIL_HOST')])?.summary ?? '', 'so it stands in env CACHE_HOST');
  const beside = findingsIn({
    status: ended(1),
    log: REDIS,
    container: { env: [ref('REDIS_HOST')] as never },
    spec: { volumes: [{ name: 'more', secret: { secretName: 'more' } }] },
    services: [SERVICE],
    secrets: { hosts: ['host'], more: ['host'] },
  })[0];
  assert.is(`${beside?.cause} ${beside?.confidence}`, 'host-line-break likely');
});

test('a value that is seen ends with it', () => {
  const finding = found('dial tcp: lookup cache\n: no such host', [{ name: 'REDIS_HOST', value: 'cache\n' }]);
  assert.is(`${finding?.cause} ${finding?.confidence}`, 'host-line-break certain');
  assert.match(finding?.fixes[0]?.command ?? '', '"value":"cache"');
  const blank = found('dial tcp: lookup cache\n: no such host', [{ name: 'REDIS_HOST', value: 'cache ' }]);
  assert.is.not(blank?.cause, 'host-line-break', 'a blank is no line break');
});

test.run();
