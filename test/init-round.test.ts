/** An init container that does the same again and again: what it says then, and what is another thing. Edited from sidecar-no-policy, pod-hostport-rollout. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, findingOn } from './edited-case.ts';

const says =
  (line: string, times = 4) =>
  (cluster: Edited) => {
    const lines = Array.from({ length: times }, (_, index) => `2026-11-28T00:49:${30 + index * 5}.000000000Z ${line}\n`);
    cluster.log('api', 'shipper', lines.join(''));
  };
const causeOf = async (line: string, times?: number) => (await findingOn('sidecar-no-policy', says(line, times))).cause;

test('the very same work, three times and more', async () => {
  assert.is(await causeOf('flushed 0 spans'), 'init-never-ends');
  assert.is(await causeOf('flushed 0 spans', 2), 'init-waits');
});

test('one that waits, fails, or is at something that takes its time', async () => {
  for (const line of ['waiting for the schema', 'cannot reach the bucket', 'still restoring', 'importing prices', 'schema is not ready'])
    assert.is.not(await causeOf(line), 'init-never-ends', line);
  for (const line of ['lock held by api-1', 'Vault is sealed', 'db is down', '.'])
    assert.is.not(await causeOf(line), 'init-never-ends', line);
});

test('a loop of the shell that ends once its condition is met', async () => {
  const inShell = async (line: string) =>
    (
      await findingOn('sidecar-no-policy', (cluster) => {
        says('flushed 0 spans')(cluster);
        const [shipper] = cluster.pod('api').spec.initContainers ?? [];
        if (shipper) shipper.command = ['sh', '-c', line];
      })
    ).cause;
  assert.is(await inShell('while true; do /flush; sleep 5; done'), 'init-never-ends');
  for (const line of ['until /flush; do sleep 5; done', 'while ! test -f /spans/done; do /flush; sleep 5; done'])
    assert.is.not(await inShell(line), 'init-never-ends', line);
});

test('a port of the node that the old pod has: it has to go first; a pod of the same revision, or of another Deployment, does not', async () => {
  const change = (labels: (hash: string) => Record<string, string>) => (cluster: Edited) => {
    const holder = cluster.list('pods').find(({ status }) => status.phase === 'Running');
    const waiting = cluster.list('pods').find(({ status }) => status.phase === 'Pending');
    if (holder) holder.metadata.labels = labels(waiting?.metadata.labels?.['pod-template-hash'] ?? '');
  };
  const first = async (edit: (cluster: Edited) => void = () => {}) =>
    (await findingOn('pod-hostport-rollout', edit)).fixes[0]?.command ?? '';
  assert.match(await first(), '"type":"Recreate"');
  assert.match(await first(change((hash) => ({ app: 'edge', 'pod-template-hash': hash }))), '"hostPort":null');
  assert.match(await first(change(() => ({ app: 'admin', 'pod-template-hash': '1' }))), '"hostPort":null');
});

test.run();
