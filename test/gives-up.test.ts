/** A program that gives up on another one, in the words of many: the Service that its settings name is not there. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const causeOf = (lines: readonly string[], host = 'cache') =>
  findingsIn({
    status: ended(1),
    log: `${lines.join('\n')}\n`,
    container: {
      env: [
        { name: 'CACHE_HOST', value: host },
        { name: 'CACHE_PORT', value: '6379' },
      ],
    },
  })[0]?.cause;

const GAVE_UP: Record<string, readonly string[]> = {
  'attempts, then only that it could not start': [
    'attempt 1/2: connection to cache:6379 failed',
    'attempt 2/2: connection to cache:6379 failed',
    'could not start',
  ],
  'the host alone, in words of its own': ['Failed to connect to cache, exiting'],
  'a message of an exception': [
    'java.lang.IllegalStateException: cache did not become available within 30s',
    '\tat shop.Cache.await(Cache.java:44)',
    '\tat shop.App.main(App.java:12)',
  ],
  'an error, and an end that names it not': [
    '{"level":50,"err":{"type":"Error","message":"getaddrinfo ENOTFOUND cache"},"msg":"cache connection lost"}',
    '{"level":60,"msg":"shutting down due to fatal error"}',
  ],
  'winston, with its metadata behind each line': [
    '2026-01-02T03:04:10.000Z error: [Cache] connection error: Error: connect ETIMEDOUT {"service":"cart"}',
    '2026-01-02T03:04:12.000Z error: Max reconnect attempts reached, terminating process {"service":"cart"}',
  ],
  'the logger before the words': [
    'ERROR:cart:Could not connect to cache:6379 - Timeout connecting to server',
    'CRITICAL:cart:aborting startup',
  ],
  'an exit status': [
    '2026-01-02 03:04:10 [ERROR] connect to cache:6379 failed: [Errno 111] Connection refused',
    '2026-01-02 03:04:10 [ERROR] exiting with status 1',
  ],
  'a check of all it needs': [
    'level=error msg="dependency check failed" dependency=cache addr=cache:6379 err="context deadline exceeded"',
    'level=error msg="not all dependencies are healthy, exiting"',
  ],
  'a wait whose time is up': ['waiting for cache:6379...', 'waiting for cache:6379...', 'timed out after 30s'],
};

for (const [name, lines] of Object.entries(GAVE_UP)) test(name, () => assert.is(causeOf(lines), 'service-missing'));

test('other words, another name, and a reading that timed out', () => {
  assert.is(causeOf(['level=fatal msg="cache is not configured"']), 'program-error');
  assert.is(causeOf(['level=fatal msg="mailer is not available"']), 'program-error');
  assert.is(causeOf(['level=fatal msg="cache-entry is not available"']), 'program-error');
  // Nobody knows what is wrong with a host outside.
  assert.is(causeOf(['level=fatal msg="cache.example.com is not available"'], 'cache.example.com'), 'program-error');
  assert.is.not(
    causeOf(['waiting for cache:6379...', 'cache is there', 'loading rates', 'rates of today are missing', 'no rates']),
    'service-missing',
  );
});

test('what a program calls itself, and a sort of server, are no hosts', () => {
  const given = (name: string, value: string) =>
    findingsIn({ status: ended(1), log: `fatal: ${value} is not ready\n`, container: { env: [{ name, value }] } })[0]?.cause;
  for (const [name, value] of [
    ['OTEL_SERVICE_NAME', 'cart'],
    ['CACHE_BACKEND', 'redis'],
    ['DB_CONNECTION', 'mysql'],
  ] as const)
    assert.is(given(name, value), 'program-error', name);
  assert.is(given('DB_SERVER', 'mysql'), 'service-missing');
});

test.run();
