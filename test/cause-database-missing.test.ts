/** database-missing: which entry of a file is the database. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';
import { ended, findingsIn } from './situation.ts';

const withFile = (text: string) =>
  findingOn('dep-database-in-file', (cluster) => {
    cluster.one('configmaps', 'loyalty').data = { 'loyalty.yaml': text };
  });

test('a user and a program of the same name are not the database', async () => {
  const found = await withFile('app:\n  name: loyalty\ndatabase:\n  host: db\n  name: loyalty\n  user: loyalty\n');
  assert.match(found.fixes[0]?.command ?? '', 'app:\\n  name: loyalty\\ndatabase:\\n  host: db\\n  name: shop\\n  user: loyalty');
  assert.not.match((await withFile('app:\n  name: loyalty\n')).fixes[0]?.command ?? '', 'name: shop');
});

test('a user of that name says nothing where the database may be named in what is not read', () => {
  const [found] = findingsIn({
    status: ended(1),
    log: 'psycopg2.OperationalError: connection to server at "postgres" (10.0.0.9), port 5432 failed: FATAL:  database "shop" does not exist',
    container: {
      env: [
        { name: 'DB_USER', value: 'shop' },
        { name: 'DATABASE_URL', valueFrom: { secretKeyRef: { name: 'db', key: 'url' } } },
      ],
    },
    secrets: { db: ['url'] },
  });
  assert.is(found?.cause, 'database-missing');
  assert.not.match(found?.summary ?? '', 'DB_USER');
});

test.run();
