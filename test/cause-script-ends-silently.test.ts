/** script-ends-silently: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { silentStep } from '../src/trace/programs/silent-step.ts';
import { ended, findingsIn } from './situation.ts';

const first = (script: string, log = '', exitCode = 1, list = '') =>
  findingsIn({
    container: { command: ['sh', '-c', script], volumeMounts: [{ name: 'list', mountPath: '/etc/list' }] },
    spec: { volumes: [{ name: 'list', configMap: { name: 'list' } }] },
    configMaps: { list: { 'names.txt': list } },
    status: ended(exitCode),
    log,
  })[0];
const COUNT = 'set -e\necho starting\ncount=$(grep -c "@" /etc/list/names.txt)\necho "$count names"\n';

test('a count of nothing ends a script with set -e; the file that a ConfigMap brings shows it', () => {
  const finding = first(COUNT, 'starting\n', 1, '# none\n');
  assert.is(finding?.cause, 'script-ends-silently');
  assert.is(finding?.confidence, 'certain');
  assert.match(finding?.summary ?? '', 'grep finds no line in /etc/list/names.txt (key names.txt of ConfigMap list)');
  assert.match(finding?.fixes[0]?.command ?? '', 'names.txt || true)');
  assert.is(first(COUNT, 'starting\n', 1, 'ann@example.com\n')?.confidence, 'likely');
  for (const grep of ['grep -m 1 ann', 'grep --ignore-case ANN'])
    assert.is(first(`set -e\n${grep} /etc/list/names.txt\nsleep 1\n`, '', 1, 'ann@example.com\n')?.confidence, 'likely', grep);
});

test('a test of a file that a ConfigMap brings holds, so it is the other one', () => {
  const finding = first('set -e\ntest -s /etc/list/names.txt\ntest "$(head -n1 /etc/list/names.txt)" = name\nsleep 1\n', '', 1, 'id\n');
  assert.match(finding?.summary ?? '', 'head -n1');
  assert.is.not(first('set -e\ntest -s /etc/other\ntest -s /etc/list/more\nsleep 1\n')?.cause, 'script-ends-silently', 'which of the two');
});

test('where it is known to find nothing, what stands behind is never run', () => {
  const script = (more = '') => `set -e\n${more}grep -q '^ann' /etc/list/names.txt\nif true; then echo on; fi\nexec python /app/run.py\n`;
  const finding = first(script(), '', 1, '# none\n');
  assert.is(finding?.cause, 'script-ends-silently');
  assert.is(finding?.confidence, 'certain');
  assert.is.not(first(script(), '', 1, 'ann\n')?.cause, 'script-ends-silently', 'the program may have been silent');
  assert.is.not(first(script('/app/check\n'), '', 1, '# none\n')?.cause, 'script-ends-silently', 'so may one before');
  assert.is.not(first(script(), 'on\n', 1, '# none\n')?.cause, 'script-ends-silently', 'it went on');
});

test('a name that is nearly the one it looks for is what is meant', () => {
  const script = "set -e\ngrep -q '^batch_size' /etc/list/names.txt\nexec python /app/run.py\n";
  const finding = first(script, '', 1, '[worker]\nbatchsize = 10\n');
  assert.match(finding?.summary ?? '', 'which has batchsize');
  assert.match(finding?.fixes[0]?.command ?? '', '[worker]\\nbatch_size = 10\\n');
  assert.not.match(first(script, '', 1, 'limit = 10\n')?.summary ?? 'batch', 'which has');
});

test('it printed what stands behind, ended with another code, or told why', () => {
  assert.is.not(first(COUNT, 'starting\n3 names\n')?.cause, 'script-ends-silently');
  assert.is.not(first(COUNT, 'starting\n', 2)?.cause, 'script-ends-silently');
  assert.is.not(first(COUNT, 'grep: /etc/list/names.txt: No such file or directory\n')?.cause, 'script-ends-silently');
});

test('one silent command among those that tell', () => {
  const step = (script: string, errexit = false) => silentStep(script, [], errexit)?.text;
  assert.is(step('set -e; mkdir -p /tmp/x; [ -d /in ]; cp /in/a /tmp/x'), '[ -d /in ]');
  assert.is(step('sleep 1; test -s /var/spool/next'), 'test -s /var/spool/next', 'the last command');
  assert.is(step('test -s /var/spool/next; sleep 1'), undefined, 'without set -e it goes on');
  assert.is(step('test -s /a; sleep 1', true), 'test -s /a');
  assert.is(step('set -e; [ -d /in ]; [ -d /out ]; sleep 1'), undefined, 'which of the two');
  assert.is(step('set -e; [ -d /in ]; /app/run'), undefined, 'the program may be silent, too');
  assert.is(step('set -e; [ -d /in ] || mkdir /in; sleep 1'), undefined);
  assert.is(step('set -e; if [ -d /in ]; then sleep 1; fi; sleep 2'), undefined, 'a condition');
  assert.is(step('set -e; grep -q x /in & sleep 1'), undefined, 'in the background');
  assert.is(step('set -e; [ -d /in ]; date >&2 && date &>/dev/null'), '[ -d /in ]', 'no background');
  assert.is(step('set -e\n# [ -d /x ]\n[ -d /in ] # is it there?\nsleep 1\n'), '[ -d /in ]');
});

test.run();
