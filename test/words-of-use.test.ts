/** What is in use, refused or listed, in words that are said of other things as well. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLog } from '../src/logs/read-log.ts';
import { filesLimit } from '../src/trace/programs/own-ulimit.ts';
import { ended, findingsIn } from './situation.ts';

const decisive = (log: string) => readLog(log).decisive;

test('a file that another process has; not a leader, nor a route', () => {
  for (const log of ['spool: /spool is in use by process 1', '/data/db/LOCK is held by another process', '/data/x is used by process 12'])
    assert.is(decisive(log)?.kind, 'lock-held', log);
  for (const log of [
    '/dev/nvidia0 is in use by another process',
    '/election/leader is held by another instance',
    '/v1/items is used by the process pool',
    '/data is owned by process owner',
  ])
    assert.is.not(decisive(log)?.kind, 'lock-held', log);
});

test('an account of Active Directory that is locked has the right password', () => {
  const said = (data: string) =>
    `ERROR [LDAP: error code 49 - 80090308: LdapErr: DSID-0C09042A, comment: AcceptSecurityContext error, ${data}, v3839]`;
  assert.is(decisive(said('data 52e'))?.kind, 'auth-failed');
  assert.is.not(decisive(said('data 775'))?.kind, 'auth-failed');
});

test('a key in the place of its path is not repeated', () => {
  const words = 'google.auth.exceptions.DefaultCredentialsError: File {"type": "service_account", "private_key": "x"} was not found.';
  assert.equal(decisive(words)?.fields, { path: '{' });
});

test('PgBouncer tells of its clients what it says to them', () => {
  assert.is(decisive('psql: error: FATAL:  no more connections allowed (max_client_conn)')?.kind, 'connections-exhausted');
  for (const said of ['closing because', 'pooler error'])
    assert.is.not(
      decisive(`[1] LOG C-0x55: x/y@10.0.0.1:3333 ${said}: no more connections allowed (max_client_conn)`)?.kind,
      'connections-exhausted',
    );
});

test('a number that is not told is no duration of a variable for durations', () => {
  const told = (name: string, value: string) =>
    findingsIn({
      status: ended(101),
      log: "thread 'main' panicked at src/main.rs:3:5:\ncalled `Result::unwrap()` on an `Err` value: ParseIntError { kind: InvalidDigit }",
      container: { env: [{ name, value }] },
    })[0]?.summary ?? '';
  assert.match(told('POOL_SIZE', 'ten'), 'POOL_SIZE');
  assert.match(told('READ_TIMEOUT_MS', '30s'), 'READ_TIMEOUT_MS');
  assert.not.match(told('READ_TIMEOUT', '30s'), 'READ_TIMEOUT');
  assert.not.match(told('LOG_LEVEL', 'info'), 'LOG_LEVEL');
});

test('a folder for which a client asks ends no server', () => {
  const said = '[crit] 29#29: *1 pread() "/etc/nginx/.htpasswd" failed (21: Is a directory)';
  assert.is(decisive(`2026/01/02 03:04:09 ${said}`)?.phrase, 'web/nginx-directory');
  assert.is.not(
    decisive(`2026/01/02 03:04:09 ${said}, client: 10.0.0.1, server: , request: "GET / HTTP/1.1"`)?.phrase,
    'web/nginx-directory',
  );
});

test('an address of a list is not left out for what it cannot do there', () => {
  const told = (log: string, value: string) =>
    JSON.stringify(findingsIn({ status: ended(1), log, container: { env: [{ name: 'ITEMS', value }] } })[0]);
  assert.match(told('Error: no rate for XAU', 'EUR,XAU'), 'is one of env ITEMS');
  assert.not.match(told('FATAL no leader for partition 3 on kafka-2:9092', 'kafka-1:9092,kafka-2:9092'), 'take it out');
});

test('the files that a store keeps open are no limit of the process', () => {
  const limit = (name: string) => filesLimit([{ name, value: '500', written: '500', place: { kind: 'env' } } as never])?.text;
  assert.is(limit('MAX_OPEN_FILES'), 'MAX_OPEN_FILES=500');
  assert.is(limit('ROCKSDB_MAX_OPEN_FILES'), undefined);
});

test.run();
