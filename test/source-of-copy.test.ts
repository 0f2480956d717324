/** An object that is missing here and is there in another namespace, and when another name was meant: a recorded case with one thing changed. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';

const CASE = 'ref-volume-other-namespace';

test('the very name in another namespace is nearer than another name here, but for a slip', async () => {
  const copied = await findingOn(CASE);
  assert.match(copied.fixes[0]?.command ?? '', /^kubectl patch secret session-keys .* -n s-\w+-platform /);
  assert.not.match(copied.summary, 'but sessions does');
  const slip = await findingOn(CASE, (cluster) => {
    for (const { items } of Object.values(cluster.recorded.recording.resources))
      for (const { metadata } of items) if (metadata.name === 'sessions') metadata.name = 'session-key';
  });
  assert.match(slip.fixes[0]?.command ?? '', '"value":"session-key"');
});

test('one without the key that is asked for is no source', async () => {
  const wants = (key: string) =>
    findingOn(CASE, (cluster) => {
      for (const { spec } of cluster.list('pods'))
        for (const { secret } of spec.volumes ?? []) if (secret) secret.items = [{ key, path: 'session.key' }];
    });
  assert.match((await wants('session.key')).fixes[0]?.command ?? '', '--dry-run=client');
  assert.match((await wants('other.key')).fixes[0]?.command ?? '', /^kubectl create secret generic session-keys /);
});

test.run();
