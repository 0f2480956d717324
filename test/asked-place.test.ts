/** What in the pod's spec keeps it from the nodes: named beside the scheduler's words. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { ContainerPort } from '../src/kube/shapes.ts';
import { type Edited, findingOn } from './edited-case.ts';

const summary = async (...args: Parameters<typeof findingOn>) => (await findingOn(...args)).summary;

test('an affinity to pods that are on no node, and to pods that are', async () => {
  assert.match(await summary('sched-affinity'), /beside pods with app=cache, and no such pod of namespace \S+ is on a node/);
  const there = (cluster: Edited) => {
    Object.assign(cluster.pod('redis').metadata.labels ?? {}, { app: 'cache' });
  };
  assert.match(await summary('sched-affinity', there), /beside pods with app=cache$/);
  const several = (cluster: Edited) => {
    for (const term of cluster.pod('search').spec.affinity?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [])
      term.namespaceSelector = {};
  };
  assert.match(await summary('sched-affinity', several), /beside pods with app=cache$/);
});

test('an anti-affinity names one of those that it keeps away from', async () => {
  assert.match(await summary('sched-anti-affinity'), 'keeps it away from pods with app=queue, such as queue-0');
});

test('a port of the node, and the pod that has it; another protocol is another port', async () => {
  assert.match(await summary('sched-host-port'), /port 8088 of the node \(hostPort\), which pod edge-\S+ has/);
  const other = (cluster: Edited) => {
    const [running] = cluster.list('pods').filter(({ spec }) => spec.nodeName);
    for (const port of (running?.spec.containers[0]?.ports ?? []) as ContainerPort[]) port.protocol = 'UDP';
  };
  assert.match(await summary('sched-host-port', other), /port 8088 of the node \(hostPort\)$/);
});

test('a node affinity is told by its expressions; a nodeSelector by its labels', async () => {
  const affinity = (cluster: Edited) => {
    const { spec } = cluster.pod('search');
    delete spec.nodeSelector;
    const nodeSelectorTerms = [{ matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd', 'nvme'] }] }];
    spec.affinity = { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } };
  };
  assert.match(await summary('sched-node-selector', affinity), /its nodeAffinity asks for a node with disk in \(ssd,nvme\)$/);
  assert.not.match(await summary('sched-node-selector'), 'nodeAffinity');
});

test.run();
