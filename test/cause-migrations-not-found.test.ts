/** migrations-not-found: the recorded init container that finds nothing, and what is another thing: one that says what it did, or is told the folder. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Container } from '../src/kube/shapes.ts';
import { type Edited, findingOn } from './edited-case.ts';

const CASE = 'file-migrations-path';
const init = (cluster: Edited, change: (init: Container) => unknown) => {
  for (const { metadata, spec } of cluster.list('pods'))
    if (metadata.name.startsWith('catalog')) for (const one of spec.initContainers ?? []) change(one);
};

test('the folder is a slip for the name of the volume, or another one', async () => {
  const found = await findingOn(CASE);
  assert.is(found.cause, 'migrations-not-found');
  assert.is(found.confidence, 'likely');
  assert.match(
    found.fixes[0]?.command ?? '',
    '"path":"/spec/template/spec/initContainers/0/volumeMounts/1/mountPath","value":"/migrations"',
  );
  const other = await findingOn(CASE, (cluster) =>
    init(cluster, ({ volumeMounts = [] }) =>
      volumeMounts.filter(({ name }) => name === 'migrations').map((one) => Object.assign(one, { mountPath: '/sql' })),
    ),
  );
  assert.is(other.cause, 'migrations-not-found');
  assert.is(other.fixes[0]?.command, undefined);
});

test('it says what it did, says nothing, or is told the folder', async () => {
  const says = (text: string) => findingOn(CASE, (cluster) => cluster.log('catalog', 'migrate', text));
  for (const text of ['applying 001-products.sql\nschema is up to date\n', 'Applied 1 migration\n', ''])
    assert.is((await says(text)).cause, 'table-missing', text);
  const told = await findingOn(CASE, (cluster) => init(cluster, (one) => Object.assign(one, { args: ['--from', '/migration'] })));
  assert.is(told.cause, 'table-missing');
});

test.run();
