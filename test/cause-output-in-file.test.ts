/** output-in-file: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { errorsToFile } from '../src/trace/programs/errors-to-file.ts';
import { ended, findingsIn } from './situation.ts';

const first = (line: string, log = '', exitCode = 1) =>
  findingsIn({
    container: { command: ['sh', '-c', line], volumeMounts: [{ name: 'logs', mountPath: '/var/log/report' }] },
    spec: { volumes: [{ name: 'logs', emptyDir: {} }] },
    status: ended(exitCode),
    log,
  })[0];
const LINE = 'exec python report.py >>/var/log/report/report.log 2>&1';

test('an empty log, and a command that sends all to a file', () => {
  const finding = first(LINE);
  assert.is(finding?.cause, 'output-in-file');
  assert.match(finding?.summary ?? '', '/var/log/report/report.log in volume logs: its command (command[2]) sends its errors there');
});

test('a log that says something, an end from outside, and a command that only starts it', () => {
  assert.is.not(first(LINE, 'Traceback (most recent call last):\n')?.cause, 'output-in-file');
  assert.is.not(first(LINE, '', 137)?.cause, 'output-in-file');
  assert.is.not(first('exec python report.py')?.cause, 'output-in-file');
});

test('which redirections take the errors', () => {
  const file = (script: string) => errorsToFile(script)?.file;
  assert.equal(errorsToFile('cd /app\npython run.py >a.log 2>&1\n'), { file: 'a.log', without: 'cd /app\npython run.py\n' });
  assert.equal(errorsToFile('exec >>/logs/all 2>&1\npython run.py'), { file: '/logs/all', without: '\npython run.py' });
  assert.is(file('run &> "$LOGS/a.log"'), '$LOGS/a.log');
  assert.is(file('run >out 2>errors'), 'errors');
  assert.is(file('run >out'), undefined, 'the errors are in the log');
  assert.is(file('run 2>&1 >out'), undefined, 'from left to right');
  assert.is(file('run >/proc/1/fd/1 2>&1'), undefined);
  assert.is(file('run 2>/dev/null'), undefined);
  assert.is(file('ls >/tmp/list 2>&1; run'), undefined, 'another command');
  assert.is(file('run "a > b"'), undefined);
  assert.is(file('run >/logs/a 2>&1\nexit $?'), '/logs/a', 'the code is passed on');
  assert.is(file('set -e\nmigrate >/logs/m 2>&1\nexec run'), '/logs/m', 'run would have spoken');
  assert.is(file('set -e\nmigrate >/logs/m 2>&1 || true\nexec run'), undefined);
  assert.is(file('run 2>&1 | tee /logs/a >/dev/null'), undefined);
});

test.run();
