/** A sidecar that is told to stop when the work is done, and one that failed by itself; edited from calm-job-sidecar-killed. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { reportOnEdited } from './edited-case.ts';

const CASE = 'calm-job-sidecar-killed';

test('how it ends after the work counts for nothing, and is told', async () => {
  const { verdict, pods } = await reportOnEdited(CASE);
  assert.is(verdict, null);
  assert.is(pods[0]?.status, 'Completed');
  assert.match(pods[0]?.notes.join() ?? '', 'sidecar shipper was then told to stop and ended with 137');
});

test('before the work has ended it is a fault', async () => {
  const { verdict } = await reportOnEdited(CASE, (cluster) => {
    const pod = cluster.pod('export');
    pod.status.phase = 'Running';
    for (const status of pod.status.containerStatuses ?? []) status.state = { running: { startedAt: '2026-11-26T23:40:32Z' } };
  });
  assert.is.not(verdict, null);
});

test.run();
