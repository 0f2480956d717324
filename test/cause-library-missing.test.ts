/** library-missing: what the image lacks, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const lacks = (library: string, container: Situation['container'] = {}, program = '/app/server', why = 'No such file or directory') =>
  findingsIn({
    status: ended(127),
    log: `${program}: error while loading shared libraries: ${library}: cannot open shared object file: ${why}`,
    container,
    spec: { volumes: [{ name: 'tools', emptyDir: {} }] },
  })[0];
const over = (mountPath: string): Situation['container'] => ({ volumeMounts: [{ name: 'tools', mountPath }] });

test('nothing else may bring it: the image lacks it', () => {
  assert.is(lacks('libpq.so.5')?.confidence, 'certain');
  assert.is(lacks('libpq.so.5', over('/data'))?.confidence, 'certain');
});

test('of a volume, hidden by one, looked for elsewhere, or not to be read', () => {
  assert.match(lacks('libz.so.1', over('/tools'), '/tools/agent')?.summary ?? '', 'the program itself is from volume tools');
  assert.match(lacks('libpq.so.5', over('/usr/lib'))?.summary ?? '', 'volume tools is mounted over /usr/lib, and may hide it');
  assert.match(lacks('libpq.so.5', { env: [{ name: 'LD_LIBRARY_PATH', value: '/opt' }] })?.summary ?? '', 'env LD_LIBRARY_PATH takes');
  const unread = lacks('libpq.so.5', {}, undefined, 'Permission denied');
  assert.match(unread?.summary ?? '', 'library libpq.so.5 is there, and the user of the container may not read it');
  assert.match(unread?.fixes[0]?.text ?? '', 'so that everybody may read libpq.so.5');
  for (const container of [over('/usr/lib'), { env: [{ name: 'LD_LIBRARY_PATH', value: '/opt' }] }])
    assert.is(lacks('libpq.so.5', container)?.confidence, 'likely');
});

test("the libraries of the GPU's driver are the node's", () => {
  const found = lacks('libcuda.so.1');
  assert.match(found?.summary ?? '', 'this one asks for none');
  assert.match(found?.fixes[0]?.command ?? '', '"nvidia.com/gpu":"1"');
  assert.is(lacks('libnvidia-ml.so.1', { resources: { limits: { 'nvidia.com/gpu': '1' } } })?.fixes[0]?.command, undefined);
});

test.run();
