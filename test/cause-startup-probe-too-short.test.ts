/** startup-probe-too-short: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const of = (...lines: string[]) =>
  findingsIn({
    status: ended(143),
    log: `${lines.join('\n')}\n`,
    events: [
      { reason: 'Killing', message: 'Container app failed startup probe, will be restarted' },
      { reason: 'Unhealthy', message: 'Startup probe failed: dial tcp 10.1.2.3:8080: connect: connection refused', count: 3 },
    ],
    container: { startupProbe: { tcpSocket: { port: 8080 }, periodSeconds: 10, failureThreshold: 3 } },
  })[0];

test('a pace tells when it will be up; what it waits for may never come', () => {
  const paced = of('2026-01-02T03:04:01.000000000Z loading model 1/10', '2026-01-02T03:04:24.000000000Z loading model 4/10');
  assert.is(`${paced?.cause} ${paced?.confidence}`, 'startup-probe-too-short certain');
  const busy = of('2026-01-02T03:04:01.000000000Z loading the dictionary');
  assert.is(`${busy?.cause} ${busy?.confidence}`, 'startup-probe-too-short likely');
  for (const line of ['connecting to db:5432', 'waiting for the broker'])
    assert.is.not(of(`2026-01-02T03:04:01.000000000Z ${line}`)?.confidence, 'likely', line);
});

test.run();
