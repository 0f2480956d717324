/** Init containers that run on: a step at work, one that only tries again, one that stands still, a server. Edited from calm-init-works, init-is-server. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn, reportOnEdited } from './edited-case.ts';

/** Lines with their seconds after the container's start. */
const steps = (of: (step: number) => string) => Array.from({ length: 20 }, (_, step) => of(step + 1)).join('\n');

test('a step that counts on is at work; what only counts its tries is not', async () => {
  const calm = await reportOnEdited('calm-init-works');
  assert.is(calm.verdict, null);
  assert.match(calm.pods[0]?.notes.join() ?? '', /restore is at work since \d+ s, at its pace for about \d+ s more/);
  const tries = await findingOn('calm-init-works', (cluster) => cluster.say('index', 'restore', 'restored', 'attempt'));
  assert.is(tries.cause, 'init-waits');
});

test('a count that stands still is no work', async () => {
  const still = await findingOn('calm-init-works', (cluster) =>
    cluster.log(
      'index',
      'restore',
      steps(() => 'restored 3 of 60 segments\n'),
    ),
  );
  assert.is(still.cause, 'init-waits');
});

test('a server among the init containers never ends; one that says more after it listens may', async () => {
  assert.is((await findingOn('init-is-server')).cause, 'init-never-ends');
  const further = await findingOn('init-is-server', (cluster) =>
    cluster.log('session', 'cache', '1:M 22 Nov 2026 03:00:00.000 * Ready to accept connections\nloading the catalogue\n'),
  );
  assert.is(further.cause, 'init-waits');
});

test('a wait for the own Service never ends; with a pod of another workload behind it, help may come', async () => {
  const own = await findingOn('init-own-service');
  assert.is(own.cause, 'init-waits-for-itself');
  assert.match(own.fixes[0]?.command ?? '', '"op":"remove","path":"/spec/template/spec/initContainers/0"');
  const other = await findingOn('init-own-service', (cluster) => {
    const pod = structuredClone(cluster.pod('cluster'));
    Object.assign(pod.metadata, {
      name: 'seed-0',
      uid: 'another',
      ownerReferences: [{ kind: 'StatefulSet', name: 'seed', uid: 's', controller: true }],
    });
    cluster.list('pods').push(pod);
  });
  assert.is.not(other.cause, 'init-waits-for-itself');
});

test('a sibling that is past that step may become ready', async () => {
  const past = await findingOn('init-own-service', (cluster) => {
    const pod = structuredClone(cluster.pod('cluster'));
    Object.assign(pod.metadata, { name: 'cluster-1', uid: 'another' });
    for (const status of pod.status.initContainerStatuses ?? []) status.state = { terminated: { exitCode: 0 } };
    cluster.list('pods').push(pod);
  });
  assert.is.not(past.cause, 'init-waits-for-itself');
});

test('the field to change is told in the list that the container stands in', async () => {
  assert.is((await findingOn('init-sysctl')).object?.field, 'initContainers[tune].securityContext.privileged');
  assert.is((await findingOn('perm-low-port')).object?.field, 'containers[api].securityContext');
});

test('one that has just been started is told to run, not to be made', async () => {
  const { verdict, pods } = await reportOnEdited('init-resolves', (cluster) => {
    const since = new Date(Date.parse(cluster.recorded.recording.capturedAt) - 10_000).toISOString().replace(/\.\d+Z/, 'Z');
    const pod = cluster.pod('gateway');
    pod.metadata.creationTimestamp = since;
    for (const status of pod.status.initContainerStatuses ?? []) status.state = { running: { startedAt: since } };
  });
  assert.is(verdict, null);
  assert.match(pods[0]?.notes.join() ?? '', 'has been running for 10 s; the later containers are started after it');
  assert.not.match(pods[0]?.notes.join() ?? '', /init container \S+ is not there yet/);
});

test.run();
