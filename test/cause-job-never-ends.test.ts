/** job-never-ends: what matches, and what looks like it and is another thing. Edited from job-proxy-runs-on. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Container, ContainerStatus } from '../src/kube/shapes.ts';
import { type Edited, reportOnEdited } from './edited-case.ts';

const found = async (edit?: (proxy: Container, statuses: ContainerStatus[], cluster: Edited) => void) => {
  const { pods } = await reportOnEdited('job-proxy-runs-on', (cluster) => {
    const { spec, status } = cluster.pod('export');
    edit?.(spec.containers.find(({ name }) => name === 'proxy') as Container, status.containerStatuses ?? [], cluster);
  });
  return pods.flatMap(({ containers }) => containers.flatMap(({ findings }) => findings))[0];
};
/** Another container in the place of the proxy. */
const instead = (more: Partial<Container>) =>
  found((proxy, statuses) => {
    statusOf('proxy', statuses).name = more.name ?? 'proxy';
    Object.assign(proxy, { ports: [], ...more });
  });
const statusOf = (name: string, statuses: ContainerStatus[]) => statuses.find((one) => one.name === name) as ContainerStatus;

test('what serves beside the work that is done keeps the Job open', async () => {
  const finding = await found();
  assert.is(finding?.cause, 'job-never-ends');
  assert.match(finding?.summary ?? '', 'the work of container export is done');
  assert.match(finding?.fixes[0]?.text ?? '', 'and does its work once more');
  assert.match(finding?.fixes[0]?.command ?? '', '"path":"/spec/template/spec/initContainers/0/restartPolicy","value":"Always"');
  const byName = await instead({ name: 'mesh', image: 'envoyproxy/envoy:v1.31' });
  assert.is(byName?.cause, 'job-never-ends');
});

test('not for a second worker, a pod of a Deployment, work that has just ended, or has failed', async () => {
  const worker = await instead({ name: 'import', image: 'registry.example.com/shop/import:1' });
  assert.is(worker, undefined);
  const metrics = await instead({ name: 'import', image: 'registry.example.com/shop/import:1', ports: [{ containerPort: 9090 }] });
  assert.is(metrics, undefined, 'a worker tells how it fares on a port, too');
  const long = await found((proxy, statuses) => {
    statusOf('proxy', statuses).name = 'import';
    Object.assign(proxy, { name: 'import', image: 'registry.example.com/shop/import:1', ports: [{ containerPort: 9090 }] });
    const { terminated } = statusOf('export', statuses).state ?? {};
    if (terminated) terminated.finishedAt = '2025-01-01T00:00:00Z';
  });
  assert.is(`${long?.cause} ${long?.confidence}`, 'job-never-ends possible');
  assert.is(long?.fixes[0]?.command, undefined, 'what may be at work is not ended');
  const client = await instead({ name: 'flush', image: 'redis:7.0', command: ['redis-cli'] });
  assert.is(client, undefined);
  const owned = await found((_proxy, _statuses, cluster) => {
    cluster.pod('export').metadata.ownerReferences = [];
  });
  assert.is.not(owned?.cause, 'job-never-ends');
  const justNow = await found((_proxy, statuses, cluster) => {
    const { terminated } = statusOf('export', statuses).state ?? {};
    if (terminated) terminated.finishedAt = cluster.recorded.recording.capturedAt;
  });
  assert.is(justNow, undefined);
  const failed = await found((_proxy, statuses) => {
    const { terminated } = statusOf('export', statuses).state ?? {};
    if (terminated) Object.assign(terminated, { exitCode: 1, reason: 'Error' });
  });
  assert.is.not(failed?.cause, 'job-never-ends');
});

test.run();
