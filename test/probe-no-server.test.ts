/** A probe that is refused though the program works, and one that has another beside it that passes. Edited from probe-no-server, sidecar-not-ready. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { atWork } from '../src/logs/progress.ts';
import { type Edited, findingOn } from './edited-case.ts';

const LOG = (lines: string[]) => lines.map((line, index) => `2026-11-28T00:30:1${index}.000000000Z ${line}\n`).join('');

test('one that says that it is up, or the very same again and again, is past its start', () => {
  assert.ok(atWork(['worker 0.9.3 started, batches of 25', 'settled 25 payments']));
  assert.ok(atWork(['2026-11-28 00:30:11 sent 0 mails', '2026-11-28 00:30:21 sent 0 mails', '2026-11-28 00:30:31 sent 0 mails']));
});

test('a part of a start, a server process, what waits, and what gets on are not', () => {
  assert.not(atWork(['Migration started.', 'step 1 of 20']));
  assert.not(atWork(['INFO: Started server process [1]', 'INFO: Waiting for application startup.']));
  assert.not(atWork(['waiting for db', 'waiting for db', 'waiting for db', 'waiting for db']));
  assert.not(atWork(['loaded 100 prices', 'loaded 200 prices', 'loaded 300 prices']));
});

const without = (cluster: Edited) => {
  const [container] = cluster.pod('worker').spec.containers;
  if (container) container.readinessProbe = undefined as never;
};

test('the probe that has not failed takes the place of the one that is refused; without one, and in doubt, more time comes second', async () => {
  const beside = await findingOn('probe-no-server');
  assert.equal([beside.cause, beside.confidence], ['probe-refused', 'likely']);
  assert.match(beside.fixes[0]?.command ?? '', '"exec":{"command":["cat","/tmp/alive"]}');
  const alone = await findingOn('probe-no-server', without);
  assert.equal([alone.cause, alone.confidence], ['probe-refused', 'possible']);
  assert.match(alone.fixes[0]?.command ?? '', '"livenessProbe":null');
});

test('a readiness probe of which a failure is told, or that asks on the same port, shows nothing', async () => {
  const failed = await findingOn('probe-no-server', (cluster) => {
    for (const status of cluster.pod('worker').status.containerStatuses ?? []) status.ready = false;
    const event = cluster.list('events').find(({ message }) => message?.startsWith('Liveness probe failed'));
    if (event) cluster.list('events').push({ ...event, message: 'Readiness probe failed: cat: /tmp/alive: No such file or directory' });
  });
  assert.is(failed.confidence, 'possible');
  const same = await findingOn('probe-no-server', (cluster) => {
    const [container] = cluster.pod('worker').spec.containers;
    if (container) container.readinessProbe = { httpGet: { path: '/ready', port: 8080 } };
  });
  assert.is(same.confidence, 'possible');
});

test('one that is still starting is given the time, whatever its readiness probe asks', async () => {
  const { cause } = await findingOn('probe-no-server', (cluster) => {
    cluster.log('worker', 'worker', LOG(['loading prices', 'loading stock', 'loading images']));
  });
  assert.is(cause, 'probe-too-early');
});

test('a liveness probe that fails as well is no way to ask', async () => {
  const { fixes } = await findingOn('sidecar-not-ready', (cluster) => {
    const event = cluster.list('events').find(({ message }) => message?.startsWith('Readiness probe failed'));
    if (event) cluster.list('events').push({ ...event, message: "Liveness probe failed: cat: can't open '/tmp/alive'" });
  });
  assert.match(fixes[0]?.command ?? '', '"readinessProbe":null');
});

test('one that declares no port is thought to have none; one that declares the port may only be slow', async () => {
  const { summary, fixes, confidence } = await findingOn('probe-mailer');
  assert.match(summary, 'the container declares no port');
  assert.is(confidence, 'possible');
  assert.match(fixes[0]?.command ?? '', '"livenessProbe":null');
  const declared = await findingOn('probe-mailer', (cluster) => {
    const [container] = cluster.pod('mailer').spec.containers;
    if (container) container.ports = [{ containerPort: 8080 }];
  });
  assert.match(declared.fixes[0]?.command ?? '', '"startupProbe"');
});

test('Redis on the loopback address by its file; an address of everybody, or a port that is another, is not the fault', async () => {
  const bind = (line: string) => (cluster: Edited) => {
    cluster.one('configmaps', 'cache').data = { 'redis.conf': `${line}\nport 6379\n` };
  };
  assert.is((await findingOn('probe-redis-bind', bind('bind 127.0.0.1'))).cause, 'listens-on-localhost');
  assert.is((await findingOn('probe-redis-bind', bind('bind 127.0.0.1 0.0.0.0'))).cause, 'probe-refused');
  assert.is((await findingOn('probe-redis-bind', bind('# bind 127.0.0.1'))).cause, 'probe-refused');
});

test.run();
