/** A client that says only that it tries no more has said before what it met with. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLog } from '../src/logs/read-log.ts';

const decisive = (lines: string[]) => readLog(lines.join('\n')).decisive;
const ATTEMPT = '{"level":"warn","msg":"queue not reachable","attempt":4,"error":"getaddrinfo ENOTFOUND redis-queues"}';
const STOP = ['{"level":"info","msg":"flushing metrics"}', '{"level":"info","msg":"metrics flushed, shutdown complete"}'];

for (const words of ['giving up on the queue', 'could not connect after 5 attempts', 'retries exhausted'])
  test(`"${words}" gives no reason: the attempt before does`, () => {
    const fact = decisive([ATTEMPT, `{"level":"error","msg":"${words}"}`, ...STOP]);
    assert.is(fact?.kind, 'name-unresolved');
  });

test('a reason behind the colon is one, whatever was tried before', () => {
  const fact = decisive([ATTEMPT, '{"level":"error","msg":"giving up: the licence has 3 seats and 4 are taken"}', ...STOP]);
  assert.match(fact?.quote ?? '', 'licence');
});

test('the same fault again and again, and then that something is not to be had for want of it; what is said of another thing is another thing', () => {
  const end = (words: string) => decisive([ATTEMPT, ATTEMPT, `{"level":"fatal","msg":"${words}"}`]);
  assert.is(end('could not form the cluster: not all members found')?.kind, 'name-unresolved');
  assert.match(end('the licence has 3 seats and 4 are taken')?.quote ?? '', 'licence');
  const without = '{"level":"warn","msg":"cache not reachable","error":"getaddrinfo ENOTFOUND redis-cache"}';
  assert.match(decisive([without, without, '{"level":"fatal","msg":"could not read the licence"}'])?.quote ?? '', 'licence', 'no attempts');
});

test('nothing stands before it: then it is all there is', () => {
  assert.match(decisive(['{"level":"error","msg":"giving up on the queue"}', ...STOP])?.quote ?? '', 'giving up on the queue');
});

test.run();
