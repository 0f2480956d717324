/** job-failed: a Job whose pods are gone. Edited from job-on-failure-gone. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, findingOn } from './edited-case.ts';

const found = (edit?: (cluster: Edited) => void) => findingOn('job-on-failure-gone', edit);

test('with restartPolicy OnFailure the Job has ended its pod: with Never it leaves them', async () => {
  const { cause, summary, fixes } = await found();
  assert.is(cause, 'job-failed');
  assert.match(summary, 'restartPolicy OnFailure');
  assert.match(fixes[0]?.command ?? '', '"restartPolicy":"Never"');
});

test('with Never they were deleted by somebody else', async () => {
  const { summary, fixes } = await found((cluster) => {
    const spec = cluster.one('jobs', 'invoices').spec.template?.spec;
    if (spec) spec.restartPolicy = 'Never';
  });
  assert.not.match(summary, 'OnFailure');
  assert.is(fixes.length, 0);
});

test.run();
