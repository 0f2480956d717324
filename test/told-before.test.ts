/** A lease that was never got for want of a permission, and one that was lost. Edited from perm-rbac-lease-create, perm-low-port-argument. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';

test('what the API server refused at each attempt, before it gave up', async () => {
  assert.is((await findingOn('perm-rbac-lease-create')).cause, 'rbac-forbidden');
});

test('one that could not be renewed in time', async () => {
  const found = await findingOn('perm-rbac-lease-create', (cluster) =>
    cluster.log('operator', 'operator', 'I1127 successfully acquired lease shop/operator-lock\nE1127 leader election lost\n'),
  );
  assert.is(found.cause, 'leader-lost');
});

test('the argument that holds the low port; none where two may be it', async () => {
  assert.match((await findingOn('perm-low-port-argument')).summary, 'port 443 (args[2]: :443)');
  const two = await findingOn('perm-low-port-argument', (cluster) =>
    cluster.container('ledger').args?.push('--public=shop.example.com:443'),
  );
  assert.not.match(two.summary, 'args[');
});

test('an account of another name than the workload is not meant', async () => {
  const found = await findingOn('admit-account-called', (cluster) => {
    cluster.one('serviceaccounts', 'controller').metadata.name = 'reports';
  });
  assert.match(found.fixes[0]?.command ?? '', 'create serviceaccount pod-watcher');
});

test.run();
