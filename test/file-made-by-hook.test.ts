/** A file that the postStart hook makes, or not; a server that speaks no HTTP; nginx on the loopback address. Edited from hook-makes-file, probe-http-redis, probe-nginx-local. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Container } from '../src/kube/shapes.ts';
import { type Edited, findingOn } from './edited-case.ts';

const change = (pod: string, edit: (container: Container) => void) => (cluster: Edited) => {
  const [container] = cluster.pod(pod).spec.containers;
  if (container) edit(container);
};
const hook = (line: string) =>
  change('agent', (container) => {
    container.lifecycle = { postStart: { exec: { command: ['sh', '-c', line] } } } as NonNullable<Container['lifecycle']>;
  });

test('an init container makes what the hook makes too late', async () => {
  const { cause, fixes } = await findingOn('hook-makes-file');
  assert.is(cause, 'file-made-by-hook');
  assert.match(fixes[0]?.command ?? '', '"initContainers":[{"name":"agent-files"');
  assert.match(fixes[0]?.command ?? '', '"postStart":null');
});

test('a hook that makes another file, or only reads this one, has no part in it', async () => {
  for (const line of ['date > /run/agent/started', 'cat /run/agent/agent.yaml', 'test -f /run/agent/agent.yaml && date > /tmp/x'])
    assert.is.not((await findingOn('hook-makes-file', hook(line))).cause, 'file-made-by-hook', line);
});

test('where the folder has the program, or a part of the system, the file alone is laid there', async () => {
  const { fixes } = await findingOn('hook-makes-file', (cluster) => {
    hook('cp /templates/agent.yaml.tpl /etc/agent.yaml')(cluster);
    cluster.log('agent', 'agent', "FileNotFoundError: [Errno 2] No such file or directory: '/etc/agent.yaml'\n");
  });
  const command = fixes[0]?.command?.replaceAll(`'\\''`, "'") ?? '';
  assert.match(command, '(\\ncp /templates/agent.yaml.tpl /etc/agent.yaml\\n) && cp /etc/agent.yaml /made/');
  assert.match(command, '"mountPath":"/etc/agent.yaml","subPath":"agent.yaml"');
});

test('Redis speaks no HTTP at its port; what has its name and another port may', async () => {
  assert.match((await findingOn('probe-http-redis')).summary, 'Redis listens there, which speaks no HTTP');
  const other = await findingOn(
    'probe-http-redis',
    change('cache', (container) => {
      container.image = 'registry.example.com/shop/exporter:1.0.0';
    }),
  );
  assert.not.match(other.summary, 'speaks no HTTP');
});

test('nginx on the loopback address alone, by its file', async () => {
  const listen = (text: string) => (cluster: Edited) => {
    cluster.one('configmaps', 'edge').data = { 'site.conf': text };
  };
  const first = await findingOn('probe-nginx-local', listen('server { listen localhost:80 default_server; }'));
  assert.is(first.cause, 'listens-on-localhost');
  assert.match(first.fixes[0]?.command ?? '', 'listen 80 default_server;');
  const both = await findingOn('probe-nginx-local', listen('server { listen 127.0.0.1:80; }\nserver { listen 80; }'));
  assert.is.not(both.cause, 'listens-on-localhost');
});

test.run();
