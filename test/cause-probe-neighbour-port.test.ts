/** probe-neighbour-port: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';
import { findingsIn } from './situation.ts';

test('the port is that of the other container, and the program says its own', async () => {
  const finding = await findingOn('probe-other-container');
  assert.is(finding.cause, 'probe-neighbour-port');
  assert.match(finding.summary, 'from container nginx, whose port that is');
  assert.match(finding.fixes[0]?.command ?? '', '"name":"exporter","livenessProbe":{"httpGet":{"port":9113}}');
});

test('a port that is its own, or nobody else declares, or another answer: the path, or what the page says', async () => {
  const causeWith = async (edit: Parameters<typeof findingOn>[1]) => (await findingOn('probe-other-container', edit)).cause;
  const containers = (cluster: Parameters<NonNullable<Parameters<typeof findingOn>[1]>>[0]) => cluster.pod('web').spec.containers;
  const own = await causeWith((cluster) => {
    containers(cluster)[1]?.ports?.push({ containerPort: 8080 });
  });
  assert.is(own, 'probe-wrong-path');
  const nobody = await causeWith((cluster) => {
    for (const container of containers(cluster)) delete container.ports;
  });
  assert.is(nobody, 'probe-wrong-path');
  const busy = await causeWith((cluster) => {
    for (const event of cluster.list('events')) event.message = event.message?.replace('statuscode: 404', 'statuscode: 503') ?? '';
  });
  assert.is(busy, 'probe-answers-error');
});

test('a sidecar among the init containers answers, too; what it refuses is its own', () => {
  const answers = (status: number) =>
    findingsIn({
      container: { readinessProbe: { httpGet: { path: '/healthz', port: 9000 } }, ports: [{ containerPort: 8080 }] },
      spec: { initContainers: [{ name: 'side', image: 'b', restartPolicy: 'Always', ports: [{ containerPort: 9000 }] }] },
      status: { state: { running: { startedAt: '2026-01-02T03:00:00Z' } }, started: true },
      podStatus: { startTime: '2026-01-02T03:00:00Z' },
      events: [{ reason: 'Unhealthy', message: `Readiness probe failed: HTTP probe failed with statuscode: ${status}`, count: 20 }],
    })[0];
  assert.is(answers(404)?.cause, 'probe-neighbour-port');
  assert.is(answers(401)?.confidence, 'likely');
  assert.match(answers(401)?.summary ?? '', 'the answer comes from container side');
});

test.run();
