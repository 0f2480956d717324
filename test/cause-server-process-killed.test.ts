/** server-process-killed: what matches, and what looks like it and is another thing: a recorded case with one thing changed. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';

test('without a limit it is said what happened, and memory is not blamed', async () => {
  const found = await findingOn('dep-server-killed', (cluster) => {
    delete cluster.container('db').resources?.limits;
    delete cluster.status('db').resources?.limits;
  });
  assert.is(found.cause, 'server-process-killed');
  assert.not.match(found.summary, 'memory');
  assert.is(found.fixes.length, 0);
});

test('a kill of another time is not what cut it off', async () => {
  const found = await findingOn('dep-server-killed', (cluster) => {
    const ended = cluster.status('importer').state?.terminated ?? cluster.status('importer').lastState?.terminated;
    if (ended) ended.finishedAt = '2026-11-27T18:10:00Z';
  });
  assert.is(found.cause, 'dependency-unreachable');
});

test('the container of the server itself was killed for memory, and is up again', async () => {
  const found = await findingOn('dep-server-killed', (cluster) => {
    cluster.say('db', 'postgres', 'was terminated by signal 9: Killed', 'exited with exit code 0');
    const ended = cluster.status('importer').state?.terminated ?? cluster.status('importer').lastState?.terminated;
    cluster.status('db').lastState = {
      terminated: { exitCode: 137, reason: 'OOMKilled', ...(ended?.finishedAt ? { finishedAt: ended.finishedAt } : {}) },
    };
  });
  assert.is(found.cause, 'server-process-killed');
  assert.is(found.confidence, 'certain');
});

test.run();
