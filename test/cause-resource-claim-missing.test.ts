/** resource-claim-missing: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, findingOn, reportOnEdited } from './edited-case.ts';
import { findingsIn } from './situation.ts';

const CASE = 'sched-device-claim';

test('the controller of claims says that the template does not exist', async () => {
  const finding = await findingOn(CASE);
  assert.is(finding.cause, 'resource-claim-missing');
  assert.is(finding.confidence, 'certain');
  assert.match(finding.summary, 'ResourceClaimTemplate gpu, by which it asks for a device (resourceClaims[gpu]), does not exist');
});

test('a claim that the pod names is missing without a word: that is likely only', async () => {
  const named = (cluster: Edited) => {
    cluster.pod('worker').spec.resourceClaims = [{ name: 'gpu', resourceClaimName: 'shared-gpu' }];
    cluster.list('events').splice(0);
  };
  const finding = await findingOn(CASE, named);
  assert.is(finding.cause, 'resource-claim-missing');
  assert.is(finding.confidence, 'likely');
  assert.match(finding.summary, 'from ResourceClaim shared-gpu');
  assert.is(finding.decides, 'whether ResourceClaim shared-gpu exists');
});

test('a claim that is made, and one that the scheduler has looked at, are another thing', async () => {
  const isMade = (cluster: Edited) => {
    cluster.pod('worker').status.resourceClaimStatuses = [{ name: 'gpu', resourceClaimName: 'worker-gpu-x2k4p' }];
    cluster.list('events').splice(0);
  };
  assert.is.not((await reportOnEdited(CASE, isMade)).verdict?.cause, 'resource-claim-missing');
  const isLookedAt = (cluster: Edited) => {
    const message = '0/1 nodes are available: 1 cannot allocate all claims.';
    cluster.pod('worker').status.conditions = [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }];
  };
  assert.is((await findingOn(CASE, isLookedAt)).cause, 'pod-unschedulable');
});

test('a pod that was just made, without a word of its claims, has nothing to tell yet', () => {
  const made = (creationTimestamp: string) =>
    findingsIn({
      metadata: { creationTimestamp },
      spec: { nodeName: undefined, resourceClaims: [{ name: 'gpu', resourceClaimName: 'shared-gpu' }] } as never,
      podStatus: { phase: 'Pending', containerStatuses: [] },
    })[0]?.cause;
  assert.is(made('2026-01-02T03:04:00Z'), 'resource-claim-missing');
  assert.is(made('2026-01-02T03:04:38Z'), undefined);
});

test.run();
