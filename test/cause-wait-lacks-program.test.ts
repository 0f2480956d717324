/** wait-lacks-program: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';

test('the loop asks with a program that is there', async () => {
  const finding = await findingOn('init-lacks-client');
  assert.is(finding.cause, 'wait-lacks-program');
  assert.match(finding.fixes[0]?.command ?? '', 'until nc -w 2 db 5432 </dev/null; do echo waiting for db; sleep 2; done');
});

test('a command outside of the loop is not what it waits with', async () => {
  const finding = await findingOn('init-lacks-client', (cluster) => {
    const [init] = cluster.pod('report').spec.initContainers ?? [];
    if (init) init.command = ['sh', '-c', 'pg_isready -h db; until nc -w 2 db 5432 </dev/null; do sleep 2; done'];
  });
  assert.is.not(finding.cause, 'wait-lacks-program');
});

test('another image may have no nc', async () => {
  const finding = await findingOn('init-lacks-client', (cluster) => {
    const [init] = cluster.pod('report').spec.initContainers ?? [];
    if (init) init.image = 'registry.example.com/shop/tools:1';
  });
  assert.is(finding.cause, 'wait-lacks-program');
  assert.is(finding.fixes[0]?.command, undefined);
});

test('what a loop does in each round is not what it waits with', async () => {
  for (const line of [
    'until nc -w 2 db 5432 </dev/null; do pg_isready -h db; sleep 2; done',
    'while true; do nc -w 2 db 5432 </dev/null && break; pg_isready -h db; sleep 2; done',
  ]) {
    const finding = await findingOn('init-lacks-client', (cluster) => {
      const [init] = cluster.pod('report').spec.initContainers ?? [];
      if (init) init.command = ['sh', '-c', line];
    });
    assert.is.not(finding.cause, 'wait-lacks-program', line);
  }
});

test('elsewhere in the loop it is missed in each round', async () => {
  for (const line of [
    'while true; do pg_isready -h db && break; sleep 2; done',
    'until [ "$(pg_isready -h db)" = ok ]; do sleep 2; done',
  ]) {
    const finding = await findingOn('init-lacks-client', (cluster) => {
      const [init] = cluster.pod('report').spec.initContainers ?? [];
      if (init) init.command = ['sh', '-c', line];
    });
    assert.is(`${finding.cause} ${finding.confidence}`, 'wait-lacks-program likely', line);
  }
});

test.run();
