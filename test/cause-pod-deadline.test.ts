/** pod-deadline: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, findingOn, reportOnEdited } from './edited-case.ts';
import { ended, findingsIn } from './situation.ts';

const CASE = 'job-pod-deadline';

test("the pod's own deadline is told, though its container ended with 0 in the grace period", async () => {
  const finding = await findingOn(CASE);
  assert.is(finding.cause, 'pod-deadline');
  assert.match(finding.summary, /12 s \(activeDeadlineSeconds\).*CronJob backup, not the Job's own.*grace period/);
  assert.match(finding.fixes[0]?.command ?? '', '"activeDeadlineSeconds":120');
});

test('a pod that is done within its deadline is well; one that the node ended is another matter', async () => {
  const well = (cluster: Edited) => {
    cluster.pod('backup-now-x7ht5').status.phase = 'Succeeded';
    delete cluster.pod('backup-now-x7ht5').status.reason;
  };
  assert.is((await reportOnEdited(CASE, well)).verdict, null);
  const drained = (cluster: Edited) => {
    Object.assign(cluster.pod('backup-now-x7ht5').status, {
      reason: 'Terminated',
      message: 'Pod was terminated in response to imminent node shutdown.',
    });
  };
  assert.is((await findingOn(CASE, drained)).cause, 'pod-disrupted');
});

test('one that failed again and again within its deadline has a cause of its own', () => {
  const failed = (exitCode: number) =>
    findingsIn({
      podStatus: { phase: 'Failed', reason: 'DeadlineExceeded', message: 'Pod was active on the node longer than the specified deadline' },
      spec: { activeDeadlineSeconds: 30, restartPolicy: 'OnFailure' },
      status: { restartCount: 4, state: ended(exitCode).lastState ?? {}, lastState: {} },
      log: "Error: Cannot find module 'express'",
    })[0]?.cause;
  assert.is(failed(143), 'pod-deadline');
  assert.is(failed(1), 'missing-module');
});

test.run();
