/** tls-mismatch: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const of = (log: string, env: Record<string, string> = {}, more: Situation = {}) =>
  findingsIn({
    status: ended(1),
    log: `${log}\n`,
    container: { env: Object.entries(env).map(([name, value]) => ({ name, value })) },
    ...more,
  })[0];

test('a switch that names no server is changed only where it is the only one', () => {
  const log =
    'Error: The server does not support SSL connections\n    at Socket.<anonymous> (/app/node_modules/pg/lib/connection.js:77:37)';
  assert.match(of(log, { DB_SSL: 'true' })?.fixes[0]?.command ?? '', '"name":"DB_SSL","value":"false"');
  assert.is(of(log, { DB_SSL: 'true', SMTP_TLS: 'true' })?.fixes[0]?.command, undefined);
});

test('the switch of another kind of server stays', () => {
  const log = 'redis: dial redis:6379: tls: first record does not look like a TLS handshake';
  assert.match(of(log, { REDIS_TLS: 'true' })?.fixes[0]?.command ?? '', '"name":"REDIS_TLS","value":"false"');
  const mail = of(log, { SMTP_TLS: 'true' });
  assert.is(mail?.cause, 'tls-mismatch');
  assert.is(mail?.fixes[0]?.command, undefined);
});

test('an alert is sent by who speaks TLS', () => {
  const log =
    'Error: write EPROTO 00A8:error:0A000410:SSL routines:ssl3_read_bytes:ssl/tls alert handshake failure:../deps/openssl/openssl/ssl/record/rec_layer_s3.c:1605:SSL alert number 40';
  const finding = of(log, { API_URL: 'https://api.example.com' });
  assert.is(finding?.cause, 'tls-mismatch');
  assert.not.match(finding?.summary ?? '', 'which does not');
  assert.is(finding?.fixes[0]?.command, undefined);
});

// redis/node-redis-parser:lib/parser.js; 0x15 begins an alert of TLS (RFC 8446, 5.1).
test('a client of Redis gets an alert for its plain text', () => {
  const finding = of('ParserError: Protocol error, got "\\u0015" as reply type byte', { REDIS_URL: 'redis://cache:6380' });
  assert.match(finding?.fixes[0]?.command ?? '', 'rediss://cache:6380');
});

test('another wrong version number', () => {
  assert.is.not(of('error: index file has wrong version number 4')?.cause, 'tls-mismatch');
});

test.run();
