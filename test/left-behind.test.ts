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

test.run();
