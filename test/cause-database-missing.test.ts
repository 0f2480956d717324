/** database-missing: which entry of a file is the database. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';

const withFile = (text: string) =>
  findingOn('dep-database-in-file', (cluster) => {
    cluster.one('configmaps', 'loyalty').data = { 'loyalty.yaml': text };
  });

test('a user and a program of the same name are not the database', async () => {
  const found = await withFile('app:\n  name: loyalty\ndatabase:\n  host: db\n  name: loyalty\n  user: loyalty\n');
  assert.match(found.fixes[0]?.command ?? '', 'app:\\n  name: loyalty\\ndatabase:\\n  host: db\\n  name: shop\\n  user: loyalty');
  assert.not.match((await withFile('app:\n  name: loyalty\n')).fixes[0]?.command ?? '', 'name: shop');
});

test.run();
