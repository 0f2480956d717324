/** Who is meant on localhost: another container, a program of the very container, its own port, or the node. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const refused = (port: number) =>
  `Error: connect ECONNREFUSED 127.0.0.1:${port}\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1555:16)`;
const called = (port: number, container: Situation['container'] = {}, spec: Situation['spec'] = {}, log = refused(port)) => {
  const [found] = findingsIn({ status: ended(1), log, container, spec });
  assert.is(found?.cause, 'dependency-localhost');
  return found;
};

test('in a pod of one container that starts nothing else, nobody is there', () => {
  assert.is(called(6379)?.confidence, 'certain');
  assert.match(called(6379)?.summary ?? '', 'which is its own pod: no other container runs in it');
  // The image of a server is that of its client, too.
  assert.is(called(5432, { image: 'postgres:15', command: ['psql', '-h', 'localhost'] })?.confidence, 'certain');
  assert.is(called(6379, { args: ['--redis=redis://localhost:6379'] })?.confidence, 'certain');
});

test('a server that the container is to start by itself, or its own port', () => {
  const own = [
    called(6379, { command: ['sh', '-c', 'redis-server --daemonize yes && exec node server.js'] }),
    called(8500, { command: ['sh', '-c', '/bin/consul agent -dev & \nnode server.js'] }),
    called(3306, { image: 'mysql:8.0' }),
    called(3000, { ports: [{ containerPort: 3000 }] }),
    called(3000, { env: [{ name: 'PORT', value: '3000' }] }),
    called(8080, { livenessProbe: { httpGet: { path: '/', port: 8080 } } }),
    called(6379, {}, {}, `2026-01-02 03:04:01,002 INFO spawned: 'redis' with pid 8\n${refused(6379)}`),
  ];
  for (const found of own) {
    assert.is(found?.confidence, 'likely', found?.summary);
    assert.not.match(found?.summary ?? '', 'no other container');
    assert.is(found?.fixes[0]?.changes, false);
  }
});

test('on the network of the node localhost is the node', () => {
  const found = called(10248, {}, { hostNetwork: true });
  assert.is(found?.confidence, 'likely');
  assert.match(found?.summary ?? '', 'which is node n1 itself (hostNetwork)');
  assert.match(found?.decides ?? '', 'of the node');
});

test('what sends traces or metrics goes on without a receiver', () => {
  const log =
    '2026/01/02 03:04:05 traces export: Post "http://localhost:4318/v1/traces": dial tcp 127.0.0.1:4318: connect: connection refused';
  const found = called(4318, {}, {}, log);
  assert.is(found?.confidence, 'possible');
  assert.match(found?.decides ?? '', 'whether it ends for that');
});

test.run();
