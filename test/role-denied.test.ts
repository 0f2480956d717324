/** A password that does not do as there is no such role, which the server tells its own log alone: a recorded case with one thing changed. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';

const CASE = 'dep-user-secret';

test('the server’s log says so; of another role, or of the password, it says nothing of it', async () => {
  const found = await findingOn(CASE);
  assert.is(found.confidence, 'certain');
  assert.match(found.summary, 'has no role of that name, as its own log says; the name is from Secret report-db key username');
  assert.match(found.fixes[0]?.command ?? '', '{"name":"PGUSER","value":null,"valueFrom":{"secretKeyRef":{"name":"db","key":"username"}}}');
  for (const detail of ['Role "orders" does not exist.', 'User "report" has no password assigned.']) {
    const other = await findingOn(CASE, (cluster) =>
      cluster.log(
        'db',
        'postgres',
        `2026-11-28 00:26:15.430 UTC [79] FATAL:  password authentication failed for user "report"\n2026-11-28 00:26:15.430 UTC [79] DETAIL:  ${detail}\n`,
      ),
    );
    assert.is(other.confidence, 'likely', detail);
    assert.match(other.summary, 'does not accept the password');
  }
});

test.run();
