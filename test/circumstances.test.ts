/**
 * What stands around a finding: siblings, changes, what was put into the pod, its node; and beside each the near miss where it must be
 * silent. Edited from the cases that the tests name.
 */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Node, Pod } from '../src/kube/shapes.ts';
import type { Finding } from '../src/report.ts';
import { type Edited, findingOn } from './edited-case.ts';

const quotes = ({ proof }: Finding, step: string) => proof.filter((one) => one.step === step).map(({ quote }) => quote);
const commands = ({ fixes }: Finding) => fixes.map(({ command = '' }) => command).join('\n');
const CHANGED = 'get cm stock';

const change = (cluster: Edited, time: string) => {
  const entry = cluster.one('configmaps', 'stock').metadata.managedFields?.find(({ manager }) => manager === 'kubectl-edit');
  Object.assign(entry ?? {}, { time });
};

test('a ConfigMap that was changed before the new pod, and after the old ones started, is named with time, manager and key', async () => {
  const finding = await findingOn('env-edited-later');
  assert.match(finding.summary, 'key QUEUE_SIZE of ConfigMap stock, which it reads, was changed by kubectl-edit at 2026-11-25T19:45:54Z');
  assert.match(quotes(finding, CHANGED)[0] ?? '', /^key QUEUE_SIZE changed .* by kubectl-edit, \d+ s before the first back-off$/);
  assert.is(finding.object?.field, 'data[QUEUE_SIZE]');
  assert.match(finding.fixes[0]?.command ?? '', `'{"data":{"QUEUE_SIZE":"'"$QUEUE_SIZE"'"}}'`);
});

test('a change before those started that are well is not, nor one after it began, nor one of an object that it does not read', async () => {
  for (const edit of [
    (cluster: Edited) => change(cluster, '2026-11-25T19:45:20Z'),
    (cluster: Edited) => change(cluster, '2026-11-25T19:59:00Z'),
    (cluster: Edited) => Object.assign(cluster.container('stock-585d75cfb4'), { envFrom: [] }),
  ]) {
    const finding = await findingOn('env-edited-later', edit);
    assert.equal(quotes(finding, CHANGED), []);
    assert.not.match(finding.summary, 'kubectl-edit');
  }
});

test('what kubectl apply has kept is put back, where the change was made by other means', async () => {
  const finding = await findingOn('env-edited-later', (cluster) => {
    const { metadata } = cluster.one('configmaps', 'stock');
    const key = 'kubectl.kubernetes.io/last-applied-configuration';
    metadata.annotations = { [key]: (metadata.annotations?.[key] ?? '').replace('\\"8\\"', '\\"64\\"').replace('"8"', '"64"') };
  });
  assert.match(finding.fixes[0]?.command ?? '', `-p '{"data":{"QUEUE_SIZE":"64"}}'`);
  assert.equal(finding.fixes[0]?.asks, []);
  const [difference] = finding.differences ?? [];
  assert.is(difference?.object.kind, 'ConfigMap');
  assert.equal([difference?.before, difference?.after], [{ QUEUE_SIZE: '64' }, { QUEUE_SIZE: '8' }]);
});

test('ConfigMaps that may not be listed leave the finding as it was', async () => {
  const finding = await findingOn('env-edited-later', undefined, ['list configmaps']);
  assert.is(finding.cause, 'unhandled-exception');
  assert.equal(quotes(finding, CHANGED), []);
});

test('only the new revision fails: the way back stands first, and the change is the suspect', async () => {
  const finding = await findingOn('app-node-import');
  assert.match(quotes(finding, 'get pods')[0] ?? '', 'only pods of this revision fail');
  assert.match(finding.fixes[0]?.command ?? '', 'rollout undo');
});

test('both revisions fail: the change between them is not to blame', async () => {
  const finding = await findingOn('near-rollout-innocent');
  assert.match(quotes(finding, 'get pods')[0] ?? '', 'what changed between them is not to blame');
  assert.not.match(commands(finding), 'rollout undo');
});

test('one of a StatefulSet fails, the others of the same template are well: what is its own is named', async () => {
  const finding = await findingOn('one-of-three', (cluster) => {
    cluster.one('statefulsets', 'agent').spec.volumeClaimTemplates = [{ metadata: { name: 'data' } }];
    for (const pod of cluster.list('pods'))
      pod.spec.volumes?.push({ name: 'data', persistentVolumeClaim: { claimName: `data-${pod.metadata.name}` } });
  });
  assert.match(
    quotes(finding, 'get pods')[0] ?? '',
    '1 of 3 pods fails (ordinal 1), of the same template 2 are well; its own: claim data-agent-1',
  );
});

test('a pod of no one, and a workload of one pod, have no siblings', async () => {
  assert.equal(quotes(await findingOn('mem-limit'), 'get pods'), []);
});

/** A second node, which the lab has not: the pods that fail run there, those that are well stay on the recorded one. */
function onAnotherNode(cluster: Edited): void {
  const nodes = (cluster.recorded.recording.resources['/api/v1/nodes']?.items ?? []) as Node[];
  const nodeInfo = { ...nodes[0]?.status?.nodeInfo, architecture: 'arm64' };
  nodes.push({ metadata: { name: 'n2' }, status: { nodeInfo } });
  const twin = structuredClone(cluster.pod('stock-585d75cfb4')) as Pod;
  twin.metadata.name = 'stock-585d75cfb4-twin0';
  cluster.list('pods').push(twin);
  for (const { metadata, spec, status } of cluster.list('pods')) {
    Object.assign(metadata, { labels: twin.metadata.labels, ownerReferences: twin.metadata.ownerReferences });
    if (status.containerStatuses?.some(({ restartCount }) => (restartCount ?? 0) > 0)) spec.nodeName = 'n2';
  }
}

test('only on one node: it is compared with one where the pods are well', async () => {
  const finding = await findingOn('env-edited-later', (cluster) => onAnotherNode(cluster));
  const [words = ''] = quotes(finding, 'get pods');
  assert.match(words, '2 of 4 pods fail, all on node n2; on other nodes 2 are well');
  assert.match(words, 'architecture arm64 (lab: amd64)');
});

test('on all nodes alike: no node is named', async () => {
  const finding = await findingOn('env-edited-later', (cluster) => {
    onAnotherNode(cluster);
    for (const { spec } of cluster.list('pods')) spec.nodeName = 'lab';
  });
  assert.not.match(quotes(finding, 'get pods')[0] ?? '', 'node');
});

test('all at the same minute, long after they were made: what they share is suspect', async () => {
  const together = (at: string) => (cluster: Edited) => {
    for (const [index, { metadata, status }] of cluster.list('pods').entries()) {
      metadata.creationTimestamp = '2026-11-25T15:00:00Z';
      const ended = {
        exitCode: 2,
        reason: 'Error',
        startedAt: '2026-11-25T15:00:01Z',
        finishedAt: index === 0 ? at : '2026-11-25T19:46:10Z',
      };
      for (const one of status.containerStatuses ?? [])
        Object.assign(one, { restartCount: 0, ready: false, state: { terminated: ended }, lastState: {} });
      status.conditions = [{ type: 'Ready', status: 'False' }];
    }
  };
  const words = async (at: string) => quotes(await findingOn('env-edited-later', together(at)), 'get pods')[0] ?? '';
  assert.match(await words('2026-11-25T19:46:30Z'), 'since the same minute (2026-11-25T19:46Z)');
  assert.not.match(await words('2026-11-25T19:30:00Z'), 'same minute');
});

test('the same tag, another image behind it: the one that is well is pinned', async () => {
  const [here, there] = ['a', 'b'].map((digit) => `registry.example.com/shop/stock@sha256:${digit.repeat(64)}`);
  const edit = (fails: string | undefined) => (cluster: Edited) => {
    for (const { status } of cluster.list('pods'))
      for (const one of status.containerStatuses ?? []) one.imageID = (one.restartCount ?? 0) > 0 ? (fails ?? '') : (there ?? '');
  };
  const moved = await findingOn('env-edited-later', edit(here));
  assert.match(commands(moved), there ?? '');
  assert.not.match(commands(await findingOn('env-edited-later', edit(there))), 'sha256');
});

test('a container that a webhook put into the pod is not changed in the template, which has none of that name', async () => {
  const finding = await findingOn('mem-limit', (cluster) => {
    for (const { name } of cluster.one('deployments', 'worker').spec.template?.spec.containers ?? []) assert.is(name, 'worker');
    Object.assign(cluster.container('worker'), { name: 'mesh-proxy' });
    cluster.status('worker').name = 'mesh-proxy';
  });
  assert.match(quotes(finding, 'get deploy/worker')[0] ?? '', 'container mesh-proxy is not in the template');
  assert.not.match(commands(finding), 'set resources');
});

test('the limit that a LimitRange gave is told apart from one in the template', async () => {
  assert.match(quotes(await findingOn('mem-limitrange'), 'get limitrange defaults')[0] ?? '', 'default memory 32Mi');
  assert.equal(quotes(await findingOn('mem-limit'), 'get deploy/worker'), []);
});

test('requests that follow from limits, and the token of the account, were put in by nobody', async () => {
  for (const name of ['app-nil-pointer', 'rollout-resources', 'env-missing-node']) {
    const finding = await findingOn(name);
    assert.equal(
      finding.proof.filter(({ quote }) => quote.startsWith('not in the template')),
      [],
      name,
    );
  }
});

test('the memory limit is twice what healthy siblings use; where that is less, and where nothing is measured, it is a trial', async () => {
  const measured = (usage: string) => (cluster: Edited) => {
    const path = `/apis/metrics.k8s.io/v1beta1/namespaces/${cluster.namespace}/pods`;
    const items = cluster.recorded.recording.resources[path]?.items as { containers?: { usage: { memory: string } }[] }[];
    assert.ok(items.length > 0);
    for (const { containers = [] } of items) for (const one of containers) one.usage.memory = usage;
  };
  const [high, low, none] = [
    await findingOn('mem-one-of-three', measured('90000Ki')),
    await findingOn('mem-one-of-three', measured('20000Ki')),
    await findingOn('mem-limit'),
  ];
  assert.match(high.fixes[0]?.command ?? '', '--limits=memory=176Mi');
  assert.match(high.fixes[0]?.text ?? '', 'twice the most that a healthy pod of it uses (index-');
  assert.match(low.fixes[0]?.text ?? '', 'a trial, as healthy pods of it use at most 20Mi');
  assert.match(none.fixes[0]?.text ?? '', 'a trial, as what it needs beyond 64Mi nobody has measured');
});

test('of an eviction for want of what the node has, the node tells; of one by its own limit it is not asked', async () => {
  const pressed = (message: string | undefined) => (cluster: Edited) => {
    const [node] = (cluster.recorded.recording.resources['/api/v1/nodes']?.items ?? []) as Node[];
    for (const one of node?.status?.conditions ?? []) if (one.type === 'DiskPressure') one.status = 'True';
    for (const { status } of cluster.list('pods')) if (message && status.reason === 'Evicted') status.message = message;
  };
  const low = 'The node was low on resource: ephemeral-storage. Threshold quantity: 2Gi, available: 1Gi. ';
  const told = await findingOn('evicted-volume', pressed(low));
  assert.is(told.cause, 'pod-evicted');
  assert.match(quotes(told, 'get node lab')[0] ?? '', 'DiskPressure=True since ');
  assert.equal(quotes(await findingOn('evicted-volume', pressed(undefined)), 'get node lab'), []);
});

const release = (version: number, status: string, creationTimestamp: string) => ({
  metadata: {
    name: `sh.helm.release.v1.shop.v${version}`,
    creationTimestamp,
    labels: { owner: 'helm', name: 'shop', version: String(version), status },
  },
});

/** As Helm 3 keeps its records; the Deployment has its annotations. */
const byHelm =
  (...records: [status: string, secondsBefore: number][]) =>
  (cluster: Edited) => {
    Object.assign(cluster.one('deployments', 'api').metadata, {
      annotations: {
        ...cluster.one('deployments', 'api').metadata.annotations,
        'meta.helm.sh/release-name': 'shop',
        'meta.helm.sh/release-namespace': cluster.namespace,
      },
    });
    const made = Math.max(...cluster.list('replicasets').map(({ metadata }) => Date.parse(metadata.creationTimestamp ?? '')));
    const secrets = cluster.recorded.recording.resources[`/api/v1/namespaces/${cluster.namespace}/secrets`]?.items;
    for (const [index, [status, before]] of records.entries())
      secrets?.push(release(index + 1, status, new Date(made - before * 1000).toISOString().replace('.000Z', 'Z')) as never);
  };

test('what Helm manages goes back by Helm: to the last good release before the upgrade that made the revision', async () => {
  const finding = await findingOn('env-rollout', byHelm(['superseded', 900], ['superseded', 600], ['failed', 300], ['deployed', 1]));
  assert.match(commands(finding), 'helm rollback shop 2 -n ');
});

test('an upgrade since then changes nothing of that; without records it is the Deployment that goes back', async () => {
  const later = await findingOn('env-rollout', byHelm(['superseded', 900], ['superseded', 1], ['deployed', -60]));
  assert.match(commands(later), 'helm rollback shop 1 -n ');
  const none = await findingOn('env-rollout', byHelm());
  assert.match(commands(none), 'kubectl rollout undo deploy/api --to-revision=1');
  const unseen = await findingOn('env-rollout', byHelm(['superseded', 900], ['deployed', 1]), ['list secrets']);
  assert.match(commands(unseen), 'kubectl rollout undo deploy/api --to-revision=1');
});

test('a label that was dropped is a reason to go back for a NetworkPolicy, and for nothing inside the pod', async () => {
  const undone = async (edit?: Parameters<typeof findingOn>[1]) =>
    (await findingOn('netpol-label-dropped', edit)).fixes.some(({ command }) => command?.includes('rollout undo'));
  assert.ok(await undone());
  assert.not.ok(await undone((cluster) => cluster.log('returns-7c84', 'returns', 'FATAL: no topic')));
});

test.run();
