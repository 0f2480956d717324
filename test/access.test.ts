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

/** perm-rbac-names, whose role of pods is for the names api and web, with other words of the API server. */
const asks = (what: string, edit: (cluster: Edited) => void = () => {}) =>
  findingOn('perm-rbac-names', (cluster) => {
    const pod = cluster.pod('controller');
    const user = `system:serviceaccount:${cluster.namespace}:${pod.spec.serviceAccountName}`;
    edit(cluster);
    cluster.log(
      'controller',
      cluster.container('controller').name,
      what.replace('ME', user).replace('HERE', `in the namespace "${cluster.namespace}"`),
    );
  });

test('what is asked may be a part of an object', async () => {
  const found = await asks('Error: pods "web-0" is forbidden: User "ME" cannot get resource "pods/log" in API group "" HERE', (cluster) => {
    Object.assign(rules(cluster, 'controller'), { verbs: ['get', 'list'], resourceNames: [] });
  });
  assert.match(found.summary, 'may not get pods/log in namespace');
  assert.match(found.fixes[0]?.command ?? '', '"resources":["pods/log"]');
});

test('a name that the rule does not have is added to those that it has', async () => {
  const found = await asks('Error: pods "shop" is forbidden: User "ME" cannot get resource "pods" in API group "" HERE', (cluster) => {
    Object.assign(rules(cluster, 'controller'), { verbs: ['get'] });
  });
  assert.match(found.summary, 'of the names api, web alone (resourceNames), and this asks for shop');
  assert.match(found.fixes[0]?.command ?? '', /"path":"\/rules\/0\/resourceNames\/-","value":"shop"/);
});

test('leader election needs all of its verbs at once', async () => {
  const found = await asks(
    'error retrieving resource lock: leases.coordination.k8s.io "op" is forbidden: User "ME" cannot get resource "leases" in API group "coordination.k8s.io" HERE',
  );
  assert.match(found.fixes[0]?.command ?? '', '"verbs":["get","create","update"]');
});

test('the client of Python shows the answer as it came', async () => {
  const found = await asks(
    'kubernetes.client.exceptions.ApiException: (403)\nReason: Forbidden\nHTTP response body: {"kind":"Status","message":"pods is forbidden: User \\"ME\\" cannot list resource \\"pods\\" in API group \\"\\" at the cluster scope","code":403}',
  );
  assert.is(found.cause, 'rbac-forbidden');
  assert.match(found.summary, 'may not list pods in the whole cluster');
});

test.run();
