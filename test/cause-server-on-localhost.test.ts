/** server-on-localhost: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, findingOn } from './edited-case.ts';

const conf = (cluster: Edited, text: string) => {
  cluster.one('configmaps', 'cache').data = { 'redis.conf': text };
};

test('all addresses that it is told are its own', async () => {
  const found = await findingOn('dep-listens-local', (cluster) => conf(cluster, 'bind 127.0.0.1 -::1\nrequirepass x\n'));
  assert.is(found.cause, 'server-on-localhost');
  assert.match(found.fixes[0]?.command ?? '', 'bind 0.0.0.0 -::1');
  assert.not.match(found.fixes[0]?.command ?? '', 'protected-mode');
});

test('one address of several is open to others: it is refused for another reason', async () => {
  for (const text of ['bind 127.0.0.1 0.0.0.0\n', 'bind *\n', 'maxmemory 64mb\n', '# bind 127.0.0.1\n']) {
    const found = await findingOn('dep-listens-local', (cluster) => conf(cluster, text));
    assert.is.not(found.cause, 'server-on-localhost', text);
  }
});

test('in the command line, protected mode is ended there too', async () => {
  const found = await findingOn('dep-listens-local', (cluster) => {
    cluster.container('cache').command = ['redis-server', '--bind', '127.0.0.1'];
    cluster.container('cache').volumeMounts.length = 0;
  });
  assert.is(found.cause, 'server-on-localhost');
  assert.is(found.object?.kind, 'Deployment');
  assert.match(found.fixes[0]?.command ?? '', /command\/2","value":"0\.0\.0\.0".*"--protected-mode"/);
});

test('its own line that names all addresses goes before what it was told', async () => {
  const found = await findingOn('dep-listens-local', (cluster) =>
    cluster.log('cache', 'redis', 'listening on IPv4 address "0.0.0.0", port 6379'),
  );
  assert.is.not(found.cause, 'server-on-localhost');
});

test('its own line that names the loopback address is enough', async () => {
  const found = await findingOn('dep-listens-local', (cluster) => {
    conf(cluster, 'port 6379\n');
    cluster.log('cache', 'redis', 'listening on IPv4 address "127.0.0.1", port 6379');
  });
  assert.is(found.cause, 'server-on-localhost');
  assert.is(found.confidence, 'certain');
  assert.match(found.proof.map(({ quote }) => quote).join('\n'), 'listening on IPv4 address "127.0.0.1"');
});

test('localhost is what programs print for people to open', async () => {
  const found = await findingOn('dep-listens-local', (cluster) => {
    conf(cluster, 'port 6379\n');
    cluster.log('cache', 'redis', 'Server is listening on http://localhost:6379');
  });
  assert.is(found.cause, 'server-on-localhost');
  assert.is(found.confidence, 'likely');
});

test('Vite says that it would have to be told to listen for others', async () => {
  const told = async (network: string) =>
    findingOn('dep-listens-local', (cluster) => {
      conf(cluster, 'port 6379\n');
      cluster.log('cache', 'redis', `  VITE v5.4.2  ready in 300 ms\n\n  ➜  Local:   http://localhost:6379/\n  ➜  Network: ${network}`);
    });
  assert.is((await told('use --host to expose')).cause, 'server-on-localhost');
  assert.is.not((await told('http://10.244.0.9:6379/')).cause, 'server-on-localhost');
});

test('Spring Boot takes its address from a variable, and tells its port alone', async () => {
  const spring = (log: string, value = '127.0.0.1') =>
    findingOn('dep-listens-local', (cluster) => {
      conf(cluster, 'port 6379\n');
      cluster.container('cache').env.push({ name: 'SERVER_ADDRESS', value });
      cluster.log('cache', 'redis', log);
    });
  const started = "Tomcat started on port 6379 (http) with context path '/'";
  const found = await spring(started);
  assert.is(found.cause, 'server-on-localhost');
  assert.match(found.summary, 'env SERVER_ADDRESS has 127.0.0.1');
  assert.match(found.fixes[0]?.command ?? '', 'SERVER_ADDRESS=0.0.0.0');
  assert.is.not((await spring(started, '0.0.0.0')).cause, 'server-on-localhost');
  assert.is.not((await spring('Ready to accept connections')).cause, 'server-on-localhost');
});

test.run();
