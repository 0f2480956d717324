/** A socket whose file is there already. Texts as Node.js 22, Go 1.2x and nginx print them. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const NODE = (place: string) => `node:events:502
      throw er; // Unhandled 'error' event
      ^

Error: listen EADDRINUSE: address already in use ${place}
    at Server.setupListenHandle [as _listen2] (node:net:1886:21)`;
const mount = { volumeMounts: [{ name: 'run', mountPath: '/run/app' }] };
const first = (log: string, container: Situation['container'] = mount, spec: Situation['spec'] = {}) =>
  findingsIn({ status: ended(1), log, container, spec: { volumes: [{ name: 'run', emptyDir: {} }], ...spec } })[0];

test('left by an earlier run in a volume: the start takes it away first', () => {
  const found = first(NODE('/run/app/a.sock'), { ...mount, command: ['sh', '-c', 'exec node /app/server.js'] });
  assert.is(`${found?.cause} ${found?.confidence}`, 'port-in-use likely');
  assert.match(found?.summary ?? '', 'an earlier run has left it in volume run, an emptyDir, which lasts as long as the pod');
  assert.match(found?.fixes[0]?.command ?? '', '"value":"rm -f /run/app/a.sock\\nexec node /app/server.js"');
});

test('as Go and nginx say it, without a shell', () => {
  const go = first('2026/11/28 06:14:55 listen unix /run/app/b.sock: bind: address already in use');
  assert.match(go?.summary ?? '', 'cannot listen at the socket /run/app/b.sock');
  assert.match(go?.fixes[0]?.text ?? '', 'let the program delete /run/app/b.sock');
  const nginx = first('nginx: [emerg] bind() to unix:/run/app/nginx.sock failed (98: Address already in use)');
  assert.match(nginx?.summary ?? '', 'cannot listen at the socket /run/app/nginx.sock');
});

test('a socket on the node may be that of another program, and is not taken away', () => {
  const node = first(
    NODE('/run/app/a.sock'),
    { ...mount, command: ['sh', '-c', 'exec node /app/server.js'] },
    {
      volumes: [{ name: 'run', hostPath: { path: '/run/app' } }],
    },
  );
  assert.is(node?.confidence, 'possible');
  assert.match(node?.summary ?? '', 'or another program of the node listens there');
  assert.equal(node?.fixes, []);
});

test('nobody knows where another container has the folder, or no volume keeps it; a port is no file', () => {
  const beside = first(NODE('/run/app/a.sock'), undefined, {
    containers: [
      { name: 'app', image: 'a', ...mount },
      { name: 'proxy', image: 'b', ...mount },
    ],
  });
  assert.is(beside?.confidence, 'possible');
  assert.equal(beside?.fixes, []);
  assert.match(first(NODE('/tmp/a.sock'))?.summary ?? '', 'is new with each start');
  assert.match(first(NODE(':::3000'))?.summary ?? '', 'cannot listen on port 3000');
});

test.run();
