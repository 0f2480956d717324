/** A Job's pod that is being ended: by the Job's own failure, or by somebody else. Edited from job-deadline-ending. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn, reportOnEdited } from './edited-case.ts';

test("the Job's failure ends its pods, and is told while they still run, with what they said last", async () => {
  const finding = await findingOn('job-deadline-ending');
  assert.is(finding.cause, 'job-deadline');
  assert.match(finding.summary, /its pod is being ended/);
  assert.ok(finding.proof.some(({ quote }) => quote === 'indexed 19 of 60 shards'));
});

test('a pod of a Job that has not failed, and is deleted by hand, is no failure', async () => {
  const report = await reportOnEdited('job-deadline-ending', (cluster) => {
    cluster.one('jobs', 'reindex').status = { conditions: [] };
  });
  assert.is(report.verdict, null);
});

test('a pod that had failed by itself before the Job was ended tells why', async () => {
  const on = (finishedAt: string) =>
    findingOn('job-deadline-ending', (cluster) => {
      const pod = cluster.list('pods').find(({ metadata }) => metadata.ownerReferences?.some(({ kind }) => kind === 'Job'));
      if (!pod) throw new Error('no pod');
      delete pod.metadata.deletionTimestamp;
      pod.spec.restartPolicy = 'Never';
      pod.status.phase = 'Failed';
      for (const status of pod.status.containerStatuses ?? [])
        status.state = {
          terminated: {
            exitCode: 1,
            reason: 'Error',
            startedAt: '2026-11-26T20:23:31Z',
            finishedAt,
            containerID: status.containerID ?? 'containerd://1',
          },
        };
      for (const { name } of pod.spec.containers) cluster.log(pod.metadata.name, name, 'Error: INDEX_URL is not set\n');
    });
  assert.is((await on('2026-11-26T20:23:41Z')).cause, 'missing-variable');
  assert.is((await on('2026-11-26T20:24:05Z')).cause, 'job-deadline', 'ended by the Job, whatever it says of that');
});

test.run();
