import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Container } from '../src/kube/shapes.ts';
import { findingOn } from './edited-case.ts';
import { ended, findingsIn, type Situation } from './situation.ts';

const first = (command: string[], exitCode: number, more: Situation = {}) =>
  findingsIn({ ...more, container: { command, ...more.container }, status: ended(exitCode, { finishedAt: '2026-01-02T03:04:15Z' }) })[0];
const shell = (line: string, exitCode: number, more: Situation = {}) => first(['sh', '-c', line], exitCode, more);

test('timeout: its code by its signal, and a run as long as its limit', () => {
  assert.is(first(['timeout', '15', 'python', 'x.py'], 124)?.cause, 'ended-by-script');
  assert.is(shell('timeout -s KILL 15 ./load; exit $?', 137)?.cause, 'ended-by-script');
  assert.is(shell('timeout --signal=KILL 15s ./load', 137)?.confidence, 'likely');
  // busybox has no 124.
  assert.is(shell('timeout 14 ./load', 143)?.cause, 'ended-by-script');
  assert.is(shell('timeout -k 5 10 ./load', 137)?.cause, 'ended-by-script');
});

test('the limit comes from a variable, which the fix raises', () => {
  const finding = shell('timeout $LIMIT ./load', 124, { container: { env: [{ name: 'LIMIT', value: '15' }] } });
  assert.match(finding?.summary ?? '', 'where LIMIT is 15');
  assert.match(finding?.fixes[0]?.command ?? '', '"value":"150"');
});

test('another code, another time, another command: not its script', () => {
  assert.is.not(shell('timeout 15 ./load', 137)?.cause, 'ended-by-script');
  assert.is.not(shell('timeout 300 ./load', 124)?.cause, 'ended-by-script');
  assert.is.not(shell('curl --connect-timeout 15 http://x/; ./load', 124)?.cause, 'ended-by-script');
  assert.is.not(shell('# timeout -s KILL 15 ./load', 137)?.cause, 'ended-by-script');
  assert.is.not(shell('kill -HUP 7; ./load', 143)?.cause, 'ended-by-script');
  assert.is.not(shell('kill -0 7 || exit 1; ./load', 143)?.cause, 'ended-by-script');
});

test('what the kernel or the kubelet says wins', () => {
  const command = ['sh', '-c', 'timeout -s KILL 15 ./load'];
  const oom = findingsIn({ container: { command }, status: ended(137, { reason: 'OOMKilled', finishedAt: '2026-01-02T03:04:15Z' }) });
  assert.is(oom[0]?.cause, 'oom-killed');
  const stopped = findingsIn({
    container: { command },
    status: ended(137, { finishedAt: '2026-01-02T03:04:15Z' }),
    events: [{ reason: 'Killing', message: 'Stopping container app', at: '2026-01-02T03:04:10Z' }],
  });
  assert.not.ok(stopped.some(({ cause }) => cause === 'ended-by-script'));
});

const beside = (line: string, shareProcessNamespace: boolean): Situation => ({
  spec: {
    shareProcessNamespace,
    containers: [
      { name: 'app', image: 'registry.example.com/web:1' },
      { name: 'reloader', image: 'busybox', command: ['sh', '-c', line] },
    ] as Container[],
  },
  status: ended(137, { finishedAt: '2026-01-02T03:04:15Z' }),
});

test('another container kills, where both share their processes', () => {
  const line = 'while sleep 8; do\n  kill -KILL $(pidof python)\ndone';
  const [finding] = findingsIn(beside(line, true));
  assert.is(finding?.cause, 'ended-by-script');
  assert.match(finding?.summary ?? '', 'container reloader shares the process namespace');
  assert.not.ok(findingsIn(beside(line, false)).some(({ cause }) => cause === 'ended-by-script'));
  assert.not.ok(findingsIn(beside('kill -HUP $(pidof python)', true)).some(({ cause }) => cause === 'ended-by-script'));
  // A limit on what it runs itself reaches no other.
  assert.not.ok(findingsIn(beside('timeout -s KILL 15 ./fetch', true)).some(({ cause }) => cause === 'ended-by-script'));
});

test('a signal to read the settings again ends what does not handle it', async () => {
  const found = (edit: (script: string) => string) =>
    findingOn('kill-hangup', (cluster) => {
      const map = cluster.one('configmaps', 'reload-script');
      map.data = { 'reload.sh': edit(map.data?.['reload.sh'] ?? '') };
    });
  assert.match((await found((script) => script)).fixes[0]?.command ?? '', '"shareProcessNamespace":false');
  assert.is((await found((script) => script.replace('-HUP', '-s SIGHUP'))).cause, 'ended-by-script');
  for (const other of ['-0', '-TERM', '-USR1', '-STOP'])
    assert.is.not((await found((script) => script.replace('-HUP', other))).cause, 'ended-by-script', other);
});

test('the limit is taken out of the words of a command, and of args behind it', () => {
  assert.match(first(['timeout', '15', 'python', 'x.py'], 124)?.fixes[0]?.command ?? '', '"value":["python","x.py"]');
  const both = first(['timeout'], 124, { container: { args: ['--signal=TERM', '15', 'python', 'x.py'] } });
  assert.match(both?.fixes[0]?.command ?? '', '"value":["python","x.py"]},{"op":"remove","path":"/spec/containers/0/args"}');
});

test('what a trap does follows a signal, and what is printed is not run', () => {
  assert.is.not(shell('trap "exit 143" TERM; ./load & wait', 143)?.cause, 'ended-by-script');
  assert.is.not(shell("trap 'kill $PID' EXIT; ./load & PID=$!; wait", 143)?.cause, 'ended-by-script');
  assert.is.not(shell('echo "to stop it: kill $PID"; exec ./load', 143)?.cause, 'ended-by-script');
});

test.run();
