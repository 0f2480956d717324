/** mount-over-system: what matches, and what looks like it and is another thing; each a recorded case with one thing changed. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';

test('of a volume with many keys the files are not mounted one by one', async () => {
  const found = await findingOn('mount-over-etc', (cluster) => {
    const map = cluster.one('configmaps', 'agent');
    map.data = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`part-${at}.yaml`, '']));
  });
  assert.is(found.cause, 'mount-over-system');
  assert.match(found.fixes[0]?.command ?? '', '"value":"/etc/conf"');
});

test('a volume in a folder of its own is not in the way', async () => {
  const found = await findingOn('mount-over-etc', (cluster) => {
    const [mount] = cluster.container('agent').volumeMounts;
    if (mount) mount.mountPath = '/etc/agent';
  });
  assert.is(found.cause, 'mount-refused');
});

test.run();
