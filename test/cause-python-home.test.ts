/** python-home: what matches, and what looks like it and is another thing. The log is that of Python 3.11.7 with PYTHONHOME=/nowhere. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const log = (module: string) => `Python path configuration:
  PYTHONHOME = '/nowhere'
  PYTHONPATH = (not set)
  sys.path = [
    '/nowhere/lib/python311.zip',
    '/nowhere/lib/python3.11',
    '/nowhere/lib/python3.11/lib-dynload',
  ]
Fatal Python error: init_fs_encoding: failed to get the Python codec of the filesystem encoding
Python runtime state: core initialized
ModuleNotFoundError: No module named '${module}'

Current thread 0x00007fd94f068b80 (most recent call first):
  <no Python frame>
`;
const home = { env: [{ name: 'PYTHONHOME', value: '/nowhere' }] };

test('it is found, with its proof and its fix', () => {
  const [finding] = findingsIn({ container: home, status: ended(1), log: log('encodings') });
  assert.is(finding?.cause, 'python-home');
  assert.is(finding?.confidence, 'certain');
  assert.match(finding?.summary ?? '', 'PYTHONHOME to /nowhere');
  assert.match(finding?.fixes[0]?.command ?? '', /^kubectl .*"op":"remove","path":"[/\w]+\/env\/0"/);
});

test('a ConfigMap may bring it; an empty one hides that', () => {
  const [finding] = findingsIn({
    container: { envFrom: [{ configMapRef: { name: 'settings' } }] },
    configMaps: { settings: { PYTHONHOME: '/nowhere' } },
    status: ended(1),
    log: log('encodings'),
  });
  assert.is(finding?.cause, 'python-home');
  assert.match(finding?.summary ?? '', 'ConfigMap settings key PYTHONHOME');
  assert.match(finding?.fixes[0]?.command ?? '', '"name":"PYTHONHOME","value":""');
});

test('the near misses are others: the variable is not in the spec, or another module is missing', () => {
  for (const situation of [{ log: log('encodings') }, { container: home, log: log('flask') }]) {
    const [finding] = findingsIn({ status: ended(1), ...situation });
    assert.is(finding?.cause, 'missing-module');
  }
});

test.run();
