/** A pod that has failed and was replaced: history, or the trouble of now. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, reportOnEdited } from './edited-case.ts';

const CASE = 'calm-evicted-left';

test('the pod that came for an evicted one has been well for long: nothing is wrong, and the evicted one is told', async () => {
  const { verdict, pods } = await reportOnEdited(CASE);
  assert.is(verdict, null);
  assert.match(pods[0]?.notes.join() ?? '', /which had failed before, is still listed: Evicted: Usage of EmptyDir volume/);
});

test('one that has been ready for a shorter time than the evicted one lived may go the same way', async () => {
  const fresh = (cluster: Edited) => {
    for (const { status } of cluster.list('pods'))
      for (const condition of status.conditions ?? [])
        if (condition.type === 'Ready' && condition.status === 'True') condition.lastTransitionTime = cluster.recorded.recording.capturedAt;
  };
  assert.is((await reportOnEdited(CASE, fresh)).verdict?.cause, 'pod-evicted');
});

test('asked for by its name, the evicted pod is told as it is', async () => {
  const failed = (cluster: Edited) =>
    `pod/${cluster.list('pods').find(({ status, metadata }) => status.phase === 'Failed' && metadata.namespace === cluster.namespace)?.metadata.name}`;
  assert.is((await reportOnEdited(CASE, () => {}, [], failed)).verdict?.cause, 'pod-evicted');
});

/** An evicted pod of the same template, made an hour before the first that begins so. */
const evictedBefore = (prefix: string) => (cluster: Edited) => {
  const pod = structuredClone(cluster.pod(prefix));
  Object.assign(pod.metadata, { name: `${prefix}-old`, uid: 'old', creationTimestamp: '2026-11-01T00:00:00Z' });
  pod.status = { phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: memory. ' };
  cluster.list('pods').push(pod);
};

test('what keeps the pod that came for an evicted one from starting, or from being ready, is the trouble of now', async () => {
  for (const [name, prefix, cause] of [
    ['sched-gpu', 'thumbs', 'pod-unschedulable'],
    ['ref-other-namespace', 'report', 'missing-config-object'],
    ['calm-maintenance', 'api', 'probe-command-fails'],
    ['cpu-throttled', 'orders', 'probe-too-early'],
  ] as const)
    assert.is((await reportOnEdited(name, evictedBefore(prefix))).verdict?.cause, cause, name);
});

test('not where that one has just begun', async () => {
  const { verdict } = await reportOnEdited('calm-maintenance', (cluster) => {
    evictedBefore('api')(cluster);
    cluster.pod('api').metadata.creationTimestamp = cluster.recorded.recording.capturedAt;
  });
  assert.is(verdict?.cause, 'pod-evicted');
});

test.run();
