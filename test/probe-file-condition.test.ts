/** A probe that is a condition of a file, or a whole line in one item; edited from calm-maintenance, probe-one-string. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { oneWord } from '../src/findings/probe-command-mended.ts';
import { fileAge } from '../src/trace/probes/file-age.ts';
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

test('the age of a file that the program touches: how old it may be, and six times that', () => {
  const shell = (line: string) => fileAge(['sh', '-c', line]);
  const dated = shell('test $(( $(date +%s) - $(stat -c %Y /tmp/alive) )) -lt 10');
  assert.is(dated?.path, '/tmp/alive');
  assert.is(dated?.most, '10 s');
  assert.is(dated?.longer.command[2], 'test $(( $(date +%s) - $(stat -c %Y /tmp/alive) )) -lt 60');
  const found = shell('[ -n "$(find /tmp/beat -mmin -1)" ]');
  assert.is(found?.most, '1 min');
  assert.is(found?.longer.command[2], '[ -n "$(find /tmp/beat -mmin -6)" ]');
  assert.is(shell('find /tmp/beat -mmin -2 | grep -q .')?.longer.most, '12 min');
});

test('no age: it is to be older, another thing is asked as well, no shell runs it, or the number stands twice', () => {
  const shell = (line: string) => fileAge(['sh', '-c', line]);
  assert.is(shell('test $(( $(date +%s) - $(stat -c %Y /tmp/alive) )) -gt 10'), undefined);
  assert.is(shell('find /tmp/beat -mmin -2 | grep -q . && curl -f localhost'), undefined);
  assert.is(shell('[ -n "$(find /tmp/beat-1 -mmin -1)" ]'), undefined);
  assert.is(fileAge(['find', '/tmp/beat', '-mmin', '-1']), undefined);
});

test('a silent command that asks for a young file has found an old one; one that complains has not', async () => {
  const beats = (output: string) =>
    findingOn('probe-stale-file', (cluster) => {
      for (const event of cluster.list('events')) event.message = (event.message ?? '').replace(/(?<=probe failed: ).*/s, output);
    });
  const silent = await beats('');
  assert.match(silent.summary, '/tmp/alive had not been touched for 10 s');
  assert.match(silent.fixes[0]?.command ?? '', '-lt 60');
  assert.not.match((await beats("stat: cannot statx '/tmp/alive': No such file or directory")).summary, 'touched');
});

test.run();
