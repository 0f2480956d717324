/** A client of one kind of server that calls another kind, and what looks like it; edited from dep-kinds-swapped. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, findingOn } from './edited-case.ts';

const SAID = 'it speaks to PostgreSQL, and Service cache leads to Redis';

test("a client of PostgreSQL at a Redis: both entries are changed to those of PostgreSQL's Service", async () => {
  const found = await findingOn('dep-kinds-swapped');
  assert.match(found.summary, SAID);
  assert.match(found.fixes[0]?.command ?? '', /"PGHOST":"db".*"PGPORT":"5432"/);
});

test('in one address, host and port change together', async () => {
  const found = await findingOn('dep-kinds-swapped', (cluster) => {
    const { container } = { container: cluster.container('report') };
    container.envFrom = [];
    container.env?.push({ name: 'DATABASE_URL', value: 'postgres://shop@cache:6379/shop' });
  });
  assert.match(found.fixes[0]?.command ?? '', 'DATABASE_URL=postgres://shop@db:5432/shop');
});

const other = (edit: (cluster: Edited) => void) => findingOn('dep-kinds-swapped', edit);

test('the same kind, a kind that is not known, and a client that does not say what it is', async () => {
  const image = (name: string) => other((cluster) => Object.assign(cluster.container('cache'), { image: name }));
  assert.not.match((await image('postgres:15')).summary, SAID);
  assert.not.match((await image('registry.example.com/postgres/redis-to-sql:1')).summary, SAID);
  assert.not.match((await image('envoy:1')).summary, SAID);
  assert.not.match((await image('registry.example.com/redis-team/citus:12')).summary, SAID);
  const silent = await other((cluster) => cluster.log('report', 'report', 'dial tcp cache:6379: i/o timeout\n'));
  assert.not.match(silent.summary, SAID);
});

test('a client that is refused has met with nobody', async () => {
  const refused = await other((cluster) => cluster.say('report', 'report', 'timeout expired', 'Connection refused'));
  assert.not.match(refused.summary, SAID);
});

test.run();
