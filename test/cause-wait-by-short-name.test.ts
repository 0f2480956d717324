/** wait-by-short-name: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { KubeObject } from '../src/kube/shapes.ts';
import { findingsIn } from './situation.ts';

const DB = {
  metadata: { name: 'db', namespace: 'shop' },
  spec: { clusterIP: '10.0.0.9', ports: [{ port: 5432 }], selector: { app: 'db' } },
} as KubeObject;

const of = (image: string, host = 'db') =>
  findingsIn({
    spec: { initContainers: [{ name: 'wait', image, command: ['sh', '-c', `until nslookup ${host}; do sleep 2; done`] }] },
    podStatus: {
      phase: 'Pending',
      startTime: '2026-01-02T03:00:00Z',
      initContainerStatuses: [{ name: 'wait', ready: false, restartCount: 0, state: { running: { startedAt: '2026-01-02T03:00:01Z' } } }],
    },
    status: { state: { waiting: { reason: 'PodInitializing' } } },
    services: [DB],
  })[0];

test('busybox since 1.29 wants each domain to know the name', () => {
  for (const image of ['busybox', 'busybox:1.36', 'registry.example.com/busybox:1.35.0-glibc']) {
    assert.is(of(image)?.cause, 'wait-by-short-name', image);
    assert.match(of(image)?.fixes[0]?.command ?? '', 'until nslookup db.shop.svc.cluster.local;');
  }
  for (const image of ['busybox:1.28', 'busybox:1.28.4', 'alpine:3.20']) assert.is.not(of(image)?.cause, 'wait-by-short-name', image);
});

test('not with the whole name', () => {
  assert.is.not(of('busybox:1.36', 'db.shop.svc.cluster.local')?.cause, 'wait-by-short-name');
});

test.run();
