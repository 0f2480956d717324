/** scheduler-absent: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, findingOn, reportOnEdited } from './edited-case.ts';

const CASE = 'sched-scheduler-name';

test('the scheduler that the pod asks for has not looked at it', async () => {
  const finding = await findingOn(CASE);
  assert.is(finding.cause, 'scheduler-absent');
  assert.match(finding.summary, 'bin-packing');
  assert.match(finding.fixes[0]?.command ?? '', '"schedulerName":"default-scheduler"');
});

test("the cluster's own scheduler is silent: nothing in the pod is changed", async () => {
  const usual = (cluster: Edited) => {
    cluster.pod('search').spec.schedulerName = 'default-scheduler';
  };
  const finding = await findingOn(CASE, usual);
  assert.is(finding.cause, 'scheduler-absent');
  assert.is(finding.confidence, 'likely');
  assert.ok(finding.fixes.every(({ changes }) => !changes));
});

test('one that has looked at it says why itself; one that has had no time yet is no matter', async () => {
  const looked = (cluster: Edited) => {
    const message = '0/1 nodes are available: 1 Insufficient cpu.';
    cluster.pod('search').status.conditions = [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }];
  };
  assert.is((await findingOn(CASE, looked)).cause, 'pod-unschedulable');
  const fresh = (cluster: Edited) => {
    cluster.pod('search').metadata.creationTimestamp = cluster.recorded.recording.capturedAt;
  };
  assert.is.not((await reportOnEdited(CASE, fresh)).verdict?.cause, 'scheduler-absent');
});

test.run();
