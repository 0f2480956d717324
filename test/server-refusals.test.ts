/** Refusals of PostgreSQL and Redis that a setting or one statement ends. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const redis = (env: { name: string; value: string }[], log = 'redis.exceptions.ResponseError: DB index is out of range\n') =>
  findingsIn({
    status: ended(1),
    container: { env },
    log: `Traceback (most recent call last):\n  File "/app/main.py", line 14, in main\n    client.ping()\n${log}`,
  })[0];

test('a number of a database that Redis does not have', () => {
  const url = redis([{ name: 'REDIS_URL', value: 'redis://cache:6379/16' }]);
  assert.is(url?.cause, 'request-refused');
  assert.match(url?.summary ?? '', /env REDIS_URL selects database 16, and where nothing else is set there are 16, 0 to 15/);
  assert.is(url?.confidence, 'likely', 'what the server is told is not seen');
  assert.match(redis([{ name: 'REDIS_DB', value: '20' }])?.summary ?? '', /env REDIS_DB selects database 20/);
});

test('a number that it has, or two that it has not, is not named', () => {
  assert.not.match(redis([{ name: 'REDIS_URL', value: 'redis://cache:6379/15' }])?.summary ?? '', /selects/);
  const two = redis([
    { name: 'CACHE_URL', value: 'redis://cache:6379/16' },
    { name: 'QUEUE_URL', value: 'redis://cache:6379/17' },
  ]);
  assert.not.match(two?.summary ?? '', /selects/);
});

test('a role without LOGIN is no wrong password', () => {
  const [finding] = findingsIn({
    status: ended(4),
    log: 'psql: error: connection to server at "db" (10.96.156.146), port 5432 failed: FATAL:  role "app" is not permitted to log in\n',
  });
  assert.is(finding?.cause, 'request-refused');
  assert.match(finding?.fixes[0]?.text ?? '', /ALTER ROLE "app" LOGIN/);
});

test.run();
