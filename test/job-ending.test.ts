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

test.run();
