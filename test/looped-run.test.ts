/** A loop of the start script starts the program again each time: what that ends of. And near misses. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingsIn } from './situation.ts';

const LOOP = 'until python /app/worker.py; do\n  echo "worker ended, again in 3 s"\n  sleep 3\ndone\n';
const ENDED = `Traceback (most recent call last):
  File "/app/worker.py", line 13, in <module>
    key = os.environ["STRIPE_API_KEY"]
KeyError: 'STRIPE_API_KEY'
worker ended, again in 3 s
`;
const first = (script: string, log: string) =>
  findingsIn({
    container: { command: ['sh', '-c', script], readinessProbe: { exec: { command: ['cat', '/tmp/alive'] } } },
    status: { ready: false, started: true, restartCount: 0, state: { running: { startedAt: '2026-01-02T03:01:00Z' } } },
    events: [{ reason: 'Unhealthy', message: 'Readiness probe failed: cat: /tmp/alive: No such file or directory', count: 13 }],
    log,
  })[0];

test('what its program ends of again and again keeps it from being ready', () => {
  const finding = first(LOOP, ENDED.repeat(3));
  assert.is(finding?.cause, 'missing-variable');
  assert.match(finding?.summary ?? '', 'STRIPE_API_KEY, which is not set; a loop of its start script starts it again each time');
});

test('no loop, an error that was told once, and a loop that waits for something', () => {
  assert.is.not(first('python /app/worker.py', ENDED.repeat(3))?.cause, 'missing-variable');
  assert.is.not(first(LOOP, ENDED)?.cause, 'missing-variable');
  const waits = first(
    'until cat /shared/ready; do sleep 2; done\nexec app',
    "cat: can't open '/shared/ready': No such file or directory\n".repeat(5),
  );
  assert.not.match(waits?.summary ?? '', 'a loop of its start script');
});

test('a loop that only waits, before the program; a program that is up, and tells of the same error again', () => {
  const error =
    'Traceback (most recent call last):\n  File "/app/orders.py", line 9, in orders\n    return rows["orders"]\nKeyError: \'orders\'\n';
  for (const [script, log] of [
    ['until nc -z db 5432; do\n  echo waiting\n  sleep 1\ndone\nexec python /app/worker.py', error.repeat(3)],
    ['(while true; do date > /tmp/beat; sleep 5; done) &\nexec python /app/worker.py', error.repeat(3)],
    [LOOP, `serving on :8000\n${error.repeat(3)}`],
  ] as const)
    assert.not.match(first(script, log)?.summary ?? '', 'a loop of its start script', script);
  assert.match(first(LOOP, `serving on :8000\n${ENDED}`.repeat(2))?.summary ?? '', 'a loop of its start script');
});

test.run();
