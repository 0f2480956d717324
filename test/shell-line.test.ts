/** What a shell is told to run, behind its options. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { shellLine } from '../src/trace/programs/shell-line.ts';

const lineOf = (...command: string[]) => shellLine({ command })?.line;

test('behind -c, together with other options or apart, and behind what they take', () => {
  assert.is(lineOf('sh', '-c', 'run'), 'run');
  assert.is(lineOf('/bin/bash', '-euo', 'pipefail', '-c', 'run'), 'run');
  assert.is(lineOf('bash', '-ceuo', 'pipefail', 'run'), 'run');
  assert.is(lineOf('bash', '--norc', '-O', 'extglob', '-o', 'errexit', '-lc', 'run', 'name'), 'run');
  assert.is(lineOf('sh', '-c', '--', 'run'), 'run');
  assert.is(lineOf('tini', '--', 'sh', '+x', '-c', 'run'), 'run');
  assert.equal(shellLine({ command: ['bash', '-o', 'pipefail'], args: ['-c', 'run'] }), { list: 'args', index: 1, line: 'run' });
});

test('a script, a program with an option of that name, or nothing behind it is no line', () => {
  for (const words of [
    ['sh', '/run.sh', '-c', 'x'],
    ['bash', '-o', 'pipefail', '/run.sh'],
    ['python', '-c', 'print()'],
    ['sh', '-c'],
    ['sh'],
  ])
    assert.is(lineOf(...words), undefined, words.join(' '));
});

test.run();
