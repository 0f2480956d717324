/** Pods that a workload lacks while those it has are well; what the events say of a failed Job's pods that are gone. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, findingOn, reportOnEdited } from './edited-case.ts';

/** cache, which is well, should have three pods; its ReplicaSet is refused as that of api is. */
const scaled = (cluster: Edited) => {
  const cache = cluster.one('deployments', 'cache');
  cache.spec.replicas = 3;
  const own = cluster.list('replicasets').find(({ metadata }) => metadata.name.startsWith('cache-'));
  const [refusal] = cluster.list('events').filter(({ reason }) => reason === 'FailedCreate');
  if (!own || !refusal) throw new Error('not in the recording');
  const { name, uid, namespace } = own.metadata;
  cluster.list('events').push({
    ...structuredClone(refusal),
    metadata: { name: 'refused' },
    involvedObject: { kind: 'ReplicaSet', name, namespace: namespace ?? '', uid: uid ?? '' },
  });
};
const cache = () => 'deploy/cache';

test('fewer pods than wanted, and the rest refused by a quota', async () => {
  const finding = await findingOn('admit-quota', scaled, [], cache);
  assert.is(finding.cause, 'pod-not-created');
  assert.match(finding.summary, 'Deployment cache has 1 of 3 pods, as the API server refuses to create more: quota');
  assert.match(finding.proof[0]?.quote ?? '', 'exceeded quota');
});

test('a request above the limit that a LimitRange puts in: the LimitRange is named, and the container gets a limit of its own', async () => {
  const finding = await findingOn('admit-limitrange-default');
  assert.match(finding.summary, 'LimitRange defaults gives it one of 128Mi');
  assert.match(finding.fixes[0]?.command ?? '', '"limits":{"memory":"256Mi"}');
  const own = (cluster: Edited) => {
    const [container] = cluster.one('deployments', 'orders').spec.template?.spec.containers ?? [];
    if (container) container.resources = { limits: { memory: '128Mi' }, requests: { memory: '64Mi' } };
  };
  const other = await findingOn('admit-limitrange-default', own);
  assert.not.match(other.summary, 'LimitRange');
  assert.not.match(other.fixes.map(({ command }) => command).join(), '"limits"');
});

test('as many as wanted, or none refused: nothing is wrong', async () => {
  const well = async (edit: (cluster: Edited) => void) => (await reportOnEdited('admit-quota', edit, [], cache)).verdict;
  assert.is(await well(() => {}), null);
  const both = (cluster: Edited) => {
    scaled(cluster);
    cluster.one('deployments', 'cache').spec.replicas = 1;
  };
  assert.is(await well(both), null);
  const slow = (cluster: Edited) => {
    cluster.one('deployments', 'cache').spec.replicas = 3;
  };
  assert.is(await well(slow), null);
});

const REFUSED = 'Error: secret "ledger" not found';
const failed = (starts: boolean) => (cluster: Edited) => {
  const events = cluster.list('events');
  const of = (reason: string) => events.find((event) => event.reason === reason && event.involvedObject?.kind === 'Pod');
  const created = of('Created');
  if (!created) throw new Error('not in the recording');
  created.reason = 'Failed';
  created.message = REFUSED;
  const started = of('Started');
  if (!starts && started) started.reason = 'Pulled';
};

test('a Job whose pods are gone: what kept them from starting is told, and more time is no fix', async () => {
  const finding = await findingOn('job-deadline', failed(false));
  assert.is(finding.cause, 'job-deadline');
  assert.match(finding.summary, REFUSED);
  assert.not.match(finding.fixes.map(({ command }) => command).join(), 'activeDeadlineSeconds');
});

test('what a pod got over, as it started then, is no reason', async () => {
  const finding = await findingOn('job-deadline', failed(true));
  assert.not.match(finding.summary, 'ledger');
  assert.match(finding.fixes[0]?.command ?? '', 'activeDeadlineSeconds');
});

test('what is the matter with the pod as a whole is told once, not for each container', async () => {
  const report = await reportOnEdited('admit-psa-hostpath', (cluster) => {
    const { containers = [] } = cluster.one('daemonsets', 'agent').spec.template?.spec ?? {};
    containers.push({ name: 'shipper', image: 'busybox:1.35' });
  });
  const findings = report.pods.flatMap(({ containers }) => containers).flatMap(({ findings }) => findings);
  assert.is(findings.length, 1);
});

/** A pod of the DaemonSet beside the refusal. */
const withPod = (change: { deletionTimestamp?: string }, status: object) => (cluster: Edited) => {
  const agent = cluster.one('daemonsets', 'agent');
  Object.assign(agent.status ?? {}, status);
  cluster.list('pods').push({
    metadata: {
      name: 'agent-x7k2p',
      namespace: cluster.namespace,
      uid: 'x',
      creationTimestamp: '2026-01-01T00:00:00Z',
      ownerReferences: [{ kind: 'DaemonSet', name: 'agent', uid: agent.metadata.uid ?? '', controller: true }],
      ...change,
    },
    spec: { nodeName: 'other', containers: [{ name: 'agent', image: 'busybox:1.35' }] },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: [{ name: 'agent', ready: true, restartCount: 0, state: { running: { startedAt: '2026-01-01T00:00:00Z' } } }],
    },
  } as never);
};

test('a DaemonSet that lacks a pod on one of its nodes, or whose last pod goes: the refusal is told', async () => {
  const verdict = async (edit: (cluster: Edited) => void) => (await reportOnEdited('admit-psa-hostpath', edit)).verdict;
  const lacking = await verdict(withPod({}, { desiredNumberScheduled: 2, currentNumberScheduled: 1 }));
  assert.match(lacking?.summary ?? '', 'DaemonSet agent has 1 of 2 pods');
  const going = await verdict(
    withPod({ deletionTimestamp: '2026-01-01T00:01:00Z' }, { desiredNumberScheduled: 1, currentNumberScheduled: 1 }),
  );
  assert.is(going?.cause, 'pod-not-created');
  assert.is(await verdict(withPod({}, { desiredNumberScheduled: 1, currentNumberScheduled: 1 })), null);
});

test('a helper that outlives the work of its Job becomes a sidecar; where all ran on, more time may be what is needed', async () => {
  const helper = await findingOn('job-helper-stays');
  assert.match(helper.summary, 'container import had ended, and proxy ran on');
  assert.match(helper.fixes[0]?.command ?? '', '"op":"move","from":"/spec/template/spec/containers/1"');
  const both = await findingOn('job-helper-stays', (cluster) => {
    const events = cluster.list('events');
    const killing = events.find(({ reason }) => reason === 'Killing');
    if (!killing) throw new Error('not in the recording');
    events.push({
      ...structuredClone(killing),
      metadata: { name: 'other' },
      message: 'Stopping container import',
      involvedObject: { ...killing.involvedObject, fieldPath: 'spec.containers{import}' },
    });
  });
  assert.not.match(both.summary, 'ran on');
  assert.match(both.fixes[0]?.command ?? '', 'activeDeadlineSeconds');
});

test.run();
