/** process-of-neighbour: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const NGINX = { name: 'nginx', image: 'nginx:1.22' };
const first = (script: string, log: string, more: Partial<NonNullable<Situation['spec']>> = {}, exitCode = 1) =>
  findingsIn({
    status: ended(exitCode),
    log,
    spec: { containers: [{ name: 'app', image: 'busybox:1.35', command: ['sh', '-c', script] }, NGINX], ...more },
    container: { image: 'busybox:1.35', command: ['sh', '-c', script] },
  })[0];
const RELOAD = 'set -e\nwhile sleep 5; do\n  kill -HUP $(pidof nginx)\ndone\n';
const NOBODY = 'sh: you need to specify whom to kill\n';

test('kill has nobody to signal, as the process is that of another container', () => {
  const finding = first(RELOAD, NOBODY);
  assert.is(finding?.cause, 'process-of-neighbour');
  assert.is(finding?.confidence, 'certain');
  assert.match(finding?.summary ?? '', 'nginx runs in container nginx');
  assert.match(finding?.fixes[0]?.command ?? '', '{"shareProcessNamespace":true}');
  for (const [script, log, code] of [
    ['killall -HUP nginx\nsleep 9\n', 'killall: nginx: no process killed\n', 1],
    ['killall -s HUP nginx\nsleep 9\n', 'nginx: no process found\n', 1],
    [
      'kill -HUP $(pgrep -o nginx)\n',
      'sh: 1: kill: Usage: kill [-s sigspec | -signum | -sigspec] [pid | job]... or\nkill -l [exitstatus]\n',
      2,
    ],
  ] as const)
    assert.is(first(script, log, {}, code)?.cause, 'process-of-neighbour', script);
});

test('not where the processes are shared, where nobody runs it, where the script starts it itself, or where it said something else', () => {
  assert.is.not(first(RELOAD, NOBODY, { shareProcessNamespace: true })?.cause, 'process-of-neighbour');
  assert.is.not(first(RELOAD, NOBODY, { hostPID: true })?.cause, 'process-of-neighbour');
  assert.is.not(first(RELOAD.replace('nginx', 'envoy'), NOBODY)?.cause, 'process-of-neighbour');
  assert.is.not(first(`nginx -g 'daemon on;'\n${RELOAD}`, NOBODY)?.cause, 'process-of-neighbour');
  assert.is.not(first(RELOAD, 'sh: kill: Operation not permitted\n')?.cause, 'process-of-neighbour');
});

test('the file of a process that the other container writes for itself is not there, and the process is not seen', () => {
  const script = 'set -e\nkill -HUP $(cat /var/run/nginx.pid)\nsleep 9\n';
  const absent = "cat: can't open '/var/run/nginx.pid': No such file or directory\n";
  const finding = first(script, absent);
  assert.is(finding?.cause, 'process-of-neighbour');
  assert.match(finding?.fixes[0]?.command ?? '', '"shareProcessNamespace":true');
  assert.match(finding?.fixes[0]?.command ?? '', '{"name":"nginx","volumeMounts":[{"name":"run","mountPath":"/var/run"}]}');
  assert.is.not(first(script, absent, { shareProcessNamespace: true })?.cause, 'process-of-neighbour');
  assert.is.not(first('cat /var/run/nginx.pid\n', absent)?.cause, 'process-of-neighbour');
  assert.is.not(first(script.replace('nginx', 'envoy'), absent.replace('nginx', 'envoy'))?.cause, 'process-of-neighbour');
});

test('a value of an option is no program; what the script starts beside it may be the process', () => {
  const killed = (args: string[]) => {
    const app = { name: 'app', image: 'busybox:1.35', command: ['sh', '-c', 'killall worker\n'] };
    return first('', 'worker: no process found\n', { containers: [app, { name: 'other', image: 'shop/api:1', args }] });
  };
  assert.is.not(killed(['--role', 'worker'])?.cause, 'process-of-neighbour');
  assert.is(killed(['tini', '--', 'worker'])?.cause, 'process-of-neighbour');
  assert.is(first(`/run-all &\n${RELOAD}`, NOBODY)?.confidence, 'likely');
  assert.is.not(first(`service nginx start\n${RELOAD}`, NOBODY)?.cause, 'process-of-neighbour');
});

test('a folder in which an image has more than that file is not hidden', () => {
  const script = 'set -e\nkill -HUP $(cat /run/mysqld.pid)\n';
  const containers = [
    { name: 'app', image: 'busybox:1.35', command: ['sh', '-c', script] },
    { name: 'db', image: 'mysql:8', command: ['mysqld'] },
  ];
  const finding = first(script, "cat: can't open '/run/mysqld.pid': No such file or directory\n", { containers });
  assert.is(finding?.cause, 'process-of-neighbour');
  assert.equal(finding?.fixes, []);
});

test('nginx -s reload reads the file of the process, in whichever container', () => {
  const script = 'while sleep 60; do nginx -s reload; done\n';
  const app = { name: 'app', image: 'nginx:1.22', command: ['sh', '-c', script] };
  // nginx/nginx:src/core/ngx_cycle.c, ngx_signal_process
  const log = 'nginx: [error] open() "/run/nginx.pid" failed (2: No such file or directory)\n';
  const beside = (other: object) =>
    findingsIn({ status: ended(1), log, spec: { containers: [app, other as typeof app] }, container: app })[0];
  assert.is(beside(NGINX)?.cause, 'process-of-neighbour');
  assert.is.not(beside({ name: 'api', image: 'shop/api:1' })?.cause, 'process-of-neighbour');
});

test.run();
