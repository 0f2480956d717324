/** host-misspelt: what Go and Node.js look up with what a setting has around the name. Texts of go 1.26.8 and node 20.20.2. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const SERVICE = { metadata: { name: 'db', namespace: 'shop' }, spec: { clusterIP: '10.96.0.9', ports: [{ port: 5432 }] } };
const on = (value: string, log: string) =>
  findingsIn({ status: ended(1), log, container: { env: [{ name: 'DB_HOST', value }] }, services: [SERVICE] })[0];

test('a scheme, a port, a slash, a blank', () => {
  for (const [value, log] of [
    ['http://db', 'dial tcp: lookup http://db: no such host'],
    ['db:5432', 'dial tcp: lookup db:5432: no such host'],
    ['db/', 'dial tcp: lookup db/: no such host'],
    [' db', 'dial tcp: lookup  db: no such host'],
    ['http://db', 'Error: getaddrinfo ENOTFOUND http://db'],
    ['db:5432', 'Error: getaddrinfo ENOTFOUND db:5432'],
    ['db/', 'Error: getaddrinfo ENOTFOUND db/'],
  ] as const) {
    const found = on(value, log);
    assert.is(`${found?.cause} ${found?.confidence}`, 'host-misspelt certain', log);
    assert.match(found?.fixes[0]?.command ?? '', '"name":"DB_HOST","value":"db"');
  }
});

test('the name alone, and another setting', () => {
  assert.is.not(on('db', 'dial tcp: lookup db: no such host')?.cause, 'host-misspelt');
  assert.is.not(on('cache:6379', 'dial tcp: lookup db: no such host')?.cause, 'host-misspelt');
});

test.run();
