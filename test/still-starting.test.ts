/** What is waited for, or failed at, may still be starting, and past runs are past: edited from calm-init-dependency-starts, calm-cron-newer. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, reportOnEdited } from './edited-case.ts';

const WAITS = 'calm-init-dependency-starts';

test('to wait for a pod that is still starting, and well, is no trouble; the note says how far it is', async () => {
  const { verdict, pods } = await reportOnEdited(WAITS);
  assert.is(verdict, null);
  assert.match(
    pods[0]?.notes.join() ?? '',
    /wait-for-orders waits for orders:8081: pod orders-\S+ is still starting \(\d+ s of at most 300 s\)/,
  );
});

test('where the way to it cannot be read, nothing is sure', async () => {
  const { verdict } = await reportOnEdited(WAITS, undefined, ['get services']);
  assert.is(verdict?.cause, 'dependency-unreachable');
  assert.is(verdict?.confidence, 'possible');
});

test('where that pod crashes, or has no startup probe and does not get ready, it is one', async () => {
  const crashing = (cluster: Edited) =>
    Object.assign(cluster.status('orders'), {
      restartCount: 3,
      lastState: { terminated: { exitCode: 1, reason: 'Error', startedAt: '2026-11-26T10:15:00Z', finishedAt: '2026-11-26T10:15:10Z' } },
    });
  assert.is.not((await reportOnEdited(WAITS, crashing)).verdict, null);
  const unready = (cluster: Edited) => {
    delete cluster.container('orders').startupProbe;
    cluster.status('orders').started = true;
  };
  assert.is((await reportOnEdited(WAITS, unready)).verdict?.cause, 'dependency-not-ready');
});

test('a run of a CronJob that failed is history once a later one has completed, and not where it was the last', async () => {
  assert.is((await reportOnEdited('calm-cron-newer')).verdict, null);
  const failedLast = (cluster: Edited) => {
    const job = cluster.list('jobs').find(({ metadata }) => metadata.name === 'export-october');
    if (job) job.metadata.creationTimestamp = cluster.recorded.recording.capturedAt;
  };
  assert.is((await reportOnEdited('calm-cron-newer', failedLast)).verdict?.cause, 'invalid-value');
});

test('asked for by its name, a failed run is told as it is', async () => {
  const failed = (cluster: Edited) => `pod/${cluster.pod('export-october').metadata.name}`;
  assert.is((await reportOnEdited('calm-cron-newer', () => {}, [], failed)).verdict?.cause, 'invalid-value');
});

test('until its first readiness probe a container counts as unready; afterwards that is asked about', async () => {
  assert.is((await reportOnEdited('calm-readiness-delay')).verdict, null);
  const late = (cluster: Edited) => {
    const probe = cluster.container('api').readinessProbe;
    if (probe) probe.initialDelaySeconds = 5;
    cluster.status('api').state = { running: { startedAt: '2026-11-26T09:00:00Z' } };
  };
  assert.ok((await reportOnEdited('calm-readiness-delay', late)).pods[0]?.healthy === false);
});

test.run();
