/** A program that calls its own pod in vain, and what another container of it, which runs, sees listening: all of a pod share one network. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { ContainerStatus, PodSpec } from '../src/kube/shapes.ts';
import { ended, findingsIn } from './situation.ts';

const row = (port: number, index: number) =>
  `   ${index}: 00000000:${port.toString(16).toUpperCase().padStart(4, '0')} 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4040${index} 1 0000000000000000 100 0 0 10 0\n`;
const table = (...ports: number[]) => `  sl  local_address rem_address   st\n${ports.map(row).join('')}`;

const RUNNING = { name: 'proxy', ready: true, restartCount: 0, state: { running: { startedAt: '2026-01-02T03:00:00Z' } } };

const first = (...ports: number[]) => of(ended(1), ports);

function of(status: Partial<ContainerStatus>, ports: number[]) {
  const app = { name: 'app', image: 'registry.example.com/web:1', env: [{ name: 'PROXY', value: 'http://127.0.0.1:9090' }] };
  const containers: PodSpec['containers'] = [app, { name: 'proxy', image: 'busybox:1.35' }];
  return findingsIn({
    spec: { containers },
    podStatus: { containerStatuses: [{ name: 'app', ready: false, ...status } as never, RUNNING] },
    log: 'dial tcp 127.0.0.1:9090: connect: connection refused\n',
    inside: { cat: { exit: 0, stdout: table(...ports), words: '' } },
  }).find(({ cause }) => cause === 'dependency-localhost');
}

test('one other port is open: that one is called', () => {
  const found = first(9091);
  assert.match(found?.summary ?? '', 'container proxy of the same pod listens on port 9091 alone');
  assert.match(found?.fixes[0]?.command ?? '', '127.0.0.1:9091');
  assert.ok(found?.proof.some(({ step, quote }) => step === 'exec' && quote.includes('0.0.0.0:9091 LISTEN')));
});

test('the port is open by now: the other came late, and no other host is meant', () => {
  const found = first(9090, 15000);
  assert.match(found?.summary ?? '', 'container proxy of the same pod, which listens there by now, did not yet when it was called');
  assert.is(found?.fixes[0]?.command, undefined);
});

test('several other ports are open, or none: which is meant is not told', () => {
  for (const ports of [[], [9091, 15000]]) assert.match(first(...ports)?.summary ?? '', 'no other container of the pod declares that port');
});

test('while it runs, the open port may be its own', () => {
  const { lastState = {} } = ended(1);
  const found = of({ restartCount: 3, lastState, state: { running: { startedAt: '2026-01-02T03:04:31Z' } } }, [9091]);
  assert.not.match(found?.summary ?? '', 'listens on port');
});

test('the program that a client is for declares another port, and no setting names the one that it calls', () => {
  for (const hostNetwork of [false, true]) {
    const redis = { name: 'cache', image: 'redis:7', ports: [{ containerPort: 6379 }] };
    const found = findingsIn({
      spec: { hostNetwork, containers: [{ name: 'app', image: 'registry.example.com/web:1' }, redis] },
      status: ended(1),
      log: 'redis.exceptions.ConnectionError: Error 111 connecting to localhost:6380. Connection refused.\n',
    })[0];
    assert.match(found?.summary ?? '', 'container cache of the same pod declares port 6379');
    assert.is(found?.fixes[0]?.text, 'let app call port 6379, that of container cache');
  }
});

test.run();
