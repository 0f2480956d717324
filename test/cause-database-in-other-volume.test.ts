/** database-in-other-volume: the recorded Job with a volume of its own, and what is another thing: one volume for both, an init container, own scripts. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { PodSpec } from '../src/kube/shapes.ts';
import { type Edited, findingOn } from './edited-case.ts';

const CASE = 'file-job-volume';
const CLAIM = { name: 'data', persistentVolumeClaim: { claimName: 'shop' } };
const volumesOf = (spec: PodSpec | undefined, volume: object) =>
  spec && Object.assign(spec, { volumes: [volume, ...(spec.volumes ?? []).filter(({ name }) => name !== 'data')] });
const ofJob = (cluster: Edited) => cluster.one('jobs', 'migrate').spec.template?.spec;
const eachPod = (cluster: Edited, change: (spec: PodSpec) => unknown) => {
  for (const { metadata, spec } of cluster.list('pods')) if (metadata.name.startsWith('catalog')) change(spec);
};

test('two emptyDirs; the Job has a claim', async () => {
  const found = await findingOn(CASE, () => undefined);
  assert.is(found.cause, 'database-in-other-volume');
  assert.match(found.fixes[0]?.command ?? '', '"initContainers":[{"name":"migrate"');
  assert.match(found.fixes[0]?.command ?? '', '"volumes":[{"name":"migrations"');
  const claim = await findingOn(CASE, (cluster) => volumesOf(ofJob(cluster), CLAIM));
  assert.match(claim.summary, 'has claim shop there');
  assert.match(claim.fixes[0]?.command ?? '', '"value":{"name":"data","persistentVolumeClaim":{"claimName":"shop"}}');
});

test('the same claim, an init container with the volume, and a database that no setting names', async () => {
  const same = await findingOn(CASE, (cluster) => {
    volumesOf(ofJob(cluster), CLAIM);
    eachPod(cluster, (spec) => volumesOf(spec, CLAIM));
  });
  const init = await findingOn(CASE, (cluster) =>
    eachPod(cluster, (spec) =>
      Object.assign(spec, { initContainers: [{ name: 'seed', image: 'busybox', volumeMounts: [{ name: 'data', mountPath: '/seed' }] }] }),
    ),
  );
  const unnamed = await findingOn(CASE, (cluster) =>
    eachPod(cluster, ({ containers: [container] }) => Object.assign(container ?? {}, { env: [{ name: 'DATABASE', value: 'shop' }] })),
  );
  for (const { cause } of [same, init, unnamed]) assert.is(cause, 'table-missing');
});

test.run();
