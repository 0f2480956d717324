/** replica-name-taken: what matches, and what looks like it and is another thing: a recorded case with one thing changed. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';

test('a name of the template that exists already, while another replica is well', async () => {
  const found = await findingOn('replica-same-name');
  assert.is(found.cause, 'replica-name-taken');
  assert.match(found.fixes[0]?.command ?? '', '"fieldPath":"metadata.name"');
});

test('another value is a row that is there twice, and alone it has left the name behind', async () => {
  const other = await findingOn('replica-same-name', (cluster) => {
    for (const pod of cluster.list('pods').filter(({ metadata }) => metadata.name.startsWith('importer')))
      Object.assign(pod.spec.containers[0]?.env?.[0] ?? {}, { value: 'importer-2' });
  });
  assert.is(other.cause, 'unhandled-exception');
  const alone = await findingOn('replica-same-name', (cluster) => {
    const pods = cluster.list('pods');
    const well = pods.findIndex(({ metadata, status }) => metadata.name.startsWith('importer') && status.containerStatuses?.[0]?.ready);
    pods.splice(well, 1);
  });
  assert.is.not(alone.cause, 'replica-name-taken');
});

test('a user that each replica makes at its start is called so on purpose', async () => {
  const found = await findingOn('replica-same-name', (cluster) => {
    for (const pod of cluster.list('pods').filter(({ metadata }) => metadata.name.startsWith('importer')))
      Object.assign(pod.spec.containers[0]?.env?.[0] ?? {}, { name: 'ADMIN_USER' });
  });
  assert.is.not(found.cause, 'replica-name-taken');
});

test.run();
