/** A probe that is a condition of a file, or a whole line in one item; edited from calm-maintenance, probe-one-string. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { oneWord } from '../src/findings/probe-command-mended.ts';
import { fileCondition } from '../src/trace/probes/file-condition.ts';
import { type Edited, findingOn } from './edited-case.ts';

const asks = (command: string[]) => (cluster: Edited) => {
  for (const { spec } of cluster.list('pods')) {
    const probe = spec.containers[0]?.readinessProbe;
    if (probe?.exec) probe.exec = { command };
  }
};

test('a file that is there and should not be is taken away; one that is missing is not', async () => {
  const there = await findingOn('calm-maintenance');
  assert.match(there.summary, 'is no longer ready');
  assert.match(there.summary, '/tmp/maintenance is there');
  assert.match(there.fixes[0]?.command ?? '', /kubectl exec \S+ -c api -n \S+ -- rm -r \/tmp\/maintenance$/);
  const missing = await findingOn('calm-maintenance', asks(['test', '-f', '/tmp/ready']));
  assert.match(missing.summary, 'there is no file /tmp/ready');
  assert.not.match(missing.fixes.map(({ command }) => command).join(), ' rm ');
});

test('never ready since the start: no such word as "no longer"', async () => {
  const never = await findingOn('calm-maintenance', (cluster) => {
    for (const { metadata, status } of cluster.list('pods'))
      for (const condition of status.conditions ?? [])
        if (condition.type === 'Ready') condition.lastTransitionTime = metadata.creationTimestamp as string;
  });
  assert.match(never.summary, 'never becomes ready');
});

test('only a condition of one file is read as one', () => {
  assert.is(fileCondition(['sh', '-c', '[ -f /tmp/ready ]'])?.words, 'there is no file /tmp/ready');
  assert.is(fileCondition(['test', '!', '-e', '/tmp/off'])?.isThere, true);
  assert.is(fileCondition(['sh', '-c', 'test -f /tmp/ready && curl -f localhost']), undefined);
  assert.is(fileCondition(['test', '-s', '/tmp/ready']), undefined);
  assert.is(fileCondition(['cat', '/tmp/ready']), undefined);
});

test('a line in one item becomes words, or a line for a shell; one word stays as it is', () => {
  assert.equal(oneWord(['cat /tmp/alive']), ['cat', '/tmp/alive']);
  assert.equal(oneWord(['redis-cli ping | grep PONG']), ['sh', '-c', 'redis-cli ping | grep PONG']);
  assert.is(oneWord(['curl']), undefined);
  assert.is(oneWord(['cat', '/tmp/alive']), undefined);
});

test.run();
