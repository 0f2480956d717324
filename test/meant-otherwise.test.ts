/** What is meant otherwise than it is written, or kept from being made: a size, an image, a server's user, its folder, its pods. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Node } from '../src/kube/shapes.ts';
import { findingOn } from './edited-case.ts';
import { findingsIn } from './situation.ts';

test('a workload that can make no pod is followed to why, and both are started again in order', async () => {
  const found = await findingOn('dep-database-quota');
  assert.is(found.cause, 'pod-not-created');
  assert.match(found.summary, /^Deployment db has no pod/);
  assert.match(
    found.fixes[0]?.command ?? '',
    /patch resourcequota team .*restart deploy\/db .*rollout status deploy\/db .*restart deploy\/report/,
  );
  const scaled = await findingOn('dep-database-quota', (cluster) => {
    cluster.one('deployments', 'db').spec.replicas = 0;
  });
  assert.is(scaled.cause, 'dependency-scaled-down');
});

test("an image of one's own that lacks a module: one before it that the node has; a runtime's image brings no modules", async () => {
  const found = await findingOn('image-module-first');
  assert.match(found.fixes[0]?.command ?? '', '"image":"registry.example.com/shop/web:2.7.0"');
  const none = await findingOn('image-module-first', (cluster) => {
    for (const node of (cluster.recorded.recording.resources['/api/v1/nodes']?.items ?? []) as unknown as Node[]) delete node.status;
  });
  assert.is(none.fixes[0]?.command, undefined);
});

test('a size in bytes where the name wants MB is given in MB; a large one that is no such number is not', async () => {
  const of = (value: string) =>
    findingOn('mem-unit-in-bytes', (cluster) => {
      const [batch] = cluster.container('thumbs').env ?? [];
      if (batch) batch.value = value;
    });
  const found = await of('16777216');
  assert.match(found.summary, 'BATCH_MB is 16777216 (env BATCH_MB), a number of bytes, as it seems, where its name wants MB');
  assert.match(found.fixes[0]?.command ?? '', 'BATCH_MB=16 ');
  assert.not.match((await of('16777217')).fixes[0]?.command ?? '', 'BATCH_MB');
  assert.not.match((await of('4096')).fixes[0]?.command ?? '', 'BATCH_MB');
});

/** pkg/kubelet/kuberuntime/security_context.go */
const ROOT = 'container has runAsNonRoot and image will run as root (pod: "web_shop(1)", container: web)';

test("a server that changes to a user of its own runs as that one: its image's number, another one on Alpine", () => {
  const waiting = { state: { waiting: { reason: 'CreateContainerConfigError', message: ROOT } } };
  const as = (image: string) =>
    findingsIn({ container: { image, securityContext: { runAsNonRoot: true } }, status: waiting })[0]?.fixes[0]?.command ?? '';
  assert.match(as('postgres:15'), '"runAsUser":999');
  assert.match(as('docker.io/library/postgres:15-alpine'), '"runAsUser":70');
  assert.match(as('registry.example.com/shop/api:1.4.2'), '"runAsUser":1000');
  assert.match(as('registry.example.com/shop/postgres-report:1'), '"runAsUser":1000');
});

test("Redis quotes the folder that it may not work in: an empty one there; a folder of the image's programs is not hidden", async () => {
  const found = await findingOn('perm-redis-dir');
  assert.match(found.summary, 'for /var/lib/redis, a folder of its image');
  assert.match(found.fixes[0]?.command ?? '', '"mountPath":"/var/lib/redis"');
  const opt = await findingOn('perm-redis-dir', (cluster) => {
    cluster.say('cache', 'redis', '/var/lib/redis', '/opt/redis');
    for (const map of cluster.list('configmaps')) if (map.data?.['redis.conf']) map.data['redis.conf'] = 'dir /opt/redis\nappendonly yes\n';
  });
  assert.is(
    opt.fixes.find(({ changes, command }) => changes && command),
    undefined,
  );
});

test.run();
