/** pod-name-unknown: below which Service a pod has a name of its own. Edited from dep-headless-name. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, findingOn } from './edited-case.ts';

const CASE = 'dep-headless-name';
const below = (subdomain: string, called?: string) => (cluster: Edited) => {
  cluster.pod('db-0').spec.subdomain = subdomain;
  const host = cluster.container('report').env.find(({ name }) => name === 'PGHOST');
  if (!host || called === undefined) return;
  host.value = called;
  cluster.say('report', 'report', 'db-0.postgres', called);
};

test('another Service than its own: called by its own', async () => {
  const found = await findingOn(CASE);
  assert.is(found.cause, 'pod-name-unknown');
  assert.match(found.fixes[0]?.command ?? '', 'PGHOST=db-0.db ');
});

test('a headless Service that selects it, but is not its subdomain, gives it no name', async () => {
  const other = await findingOn(CASE, below('db-nodes'));
  assert.not.match(other.summary, 'belongs to headless Service');
  assert.not.match(other.fixes[0]?.command ?? '', 'db-0.db');
  const called = await findingOn(CASE, below('db-nodes', 'db-0.db'));
  assert.match(called.summary, 'pod db-0 does not have its own below Service db');
  assert.match(called.fixes[0]?.command ?? '', 'PGHOST=db ');
});

test.run();
