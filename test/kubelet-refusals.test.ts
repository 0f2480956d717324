/** What the kubelet and the node controller do to a pod as a whole: refuse it, evict it, lose it. Texts of kubernetes pkg/kubelet/{lifecycle,eviction,cm}. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { exitCodeWords } from '../src/kube/exit-codes.ts';
import type { Container, PodSpec } from '../src/kube/shapes.ts';
import { type Edited, findingOn, reportOnEdited } from './edited-case.ts';
import { ended, findingsIn } from './situation.ts';

const failed = (reason: string, message: string, container: Partial<Container> = {}, spec: Partial<PodSpec> = {}) =>
  findingsIn({ podStatus: { phase: 'Failed', reason, message }, container, spec })[0];

test('a refusal of a sort that is not known yet is told; a node that shuts down is no refusal of the pod', () => {
  assert.is(failed('SomethingNew', 'Pod was rejected: the node has no room for it')?.cause, 'pod-rejected');
  assert.is(failed('NodeShutdown', 'Pod was rejected as the node is shutting down.')?.cause, 'pod-disrupted');
  const groups = failed(
    'SupplementalGroupsPolicyNotSupported',
    'Pod was rejected: SupplementalGroupsPolicy=Strict is not supported in this node',
  );
  assert.match(groups?.fixes[0]?.command ?? '', '"supplementalGroupsPolicy":null');
});

test('kubelets that put no words of their own before the reason', () => {
  for (const reason of ['OutOfephemeral-storage', 'OutOfnvidia.com/gpu', 'TaintToleration', 'NodePorts', 'InvalidNodeInfo'])
    assert.is(failed(reason, 'Predicate failed')?.cause, 'pod-rejected', reason);
  assert.is.not(failed('OutOfLuck by far', 'x')?.cause, 'pod-rejected');
});

const LOW =
  'The node was low on resource: memory. Threshold quantity: 100Mi, available: 82Mi. Container side was using 30Mi, request is 20Mi, has larger consumption of memory. Container app was using 1843200Ki, request is 256Mi, has larger consumption of memory. ';

test('evicted as the node ran low: the container that is most above what it asks for', () => {
  const finding = failed('Evicted', LOW, { resources: { requests: { memory: '256Mi' }, limits: { memory: '1Gi' } } });
  assert.match(finding?.summary ?? '', /ran low on memory; container app used 1800Mi of it, and asks for 256Mi$/);
  assert.match(finding?.fixes[0]?.command ?? '', '"requests":{"memory":"1800Mi"},"limits":{"memory":"1800Mi"}');
  assert.equal(failed('Evicted', 'The node was low on resource: inodes. Threshold quantity: 327680, available: 12000. ')?.fixes, []);
  assert.match(failed('Evicted', 'The node had condition: [DiskPressure]. ')?.summary ?? '', /while it is short of disk space$/);
});

test('a pod of a node that is not heard of; of one that is, it is not', async () => {
  const lost = (status: 'Unknown' | 'True') => (cluster: Edited) => {
    const pod = cluster.pod('web');
    for (const one of pod.status.conditions ?? []) if (one.type === 'Ready') one.status = 'False';
    for (const node of (cluster.recorded.recording.resources['/api/v1/nodes']?.items ?? []) as {
      status?: { conditions?: { type: string; status: string; message?: string }[] };
    }[])
      for (const one of node.status?.conditions ?? [])
        if (one.type === 'Ready') Object.assign(one, { status, message: 'Kubelet stopped posting node status.' });
  };
  const finding = await findingOn('calm-old-restarts', lost('Unknown'));
  assert.is(finding.cause, 'pod-disrupted');
  assert.match(finding.summary, /as node lab does not answer.*Kubelet stopped posting node status/);
  const well = await reportOnEdited('calm-old-restarts', lost('True'));
  assert.ok(well.pods.every(({ healthy }) => healthy));
});

const preparing = (message: string, reason: string) =>
  findingsIn({
    status: { state: { waiting: { reason: 'ContainerCreating' } } },
    podStatus: { phase: 'Pending' },
    spec: { securityContext: { fsGroup: 2000 } },
    events: [{ reason, message, container: null }],
  })[0];

test('files that change hands before the start, and devices that are prepared', () => {
  const path = '1/volumes/kubernetes.io~csi/pvc-1/mount';
  const owned = preparing(`Setting volume ownership for ${path}, processed 120000 files.`, 'VolumePermissionChangeInProgress');
  assert.match(owned?.summary ?? '', /still gives all files of volume pvc-1 to fsGroup 2000 \(120000 so far\)/);
  assert.match(owned?.fixes[0]?.command ?? '', '"fsGroupChangePolicy":"OnRootMismatch"');
  const driver = 'Failed to prepare dynamic resources: prepare dynamic resources: DRA driver gpu.example.com is not registered';
  assert.match(
    preparing(driver, 'FailedPrepareDynamicResources')?.summary ?? '',
    /driver gpu\.example\.com, .* does not run on that node$/,
  );
  assert.match(preparing('MapVolume.SetUpDevice failed for volume "d" : it broke', 'FailedMapVolume')?.summary ?? '', /it broke$/);
});

test('a pod that says it is for another system: it says so no more, or goes elsewhere', () => {
  const words = "Pod was rejected: Failed to admit pod as the OS field doesn't match node OS";
  const finding = failed('PodOSNotSupported', words, {}, { os: { name: 'windows' } });
  assert.is(finding?.cause, 'pod-rejected');
  assert.match(finding?.fixes[0]?.command ?? '', '"os":null');
});

test('the status with which Windows ends a process', () => {
  assert.match(exitCodeWords(3221225781), /0xC0000135: a DLL that it needs is not there/);
  assert.is(exitCodeWords(-1073741515), exitCodeWords(3221225781));
  assert.is(exitCodeWords(3221225999), 'Windows status 0xC000020F');
});

const SCC = (words: string) =>
  `unable to validate against any security context constraint: [provider "anyuid": Forbidden: not usable by user or serviceaccount, provider restricted-v2: ${words}]`;

test("OpenShift: a user outside of the namespace's range is left out; what the constraint never gives is not", async () => {
  const refused = (words: string) => (cluster: Edited) => {
    for (const event of cluster.list('events'))
      if (event.reason === 'FailedCreate') event.message = `Error creating: pods "api-1" is forbidden: ${SCC(words)}`;
  };
  const user = await findingOn(
    'admit-quota',
    refused('.containers[0].runAsUser: Invalid value: 0: must be in the ranges: [1000650000, 1000659999]'),
  );
  assert.match(user.fixes[0]?.command ?? '', '"securityContext":{"runAsUser":null}');
  const host = await findingOn(
    'admit-quota',
    refused('.containers[0].hostNetwork: Invalid value: true: Host network is not allowed to be used'),
  );
  assert.match(host.fixes[0]?.command ?? '', /create rolebinding \S+-hostnetwork-v2 --clusterrole=system:openshift:scc:hostnetwork-v2/);
});

test('a use that would not have saved the node is no request to make; an init container may be the one above its limit', () => {
  const small =
    'The node was low on resource: ephemeral-storage. Threshold quantity: 4087528518, available: 2902544Ki. Container app was using 1024Ki, request is 0, has larger consumption of ephemeral-storage. ';
  const finding = failed('Evicted', small);
  assert.match(finding?.summary ?? '', 'app used 1Mi of it, and asks for none, which is little: others have used it up');
  assert.equal(finding?.fixes, []);
  const init = failed(
    'Evicted',
    'Container fetch exceeded its local ephemeral storage limit "100Mi". ',
    {},
    {
      initContainers: [{ name: 'fetch', image: 'x', resources: { limits: { 'ephemeral-storage': '100Mi' } } }],
    },
  );
  assert.match(init?.fixes[0]?.command ?? '', '"initContainers":[{"name":"fetch","resources":{"limits":{"ephemeral-storage":"400Mi"}}}]');
});

test('a run that failed before its pod was evicted through the API has a cause of its own', () => {
  const evictedAt = (lastTransitionTime: string) =>
    findingsIn({
      metadata: { deletionTimestamp: '2026-01-02T03:05:35Z' },
      podStatus: {
        phase: 'Running',
        conditions: [
          {
            type: 'DisruptionTarget',
            status: 'True',
            reason: 'EvictionByEvictionAPI',
            message: 'Eviction API: evicting',
            lastTransitionTime,
          },
        ],
      },
      status: ended(1),
      log: "Error: Cannot find module 'express'",
    })[0]?.cause;
  assert.is(evictedAt('2026-01-02T03:04:35Z'), 'missing-module');
  assert.is(evictedAt('2026-01-02T03:04:20Z'), 'pod-disrupted');
});

test.run();
