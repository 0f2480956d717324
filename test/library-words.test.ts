/** What libraries and runtimes say of what they met with, below the words of the program that uses them. Texts as their sources write them (see the phrases). */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { shortChain } from '../src/logs/chain.ts';
import { readLog } from '../src/logs/read-log.ts';
import { ended, findingsIn, type Situation } from './situation.ts';

const first = (situation: Situation) => findingsIn(situation)[0];
const decisive = (...lines: string[]) => readLog(lines.join('\n')).decisive;

// ---- the kernel: a file with capabilities (bash, dash and busybox say it in these forms) ----

const EXEC = 'run.sh: line 74: /usr/bin/server: Operation not permitted';
const dropped = (log: string, exitCode = 126): Situation => ({
  status: ended(exitCode),
  container: { securityContext: { capabilities: { drop: ['ALL'] } } },
  log,
});

test('a program whose file has capabilities is not started where they are dropped, whoever the user is', () => {
  for (const log of [EXEC, 'e.sh: 1: exec: /usr/bin/server: Operation not permitted', 'exec /usr/bin/server: operation not permitted']) {
    const finding = first(dropped(log));
    assert.is(finding?.cause, 'capability-missing', log);
    assert.match(finding?.summary ?? '', /may not start \/usr\/bin\/server: the file has capabilities of its own/);
    assert.match(JSON.stringify(finding?.fixes[0]), /NET_BIND_SERVICE/);
    assert.not.match(JSON.stringify(finding?.fixes), /DAC_OVERRIDE/);
  }
});

test('Vault wants to lock its memory, which no container may by default', () => {
  const finding = first({ status: ended(126), log: '/entrypoint.sh: line 9: /bin/vault: Operation not permitted' });
  assert.match(JSON.stringify(finding?.fixes[0]), /IPC_LOCK/);
});

test('but where nothing is dropped, capabilities are not the reason', () => {
  assert.is.not(first({ status: ended(126), log: EXEC })?.cause, 'capability-missing');
  assert.is(first(dropped('exec /usr/bin/server: permission denied', 126))?.cause, 'program-not-executable');
});

// ---- musl, as Prisma passes it on ----

test('the library that a library of the program needs is the one that is missing', () => {
  const log = [
    'PrismaClientInitializationError: ',
    'Unable to require(`/app/node_modules/.prisma/client/libquery_engine-linux-musl.so.node`).',
    '',
    'Details: Error loading shared library libssl.so.1.1: No such file or directory (needed by /app/node_modules/.prisma/client/libquery_engine-linux-musl.so.node)',
    '    at vn.request (/app/node_modules/@prisma/client/runtime/library.js:123:5839)',
  ].join('\n');
  assert.match(first({ status: ended(1), log })?.summary ?? '', /library libssl\.so\.1\.1 is missing/);
});

// ---- PostgreSQL: extensions ----

test('what an extension brings is missing until it is made in that database', () => {
  for (const [words, extension] of [
    ['function uuid_generate_v4() does not exist', 'uuid-ossp'],
    ['Migration "Users1" failed, error: function gen_random_uuid() does not exist', 'pgcrypto'],
    ['type "vector" does not exist', 'vector'],
    ['operator class "gin_trgm_ops" does not exist for access method "gin"', 'pg_trgm'],
    ['type "public.geometry" does not exist', 'postgis'],
  ] as const) {
    const finding = first({ status: ended(1), log: `ERROR: ${words}` });
    assert.is(finding?.cause, 'request-refused', words);
    assert.match(finding?.fixes[0]?.text ?? '', new RegExp(`CREATE EXTENSION IF NOT EXISTS "${extension}"`), words);
  }
});

test('but a function of the program is none of an extension, and files that the server lacks are made by no statement', () => {
  assert.is.not(first({ status: ended(1), log: 'ERROR: function total_of_cart(integer) does not exist' })?.cause, 'request-refused');
  const finding = first({ status: ended(1), log: 'ERROR: extension "vector" is not available' });
  assert.match(finding?.fixes[0]?.text ?? '', /image that has the extension/);
});

test('a migration that fails in TypeORM is none of Flyway', () => {
  const finding = first({ status: ended(1), log: 'ERROR: Migration "Users1700000000000" failed, error: value too long for type' });
  assert.not.match(finding?.summary ?? '', /flyway/);
  assert.is(decisive('ERROR: Migration V2__users.sql failed')?.kind, 'migration-failed');
});

// ---- MongoDB ----

test('a checksum that WiredTiger finds wrong is corrupt data, whatever ends the server after it', () => {
  const line = (level: string, msg: string, attr: object) =>
    JSON.stringify({ t: { $date: '2026-11-26T11:03:21.899+00:00' }, s: level, c: 'STORAGE', id: 1, ctx: 'initandlisten', msg, attr });
  const fact = decisive(
    line('E', 'WiredTiger error message', {
      error: -31802,
      message: {
        msg: '__wt_block_read_off:226:WiredTiger.wt: potential hardware corruption, read checksum error for 4096B block at offset 28672',
        error_str: 'WT_ERROR: non-specific WiredTiger error',
      },
    }),
    line('F', 'Terminating due to error from WiredTiger', {}),
  );
  assert.is(fact?.kind, 'data-corrupt');
});

test('MongoDB before 4.4 has its level as a letter; what its storage engine was refused is the reason', () => {
  const path = '/data/db/WiredTiger.wt';
  const situation: Situation = {
    status: ended(14),
    container: { securityContext: { runAsUser: 1001 }, volumeMounts: [{ name: 'data', mountPath: '/data/db' }] },
    spec: { volumes: [{ name: 'data', hostPath: { path: '/srv/mongo' } }] },
    log: [
      `2026-11-20T16:00:30.500+0000 E STORAGE  [initandlisten] WiredTiger error (1) [1542729630:500000][1:0x7f0], connection: __posix_open_file, 667: ${path}: handle-open: open: Operation not permitted`,
      '2026-11-20T16:00:30.511+0000 F STORAGE  [initandlisten] Reason: 1: Operation not permitted',
      '2026-11-20T16:00:30.511+0000 F -        [initandlisten] Fatal Assertion 28595 at src/mongo/db/storage/wiredtiger/wiredtiger_kv_engine.cpp 704',
    ].join('\n'),
  };
  assert.is(first(situation)?.cause, 'volume-permission');
});

// ---- Erlang, RabbitMQ ----

test("what Erlang's HTTP client met with is told in its own terms", () => {
  const failed = (why: string) =>
    `2026-11-26 10:00:00.1 [error] <0.269.0> Failed to fetch a list of nodes from Kubernetes API: {failed_connect,[{to_address,{"api.example.com",443}},{inet,[inet],${why}}]}`;
  assert.is(decisive(failed('nxdomain'))?.kind, 'name-unresolved');
  assert.is(decisive(failed('econnrefused'))?.kind, 'connection-refused');
  assert.is(decisive(failed('etimedout'))?.kind, 'connection-timeout');
});

test('RabbitMQ may not list its peers: it asks as the account of its pod, in its own namespace', () => {
  const finding = first({
    status: ended(1),
    spec: { serviceAccountName: 'rabbitmq' },
    log: [
      '2026-11-26 17:25:44.833 [error] <0.269.0> Failed to fetch a list of nodes from Kubernetes API: 403',
      '2026-11-26 17:25:44.839 [error] <0.269.0> Peer discovery returned an error: "403". Will retry after a delay of 500 ms, 0 retries left...',
      '2026-11-26 17:25:45.000 [error] <0.268.0> CRASH REPORT Process <0.268.0> with 0 neighbours exited with reason: {bad_return,x} in application_master:init/4 line 138',
    ].join('\n'),
  });
  assert.is(finding?.cause, 'rbac-forbidden');
  assert.match(finding?.summary ?? '', /service account rabbitmq of container app may not get endpoints in namespace shop/);
});

// ---- locks ----

test('a file system that has no locks is no disk that fails', () => {
  const finding = first({ status: ended(1), log: 'level=error err="opening storage failed: lock DB directory: no locks available"' });
  assert.is(finding?.cause, 'storage-error');
  assert.match(finding?.summary ?? '', /gets no lock: the file system has none to give/);
});

// ---- the API server ----

test('who may not see the Service of the API server knows it by what is asked there', () => {
  const log = (url: string) =>
    `E0511 19:13:24.848633       1 manager.go:279] "Failed to get API Group-Resources" err="Get \\"${url}\\": dial tcp 10.96.0.1:443: i/o timeout"`;
  assert.match(first({ status: ended(1), log: log('https://10.96.0.1:443/api?timeout=32s') })?.summary ?? '', /that is the API server/);
  assert.not.match(first({ status: ended(1), log: log('https://10.96.0.1:443/v1/stock') })?.summary ?? '', /API server/);
});

test('a certificate of the API server that is not trusted is a matter of the ca.crt beside the token', () => {
  const log = (host: string) =>
    `Error: error creating manager: Get "https://${host}/api?timeout=32s": tls: failed to verify certificate: x509: certificate signed by unknown authority`;
  assert.match(first({ status: ended(1), log: log('10.96.0.1:443') })?.summary ?? '', /kube-root-ca\.crt/);
  assert.not.match(first({ status: ended(1), log: log('gateway.example.com') })?.summary ?? '', /kube-root-ca\.crt/);
});

// ---- clouds ----

test('what AWS refuses is told by its code, in both forms of its SDK for Go', () => {
  const v1 =
    'An error occurred: backup store for location "default" is invalid: rpc error: code = Unknown desc = AccessDenied: Access Denied\n\tstatus code: 403, request id: 8A1B, host id: 2c';
  const v2 =
    'FATAL: operation error S3: ListObjectsV2, https response error StatusCode: 403, RequestID: 8A1B, HostID: 2c, api error SignatureDoesNotMatch: The request signature we calculated does not match';
  for (const log of [v1, v2]) assert.is(first({ status: ended(1), log })?.cause, 'cloud-identity', log);
  assert.is.not(first({ status: ended(1), log: v2.replace('SignatureDoesNotMatch', 'NotFound') })?.cause, 'cloud-identity');
});

// ---- chains ----

test('of a long chain of errors the beginning and the end are kept', () => {
  const chain = `failed to start: ${Array.from({ length: 12 }, (_, i) => `step ${i} of the way could not be gone`).join(': ')}: no usable table`;
  const short = shortChain(chain, 200);
  assert.ok(short.length <= 200);
  assert.match(short, /^failed to start: … .*: no usable table$/);
  assert.is(shortChain('failed: no such table', 200), 'failed: no such table');
  const plain = 'x'.repeat(300);
  assert.is(shortChain(plain, 200), plain.slice(0, 200));
});

test('dig names its constructors, and the error of the one that failed is at the end', () => {
  const message =
    'Unable to create server. Error: could not build arguments for function "go.uber.org/fx".(*module).construct (/home/me/go/pkg/mod/go.uber.org/fx@v1.23.0/module.go:294): failed to build fxevent.Logger: received non-nil error from function "go.temporal.io/server/temporal".ServerOptionsProvider (/home/me/temporal/fx.go:182): the schema is not there';
  assert.is(shortChain(message, 220), 'Unable to create server. Error: … the schema is not there');
});

test('the last words were said before, with the reason', () => {
  const refused =
    '2026-10-30T00:24:33Z [ERROR] [/rest.go:34]: Failed on load rest config err:Get "http://core:80/api/x": dial tcp 10.96.54.166:80: connect: connection refused';
  const last = '2026-10-30T00:24:43Z [FATAL] [/main.go:75]: Failed to initialize job context: failed to load rest config';
  assert.is(decisive(refused, last)?.kind, 'connection-refused');
  assert.is(decisive(refused, last.replace('failed to load rest config', 'queue name is empty'))?.kind, 'fatal-line');
});

// ---- HTTP ----

test('what curl was answered is about the page that the script named right before', () => {
  const url = 'https://updates.example.com/plugins/git/4.0/git.hpi';
  const finding = first({ status: ended(22), log: `Downloading git from ${url}\ncurl: (22) The requested URL returned error: 404` });
  assert.ok(finding?.summary.includes(url));
});

test.run();
