/** config-key-twice: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { keyTwice } from '../src/trace/texts/key-twice.ts';
import { ended, findingsIn } from './situation.ts';

const first = (text: string, log: string, key = 'agent.yaml') =>
  findingsIn({
    container: { args: [`/etc/agent/${key}`], volumeMounts: [{ name: 'conf', mountPath: '/etc/agent' }] },
    spec: { volumes: [{ name: 'conf', configMap: { name: 'agent' } }] },
    configMaps: { agent: { [key]: text } },
    status: ended(1),
    log,
  })[0];
const TWICE = 'output:\n  host: collector:5044\nsources:\n  - /var/log/a.log\noutput:\n  tls: false\n';
const REQUIRED = '/etc/agent/agent.yaml: output.host is required\n';

test('the last of two groups lacks what the program misses; both are put together', () => {
  const finding = first(TWICE, REQUIRED);
  assert.is(finding?.cause, 'config-key-twice');
  assert.is(finding?.confidence, 'likely');
  assert.match(finding?.summary ?? '', 'output stands twice in it, in lines 1 and 5');
  assert.match(finding?.fixes[0]?.command ?? '', String.raw`output:\n  host: collector:5044\n  tls: false\nsources:\n  - /var/log/a.log\n`);
});

test('a key error names the entry alone; within another group; JSON', () => {
  assert.is(
    first(TWICE, 'Traceback (most recent call last):\n  File "/app/agent.py", line 9, in <module>\nKeyError: \'host\'\n')?.cause,
    'config-key-twice',
  );
  assert.is(
    keyTwice('server:\n  tls:\n    cert: a\n  port: 1\n  tls:\n    key: b\n')?.merged,
    'server:\n  tls:\n    cert: a\n    key: b\n  port: 1\n',
  );
  assert.equal(keyTwice('{"a": {"x": 1}, "b": 2, "a": {"y": 3}}')?.lost, ['x']);
  assert.is(keyTwice('{"a": {"x": 1}, "b": 2, "a": {"y": 3}}')?.merged, undefined);
});

test('the program misses something else, the reader refuses the file, or no group has it twice', () => {
  assert.is.not(first(TWICE, '/etc/agent/agent.yaml: sources.path is required\n')?.cause, 'config-key-twice');
  assert.is.not(
    first(TWICE, 'yaml: unmarshal errors:\n  line 5: mapping key "output" already defined at line 1\n')?.cause,
    'config-key-twice',
  );
  assert.is.not(first('output:\n  tls: false\nbackup:\n  host: a\n', REQUIRED)?.cause, 'config-key-twice');
  assert.is(keyTwice('output:\n  a: 1\nother:\n  output:\n    b: 1\n'), undefined);
  assert.is(keyTwice('- a: 1\n- a: 2\n'), undefined);
});

test('a word of another trouble is not what is missed', () => {
  assert.is.not(first(TWICE, 'Error: cannot connect to host db: Connection refused\n')?.cause, 'config-key-twice');
  const user = 'db:\n  user: a\n  host: b\ndb:\n  host: c\n';
  assert.is.not(first(user, 'FATAL:  password authentication failed for user "app"\n')?.cause, 'config-key-twice');
});

test('of three groups no two are put together', () => {
  assert.is(keyTwice('output:\n  host: a\noutput:\n  port: 1\noutput:\n  tls: x\n')?.merged, undefined);
});

test.run();
