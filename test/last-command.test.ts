/** What a shell's line runs last, and a command line that quotes hold together. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const behindShell = (line: string, code: number, log: string, more: object = {}) =>
  findingsIn({ status: ended(code), log, container: { image: 'registry.example.com/web:1', command: ['sh', '-c', line], ...more } })[0];

test('quotes around a whole command line are taken away', () => {
  const finding = behindShell("echo up\n'python /app/worker.py'\n", 127, 'up\nsh: 2: python /app/worker.py: not found');
  assert.is(finding?.cause, 'command-not-found-in-shell');
  assert.is(finding?.confidence, 'certain');
  assert.match(finding?.fixes[0]?.command ?? '', '"echo up\\npython /app/worker.py\\n"');
});

test('a variable in quotes is one word', () => {
  const env = [{ name: 'START', value: 'python /app/worker.py' }];
  const finding = behindShell('exec "$START"', 127, 'bash: line 1: exec: python /app/worker.py: not found', { env });
  assert.match(finding?.summary ?? '', /quotes in command\[2\] make it one word: "\$START"/);
  assert.match(finding?.fixes[0]?.command ?? '', '"value":"exec $START"');
});

test('a word of the args that a script hands on becomes several', () => {
  const finding = findingsIn({
    status: ended(127),
    log: '/entrypoint.sh: 9: exec: gunicorn web:app: not found',
    container: { args: ['gunicorn web:app'] },
  })[0];
  assert.match(finding?.fixes[0]?.command ?? '', '"value":["gunicorn","web:app"]');
});

test('quotes that hold an argument together are left alone', () => {
  const finding = behindShell('notify "python /app/worker.py"', 127, 'sh: 1: notify: not found');
  assert.not.match(finding?.summary ?? '', /one word/);
});

test('--once of the last command of a line is taken out', () => {
  const finding = behindShell('cd /app && exec python worker.py --once --queue a', 0, 'queue is empty');
  assert.match(finding?.summary ?? '', /--once tells it to run once/);
  assert.match(finding?.fixes[0]?.command ?? '', '"cd /app && exec python worker.py --queue a"');
});

test('but not that of one before it', () => {
  assert.not.match(behindShell('migrate --once; exec python worker.py', 0, 'queue is empty')?.summary ?? '', /--once/);
});

const inScript = (script: string, code: number, log: string, more: object = {}) =>
  findingsIn({
    status: ended(code),
    log,
    container: { command: ['sh', '/scripts/start.sh'], volumeMounts: [{ name: 'scripts', mountPath: '/scripts' }], ...more },
    spec: { volumes: [{ name: 'scripts', configMap: { name: 'web-scripts' } }] },
    configMaps: { 'web-scripts': { 'start.sh': script } },
  })[0];

test('a script of a ConfigMap is no other than a line', () => {
  const once = inScript('#!/bin/sh\nset -eu\necho up\nexec python /app/worker.py --once\n', 0, 'up\nqueue is empty');
  assert.match(once?.summary ?? '', '--once tells it to run once (ConfigMap web-scripts key start.sh)');
  assert.match(once?.fixes[0]?.command ?? '', 'exec python /app/worker.py\\n"');
  const moved = inScript('echo up\nexec python report.py\n', 2, `up\n${LOST}`, { workingDir: '/srv/app' });
  assert.is(moved?.cause, 'wrong-working-directory');
  assert.is.not(inScript('cd app\npython report.py\n', 2, `up\n${LOST}`, { workingDir: '/srv' })?.cause, 'wrong-working-directory');
});

const LOST = "python: can't open file '/srv/app/report.py': [Errno 2] No such file or directory";

test('a file that a line names from the working directory', () => {
  const finding = behindShell('echo up; python report.py', 2, `up\n${LOST}`, { workingDir: '/srv/app' });
  assert.is(finding?.cause, 'wrong-working-directory');
});

test('but not where the line goes elsewhere first', () => {
  const finding = behindShell('cd app; python report.py', 2, `up\n${LOST}`, { workingDir: '/srv' });
  assert.is.not(finding?.cause, 'wrong-working-directory');
});

const HERE = "Error: Cannot find module '/index/search.js'";
const overWorkingDir = (workingDir: string, log: string) =>
  findingsIn({
    status: ended(1),
    log,
    container: { command: ['node', 'search.js'], workingDir, volumeMounts: [{ name: 'index', mountPath: workingDir }] },
    spec: { volumes: [{ name: 'index', emptyDir: {} }] },
  })[0];

test('a workingDir that is a volume: the wrong folder, or one that the volume hides', () => {
  const elsewhere = overWorkingDir('/index', HERE);
  assert.is(elsewhere?.cause, 'wrong-working-directory');
  assert.is(elsewhere?.confidence, 'likely');
  const home = overWorkingDir('/app', HERE.replace('/index', '/app'));
  assert.is(home?.cause, 'mount-hides-program');
  assert.is(home?.confidence, 'likely');
});

test.run();
