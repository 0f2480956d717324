/** Nodes that are closed to a pod: the scheduler of 1.34 and newer names no taint, so the nodes tell. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Node, PodSpec } from '../src/kube/shapes.ts';
import { type Edited, findingOn } from './edited-case.ts';

const TAINTED =
  '0/1 nodes are available: 1 node(s) had untolerated taint(s). preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.';
const says = (message: string, spec: Node['spec'], more: Partial<PodSpec> = {}) =>
  findingOn('sched-memory', (cluster: Edited) => {
    const pod = cluster.pod('orders');
    Object.assign(pod.spec, more);
    for (const one of pod.status.conditions ?? []) if (one.type === 'PodScheduled') one.message = message;
    for (const node of cluster.recorded.recording.resources['/api/v1/nodes']?.items ?? []) (node as Node).spec = spec ?? {};
  });

test('the taint is named, and tolerated', async () => {
  const finding = await says(TAINTED, { taints: [{ key: 'dedicated', value: 'batch', effect: 'NoSchedule' }] });
  assert.match(finding.summary, /node lab has the taint dedicated=batch$/);
  assert.match(finding.fixes[0]?.command ?? '', '"tolerations":[{"key":"dedicated","operator":"Equal","value":"batch"}]');
});

test('a taint that it tolerates, or that only prefers, keeps it off no node', async () => {
  const open = { taints: [{ key: 'dedicated', value: 'batch', effect: 'NoSchedule' }] };
  const finding = await says(TAINTED, open, { tolerations: [{ key: 'dedicated', operator: 'Exists' }] });
  assert.not.match(finding.summary, 'has the taint');
  assert.not.match((await says(TAINTED, { taints: [{ key: 'a', effect: 'PreferNoSchedule' }] })).summary, 'has the taint');
});

test('what is wrong with a node is not tolerated', async () => {
  const finding = await says(TAINTED, { taints: [{ key: 'node.kubernetes.io/disk-pressure', effect: 'NoSchedule' }] });
  assert.match(finding.summary, /node lab runs short of disk space$/);
  assert.is(finding.fixes[0]?.command, 'kubectl describe node lab');
});

test('a cordon is taken away; that of the control plane is the last to be tolerated', async () => {
  const cordon = await says('0/1 nodes are available: 1 node(s) were unschedulable.', { unschedulable: true });
  assert.match(cordon.summary, /node lab is cordoned$/);
  assert.is(cordon.fixes[0]?.command, 'kubectl uncordon lab');
  const plane = { taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }] };
  assert.match((await says(TAINTED, plane)).fixes[0]?.command ?? '', '"key":"node-role.kubernetes.io/control-plane","operator":"Exists"');
});

test('a place that is being made is waited for', async () => {
  const finding = await findingOn('sched-memory', (cluster: Edited) => {
    cluster.pod('orders').status.nominatedNodeName = 'lab';
  });
  assert.match(finding.summary, /it gets its place on node lab once the pods of lower priority there have ended$/);
  assert.equal(finding.fixes, []);
});

test('a claim that another pod alone may use is bound', async () => {
  const held =
    '0/1 nodes are available: 1 node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod.';
  const finding = await says(held, {});
  assert.is(finding.cause, 'pod-unschedulable');
});

test('a claim that is not there is renamed in each volume that names it; that of an ephemeral volume is for its controller to make', async () => {
  const absent = (claim: string) => `0/1 nodes are available: persistentvolumeclaim "${claim}" not found.`;
  const volumes = ['a', 'b'].map((name) => ({ name, persistentVolumeClaim: { claimName: 'data' } }));
  const named = await says(absent('data'), {}, { volumes });
  assert.is(named.cause, 'claim-unbound');
  assert.match(named.fixes[0]?.command ?? '', /"path":"[^"]*\/volumes\/0".*"path":"[^"]*\/volumes\/1"/);
  const ephemeral = await says(absent('orders-tmp'), {}, { volumes: [{ name: 'tmp', ephemeral: {} }] as never });
  assert.not.match(JSON.stringify(ephemeral.fixes), '/volumes/-1');
});

test.run();
