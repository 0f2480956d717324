/** Which object keeps a service account from what it asks. Edited from perm-rbac-names and perm-rbac-unbound. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, findingOn } from './edited-case.ts';

const rules = (cluster: Edited, role: string) => cluster.one('roles', role).rules?.[0] ?? {};

test('a rule for certain names is told where all are asked for, and not where it has another verb or resource', async () => {
  const summary = async (change: object) =>
    (await findingOn('perm-rbac-names', (cluster) => void Object.assign(rules(cluster, 'controller'), change))).summary;
  assert.match(await summary({}), 'of the names api, web alone (resourceNames), and this asks for all');
  assert.match(await summary({ verbs: ['get'] }), 'does not name that resource');
  assert.match(await summary({ resources: ['services'] }), 'does not name that resource');
  assert.match(await summary({ resourceNames: [] }), 'RBAC allows it by now');
});

test('a role that is bound to nobody is told only where it allows what is asked, and is the only one', async () => {
  const summary = async (edit: (cluster: Edited) => void) => (await findingOn('perm-rbac-unbound', edit)).summary;
  assert.match(await summary(() => {}), 'Role pod-watcher allows it, and no RoleBinding binds it to anybody');
  const none = /no role that allows it is bound to controller/;
  assert.match(await summary((cluster) => void Object.assign(rules(cluster, 'pod-watcher'), { verbs: ['get'] })), none);
  assert.match(
    await summary((cluster) => {
      const role = structuredClone(cluster.one('roles', 'pod-watcher'));
      role.metadata.name = 'pod-reader';
      cluster.list('roles').push(role);
    }),
    none,
  );
});

test.run();
