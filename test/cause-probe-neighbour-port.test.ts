/** probe-neighbour-port: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';

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

test.run();
